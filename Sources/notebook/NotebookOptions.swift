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

  @Option(
    help: ArgumentHelp(
      "Whom the page is for: instructor, or student, who sees no solutions.", valueName: "instructor|student"))
  var variant: String = "instructor"

  @Flag(name: .shortAndLong, help: "Print nothing but messages about mistakes.")
  var quiet = false

  @Option(help: "How messages are printed: text, json or github.")
  var format: String = "text"

  func validate() throws {
    if Console.Format(rawValue: format) == nil {
      throw ValidationError("unknown format '\(format)': it is text, json or github")
    }
    if Variant(rawValue: variant) == nil {
      throw ValidationError("unknown variant '\(variant)': it is instructor or student")
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
      let files = Disk.files(of: path, root: Disk.root(of: path))
      let notebook = Notebook(
        parsing: Source(path: path, bytes: bytes), files: files, variant: Variant(rawValue: variant) ?? .instructor)
      return Plan(notebook, files: files, overrides: overrides)
    } catch {
      console.report([.error("cannot read '\(path)': \(error.message)", at: nil)])
      return nil
    }
  }
}
