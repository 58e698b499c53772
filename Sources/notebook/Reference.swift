import ArgumentParser
import NotebookKit

/// Prints the catalogue of the language.
struct Reference: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the reference of directives, solvers and models, as Markdown.")

  func run() throws { Terminal.write(ReferencePage.markdown, to: .output) }
}
