import ArgumentParser
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
    do {
      var command = try parseAsRoot()
      if var working = command as? any AsyncParsableCommand { try await working.run() } else { try command.run() }
    } catch let status as ExitStatus {
      Foundation.exit(status.code)
    } catch {
      let code = exitCode(for: error)
      Terminal.write(fullMessage(for: error) + "\n", to: code.isSuccess ? .output : .error)
      Foundation.exit(code.isSuccess ? 0 : 2)
    }
  }
}

/// Ends the command with a status, after everything has been said.
struct ExitStatus: Error {
  let code: Int32
}
