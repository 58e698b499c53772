import ArgumentParser

/// Serves an editor.
struct Lsp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serve an editor over standard input and output, by the language server protocol.",
    discussion: "Mistakes as you type, completion, hover, definitions, references, renaming, outline. Nothing is run.")

  @Flag(help: "Accepted, and of no effect: standard input and output are all there is.")
  var stdio = false

  func run() throws {
    var server = LanguageServer()
    let status = server.run()
    if status != 0 { throw ExitStatus(code: status) }
  }
}
