import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// Makes Markdown of notebooks of Jupyter.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turn notebooks of Jupyter into Markdown.",
    discussion: """
      One that 'render --to ipynb' made becomes the same Markdown again, with what was changed in its cells. Of any other the text
      and the code are kept, the code as listings. A file that is there already is never replaced.
      """)

  @Argument(help: "Notebooks of Jupyter (.ipynb).", completion: .file(extensions: ["ipynb"]))
  var files: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The Markdown's folder; that of the notebook if not given.", valueName: "folder"))
  var output: String?

  @Flag(name: .shortAndLong, help: "Print nothing but messages about mistakes.")
  var quiet = false

  func run() throws {
    let console = Console(isQuiet: quiet, format: .text)
    var worst = Int32(0)
    for file in files {
      let found = convert(file, console)
      console.report(found)
      if found.hasErrors { worst = 2 }
    }
    if worst > 0 { throw ExitStatus(code: worst) }
  }

  private func convert(_ file: String, _ console: Console) -> [Diagnostic] {
    let url = URL(fileURLWithPath: file)
    let folder = output ?? url.deletingLastPathComponent().path
    let target = "\(folder)/\(url.deletingPathExtension().lastPathComponent).md"
    if FileManager.default.fileExists(atPath: target) {
      return [
        .error(
          "'\(Disk.shortened(target))' is there already, and is not replaced", at: nil,
          hint: "give another folder: -o FOLDER")
      ]
    }
    let bytes: [UInt8]
    do throws(Files.Failure) { bytes = try Disk.read(file) } catch {
      return [.error("cannot read '\(file)': \(error.message)", at: nil, hint: error.hint)]
    }
    switch JupyterImport.read(Source(path: file, bytes: bytes)) {
    case .failure(let mistake): return [mistake]
    case .success(let read):
      do throws(Disk.WriteFailure) { _ = try Disk.write(Array(read.markdown.utf8), to: target) } catch {
        return [.error(error.message, at: nil)]
      }
      console.say("\(file) -> \(Disk.shortened(target))\(read.isAsExported ? " (as it was)" : "")")
      return read.notes.map { .warning("\(file): \($0)", at: nil) }
    }
  }
}
