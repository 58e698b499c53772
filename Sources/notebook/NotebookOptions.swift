import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// Options that `render` and `check` share.
struct NotebookOptions: ParsableArguments {
  @Argument(help: "Notebooks: Markdown files.")
  var notebooks: [String]

  @Option(
    name: .customShort("P"),
    help: ArgumentHelp("Give a parameter of the front matter another value.", valueName: "name=value"))
  var parameter: [String] = []

  @Flag(name: .shortAndLong, help: "Print nothing but messages about mistakes.")
  var quiet = false

  @Option(help: "How messages are printed: text, json or github.")
  var format: String = "text"

  func validate() throws {
    if Console.Format(rawValue: format) == nil {
      throw ValidationError("unknown format '\(format)': it is text, json or github")
    }
    for item in parameter where !item.contains("=") {
      throw ValidationError("'-P \(item)' gives no value: write -P name=value")
    }
  }

  var console: Console { Console(isQuiet: quiet, format: Console.Format(rawValue: format) ?? .text) }

  var overrides: [(name: String, value: Fragment)] {
    parameter.map { item in
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (parts[0], Fragment(parts.count > 1 ? parts[1] : "", path: "-P \(parts[0])"))
    }
  }

  /// Reads and plans a notebook, or says why it cannot be read.
  func plan(_ path: String, _ console: Console) -> Plan? {
    do throws(Files.Failure) {
      let bytes = try Disk.read(path)
      guard String(validating: bytes, as: UTF8.self) != nil else {
        console.report([.error("'\(path)' is not a text in UTF-8", at: nil, hint: "save it as UTF-8")])
        return nil
      }
      let notebook = Notebook(parsing: Source(path: path, bytes: bytes))
      return Plan(notebook, files: Disk.files(of: path, root: Disk.root(of: path)), overrides: overrides)
    } catch {
      console.report([.error("cannot read '\(path)': \(error.message)", at: nil)])
      return nil
    }
  }
}
