import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// What a plan depends on beside the notebook: parameters, whom the page is for, limits.
struct PlanOptions: ParsableArguments {
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
      "Whom the page is for: instructor, or student, who sees no solutions. Both have one name: give '-o' to keep both.",
      valueName: "instructor|student"))
  var variant: String = "instructor"

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      """
      Allow more or less than the front matter's 'limits' do, as in steps=1e7 or memory=2GB: \
      \(Limits.Name.allCases.map { "\($0.rawValue) (\($0.text(Double($0.standard))))" }.joined(separator: ", ")).
      """, valueName: "name=value"))
  var limit: [String] = []

  func validate() throws {
    if Variant(rawValue: variant) == nil {
      throw ValidationError("unknown variant '\(variant)': it is instructor or student")
    }
    for item in parameter where !item.contains("=") {
      throw ValidationError("'-P \(item)' gives no value: write -P name=value")
    }
    for item in limit where !item.contains("=") {
      throw ValidationError("'--limit \(item)' gives no value: write --limit steps=1e7")
    }
    if let mistake = readLimits().mistakes.first {
      throw ValidationError("--limit: " + mistake.message + (mistake.hint.map { "; " + $0 } ?? ""))
    }
  }

  var limits: Limits { readLimits().limits }

  private func readLimits() -> (limits: Limits, mistakes: [Diagnostic]) {
    var limits = Limits()
    var mistakes: [Diagnostic] = []
    for (name, value) in limit.map(Self.split) {
      limits.set(Fragment(name, path: "--limit"), to: Fragment(value, path: "--limit"), &mistakes)
    }
    return (limits, mistakes)
  }

  private var overrides: [(name: String, value: Fragment)] {
    parameter.map(Self.split).map { ($0, Fragment($1, path: "-P " + $0)) }
  }

  /// Whether parameters have other values than the notebooks say.
  var givesParameters: Bool { !parameter.isEmpty || !parameterFiles.isEmpty }

  /// `name=value` in its parts.
  static func split(_ item: String) -> (name: String, value: String) {
    let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts[0], parts.count > 1 ? parts[1] : "")
  }

  /// Reads and plans a notebook.
  ///
  /// - Parameters:
  ///   - point: parameters that go over all others.
  ///   - log: is told of the notebook itself and of every file that it reads.
  func plan(_ path: String, _ point: ParameterGrid.Point? = nil, log: ReadLog? = nil) throws(UnreadableNotebook)
    -> Plan
  {
    var given: [(name: String, value: Fragment)] = []
    for file in parameterFiles { given += try ParameterFile.read(file, log: log) }
    let source = try source(path, log: log)
    let limits = limits
    let files = Disk.files(of: path, root: Disk.root(of: path), log: log)
    let notebook = Notebook(
      parsing: source, files: files, variant: Variant(rawValue: variant) ?? .instructor, limits: limits)
    return Plan(notebook, files: files, overrides: given + overrides + (point?.values ?? []), limits: limits)
  }

  /// The text of a notebook.
  func source(_ path: String, log: ReadLog? = nil) throws(UnreadableNotebook) -> Source {
    if let refusal = NotebookPath.refusal(path) { throw UnreadableNotebook(diagnostic: refusal) }
    let source: Source
    do throws(Files.Failure) {
      let bytes = try Disk.read(path, limit: limits[.input])
      log?.add(path, bytes)
      source = Source(path: path, bytes: bytes)
    } catch {
      log?.add(path, error)
      var hint = error.hint
      if case .missing = error { hint = NotebookPath.hint(missing: path) }
      throw UnreadableNotebook(
        diagnostic: .error("cannot read '\(path)': \(error.message)", at: nil, hint: hint))
    }
    if let mistake = source.lineEndMistake ?? source.encodingMistake { throw UnreadableNotebook(diagnostic: mistake) }
    return source
  }

  /// The options as they stand on a command line.
  var arguments: [String] {
    parameter.flatMap { ["-P", $0] } + parameterFiles.flatMap { ["--params", $0] } + ["--variant", variant]
      + limit.flatMap { ["--limit", $0] }
  }

  private static func digest(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { SHA256.hex($0) } ?? "missing"
  }

  /// What a page depends on beside files: the tool, parameters, whom it is for, and limits.
  func settings(_ point: ParameterGrid.Point) -> String {
    ([Engine.name, variant] + parameter + parameterFiles.map(Self.digest) + limit.map { "limit " + $0 }
      + [point.text]).joined(separator: "\n")
  }
}

/// A notebook that cannot be read at all.
struct UnreadableNotebook: Error {
  let diagnostic: Diagnostic
}
