import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Turns Markdown notebooks of dynamical systems into self-contained HTML reports.",
    version: "notebook \(ToolVersion.current)",
    subcommands: [
      New.self, Preview.self, Render.self, Check.self, Verify.self, Explain.self, Import.self, Cache.self,
      Reference.self, Lsp.self, Schema.self, PreviewPage.self,
    ])

  /// Usage errors end with 2, as every mistake that is found without running does.
  static func main() async {
    // A file larger than the shell's limit is a write that fails, with a message.
    signal(SIGXFSZ, SIG_IGN)
    if let mistake = unknownCommand(CommandLine.arguments.dropFirst().first) {
      Terminal.write("Error: \(mistake)\n", to: .error)
      Foundation.exit(2)
    }
    do {
      var command = try parseAsRoot(Self.spaced(Array(CommandLine.arguments.dropFirst())))
      if var working = command as? any AsyncParsableCommand { try await working.run() } else { try command.run() }
    } catch let status as ExitStatus {
      Foundation.exit(status.code)
    } catch {
      let code = exitCode(for: error)
      let message = UnknownOption.amended(fullMessage(for: error), for: CommandLine.arguments.dropFirst().first)
      Terminal.write(message + "\n", to: code.isSuccess ? .output : .error)
      Foundation.exit(code.isSuccess ? 0 : 2)
    }
  }
}

extension Main {
  /// `-j8` as `-j 8`: what make and its like understand.
  static func spaced(_ words: [String]) -> [String] {
    words.flatMap { word in
      word.hasPrefix("-j") && word.count > 2 && word.dropFirst(2).allSatisfy(\.isNumber)
        ? ["-j", String(word.dropFirst(2))] : [word]
    }
  }

  /// Every command states its name: to make it of the type's takes the library a fifth of the start.
  static func name(of command: any ParsableCommand.Type) -> String { command.configuration.commandName ?? "" }

  /// What is wrong with the first word of the command line, where it is no command and no option.
  static func unknownCommand(_ word: String?) -> String? {
    guard let word, !word.hasPrefix("-") else { return nil }
    if word == "help" || configuration.subcommands.contains(where: { name(of: $0) == word }) { return nil }
    let names = configuration.subcommands.filter { $0.configuration.shouldDisplay }.map(name)
    if word.hasSuffix(".md") { return "what is to be done with '\(word)'? Write 'notebook render \(word)'" }
    return
      "there is no command '\(word)': \(Spelling.hint(word, among: names) ?? "there are " + names.joined(separator: ", "))"
  }
}

/// Ends the command with a status, after everything has been said.
struct ExitStatus: Error {
  let code: Int32
}
