import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// Options that `render`, `check` and `verify` share.
struct NotebookOptions: ParsableArguments {
  @Argument(help: "Notebooks: Markdown files.", completion: .file(extensions: ["md"]))
  var notebooks: [String]

  @Option(
    name: .customShort("P"),
    help: ArgumentHelp("Give a parameter of the front matter another value.", valueName: "name=value"))
  var parameter: [String] = []

  @Option(
    name: .customLong("params"),
    help: ArgumentHelp(
      "Take parameters from a file of lines 'name: value', or of JSON; -P goes over them.", valueName: "file"))
  var parameterFiles: [String] = []

  @Option(
    help: ArgumentHelp(
      "Whom the page is for: instructor, or student, who sees no solutions.", valueName: "instructor|student"))
  var variant: String = "instructor"

  @Flag(name: .shortAndLong, help: "Print nothing but messages about mistakes.")
  var quiet = false

  @Option(
    help: "How messages are printed: text, json (a line for each), github (for its Actions) or sarif (2.1.0).",
    completion: .list(Console.Format.allCases.map(\.rawValue)))
  var format: String = "text"

  func validate() throws {
    if Console.Format(rawValue: format) == nil {
      throw ValidationError("unknown format '\(format)': it is \(Console.Format.names)")
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
    do throws(UnreadableNotebook) { return try plan(path) } catch {
      console.report([error.diagnostic])
      return nil
    }
  }

  /// Reads and plans a notebook.
  ///
  /// - Parameter log: is told of the notebook itself and of every file that it reads.
  func plan(_ path: String, log: ReadLog? = nil) throws(UnreadableNotebook) -> Plan {
    var given: [(name: String, value: Fragment)] = []
    for file in parameterFiles { given += try ParameterFile.read(file) }
    do throws(Files.Failure) {
      let bytes = try Disk.read(path)
      guard String(validating: bytes, as: UTF8.self) != nil else {
        throw Files.Failure.unreadable("it is not a text in UTF-8")
      }
      log?.add(path, bytes)
      let files = Disk.files(of: path, root: Disk.root(of: path), log: log)
      let notebook = Notebook(
        parsing: Source(path: path, bytes: bytes), files: files, variant: Variant(rawValue: variant) ?? .instructor)
      return Plan(notebook, files: files, overrides: given + overrides)
    } catch {
      var hint: String?
      if case .unreadable("it is not a text in UTF-8") = error { hint = "save it as UTF-8" }
      throw UnreadableNotebook(
        diagnostic: .error("cannot read '\(path)': \(error.message)", at: nil, hint: hint))
    }
  }

  private static func digest(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { SHA256.hex($0) } ?? "missing"
  }

  /// What a page depends on beside files: the tool, parameters, and whom it is for.
  var settings: String {
    ([Engine.name, variant] + parameter + parameterFiles.map(Self.digest)).joined(separator: "\n")
  }
}

/// A notebook that cannot be read at all.
struct UnreadableNotebook: Error {
  let diagnostic: Diagnostic
}
