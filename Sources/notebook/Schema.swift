import ArgumentParser
import Foundation
import NotebookKit

/// Prints what blocks and front matter may hold, for editors that read JSON Schema.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema (draft-07) of all directives, or of one, or of the front matter.")

  @Argument(help: "A directive, or front-matter; all of them if not given.")
  var name: String?

  func run() throws {
    guard let schema = LanguageSchema.json(name) else {
      throw ValidationError(
        "there is no directive '\(name ?? "")'\(LanguageSchema.hint(name ?? "").map { ": \($0)" } ?? "")")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    Terminal.write(String(decoding: try encoder.encode(schema), as: UTF8.self) + "\n", to: .output)
  }
}
