import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// Serves pages that follow their notebooks.
struct Preview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Serve the pages of notebooks on this machine, and make them again when something changes.",
    discussion: """
      Watches the notebooks and every file that they read. An open page loads itself again and stays where it is; what takes time \
      says how far it is, and is given up when its notebook changes. Mistakes are shown on the page and here.
      Editors may tell where their cursor is: http://127.0.0.1:PORT/at?line=31&file=NOTEBOOK shows that part. Ctrl-C ends it.
      """)

  @Argument(help: "Notebooks: Markdown files.", completion: .file(extensions: ["md"]))
  var notebooks: [String]

  @Option(help: "The port on 127.0.0.1; the next free one if it is in use, any free one for 0.")
  var port: UInt16 = 4747

  @Flag(help: "Open the first page in the browser.")
  var open = false

  @Flag(
    help: "Look for changes five times a second, where the system does not tell of them: in folders of other machines.")
  var poll = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the pages into this folder as well, as 'render' does.", valueName: "folder"))
  var output: String?

  @Flag(name: .shortAndLong, help: "Print nothing but the address and messages about mistakes.")
  var quiet = false

  @OptionGroup var planning: PlanOptions
  @OptionGroup var caching: CacheOptions

  mutating func run() async throws {
    let console = Console(isQuiet: quiet, format: .text)
    let editions = try Edition.all(of: notebooks, [.standard], in: output ?? ".")
    let server: LocalServer
    do throws(LocalServer.NoPort) { server = try LocalServer(port: port) } catch {
      console.report([.error("cannot listen on port \(port) of 127.0.0.1: \(error.reason)", at: nil)])
      throw ExitStatus(code: 1)
    }
    // A process that makes pages may end before it is told what to do.
    signal(SIGPIPE, SIG_IGN)
    let watching = Interruption.watch()
    defer { withExtendedLifetime(watching) {} }
    for folder in Set(notebooks.compactMap { caching.cache(for: $0)?.folder }) {
      DiskCache(folder: folder).prune(to: DiskCache.standardLimit)
    }
    let address = "http://127.0.0.1:\(server.port)/"
    if port != 0, server.port != port { console.report(texts: ["port \(port) is in use"]) }
    console.report(texts: ["serving \(address) (Ctrl-C ends it)"])
    let (shelf, listeners) = (Shelf(editions.map(\.address)), Listeners())
    let site = PreviewSite(shelf: shelf, listeners: listeners, port: server.port)
    server.run { site.answer($0) }
    if open { UserBrowser.open(address, console) }
    let options = planning.arguments + caching.arguments + (output.map { ["--output", $0] } ?? [])
    let desk = Desk(
      editions, options: options, shelf: shelf, listeners: listeners, watch: FolderWatch(polls: poll), console: console,
      address: address)
    await desk.run()
  }
}
