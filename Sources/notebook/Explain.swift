import ArgumentParser
import Foundation
import NotebookKit

/// Says for each block whose result is kept whether the next render runs it, and why.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why a block would run, or why its result would be reused.")

  @Argument(help: "The notebook.")
  var notebook: String

  @Argument(help: "Labels of blocks; all of them if not given.")
  var labels: [String] = []

  @OptionGroup var caching: CacheOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the page goes; 'output' in the project's folder if not given.", valueName: "folder"))
  var output: String?

  @Option(
    name: .customShort("P"),
    help: ArgumentHelp("Give a parameter of the front matter another value.", valueName: "name=value"))
  var parameter: [String] = []

  @Option(
    name: .customLong("params"),
    help: ArgumentHelp("Take parameters from a file of lines 'name: value', or of JSON.", valueName: "file"))
  var parameterFiles: [String] = []

  func run() throws {
    var options = NotebookOptions()
    options.notebooks = [notebook]
    options.parameter = parameter
    options.parameterFiles = parameterFiles
    options.variant = "instructor"
    options.quiet = false
    options.format = "text"
    let console = options.console
    guard let plan = options.plan(notebook, console) else { throw ExitStatus(code: 2) }
    let blocks = plan.identities
    for label in labels where !blocks.contains(where: { $0.label == label }) {
      throw ValidationError("no block whose result is kept has the label '\(label)'")
    }
    let cache = caching.cache(for: notebook)
    let memory = cache?.memory(of: notebook, Render.page(of: notebook, in: output))
    let store = cache?.store(engine: Engine.name) ?? .none
    for block in blocks where labels.isEmpty || labels.contains(block.label ?? "") {
      let name = block.label ?? "line \(block.line)"
      let old = memory?.identities.first { $0.label == block.label }?.identity
      Terminal.write("\(name): \(Self.reason(block.identity, old, store))\n", to: .output)
    }
  }

  private static func reason(_ identity: Identity, _ old: Identity?, _ store: Store) -> String {
    if store.holds(identity) {
      let changes = old.map { identity.changes(since: $0) } ?? []
      return changes.isEmpty
        ? "reused: nothing that it depends on has changed"
        : "reused from an earlier run, though \(changes.joined(separator: "; "))"
    }
    guard let old else { return "runs: it has no result from an earlier render" }
    let changes = identity.changes(since: old)
    return changes.isEmpty
      ? "runs: its result is no longer kept, or another version of the tool made it"
      : "runs: \(changes.joined(separator: "; "))"
  }
}
