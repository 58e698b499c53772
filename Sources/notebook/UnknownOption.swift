import ArgumentParser
import Diagnostics

/// What is said of an option that a command does not have: one that begins so goes before one that is spelled like it.
enum UnknownOption {
  /// The message with another proposal in place of the library's.
  ///
  /// - Parameter word: the first word of the command line.
  static func amended(_ message: String, for word: String?) -> String {
    guard let match = message.firstMatch(of: #/Unknown option '(--[^']+)'(\. Did you mean '[^']*'\?)?/#),
      let command = Main.configuration.subcommands.first(where: { Main.name(of: $0) == word })
    else { return message }
    let unknown = String(match.output.1)
    let proposal = proposal(for: unknown, among: names(in: Main.helpMessage(for: command)))
    return message.replacing(match.output.0, with: "Unknown option '\(unknown)'" + (proposal.map { ". \($0)" } ?? ""))
  }

  /// The options in a help text: `-o` and `--output`.
  private static func names(in help: String) -> [String] {
    var names: [String] = []
    for match in help.matches(of: #/(?:^|[\s,\[])(--?[A-Za-z][A-Za-z-]*)/#) {
      let name = String(match.output.1)
      let isOption = name.hasPrefix("--") || name.count == 2
      if isOption, !names.contains(name) { names.append(name) }
    }
    return names
  }

  static func proposal(for unknown: String, among names: [String]) -> String? {
    let word = unknown.dropFirst(2)
    let long = names.filter { $0.hasPrefix("--") }
    if word.count == 1 { return names.contains("-\(word)") ? "Did you mean '-\(word)'?" : nil }
    let begun = long.filter { $0.hasPrefix(unknown) }
    if !begun.isEmpty { return "Did you mean \(begun.map { "'\($0)'" }.joined(separator: " or "))?" }
    let near = Spelling.nearest(String(word), among: long.map { String($0.dropFirst(2)) })
    return near.map { "Did you mean '--\($0)'?" }
  }
}
