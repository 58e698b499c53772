import Diagnostics
import Foundation
import NotebookKit
import Synchronization

/// Messages gathered for one document of SARIF 2.1.0 (OASIS 2020), which code hosts show beside the lines.
final class SarifLog: Sendable {
  private let messages = Mutex<[Diagnostic]>([])

  func add(_ diagnostics: [Diagnostic]) { messages.withLock { $0 += diagnostics } }

  /// The whole document.
  var text: String {
    let driver: [String: JSONValue] = [
      "name": .text("notebook"), "version": .text(ToolVersion.current),
      "rules": .list(
        Self.rules.map { .object(["id": .text($0.id), "shortDescription": .object(["text": .text($0.text)])]) }),
    ]
    let run: [String: JSONValue] = [
      "tool": .object(["driver": .object(driver)]), "columnKind": .text("unicodeCodePoints"),
      "results": .list(messages.withLock { $0 }.map(Self.result)),
    ]
    let document = JSONValue.object([
      "$schema": .text("https://json.schemastore.org/sarif-2.1.0.json"), "version": .text("2.1.0"),
      "runs": .list([.object(run)]),
    ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
  }

  private static let rules: [(id: String, text: String)] = [
    ("error", "A mistake in a notebook, a failure, or a difference from its page."),
    ("warning", "Something that is probably not meant."),
  ]

  private static func result(_ diagnostic: Diagnostic) -> JSONValue {
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    var entries: [String: JSONValue] = [
      "ruleId": .text(diagnostic.severity.rawValue), "level": .text(diagnostic.severity.rawValue),
      "ruleIndex": .whole(diagnostic.severity == .error ? 0 : 1),
      "message": .object(["text": .text(diagnostic.message + hint)]),
      "locations": .list(diagnostic.location.map { [place($0, nil)] } ?? []),
    ]
    let related = diagnostic.notes.compactMap { note in note.location.map { place($0, note.message) } }
    if !related.isEmpty { entries["relatedLocations"] = .list(related) }
    return .object(entries)
  }

  private static func place(_ location: Location, _ message: String?) -> JSONValue {
    let end = Location(source: location.source, range: location.range.upperBound..<location.range.upperBound)
    let physical: [String: JSONValue] = [
      "artifactLocation": .object(["uri": .text(address(location.source.path))]),
      "region": .object([
        "startLine": .whole(location.line), "startColumn": .whole(column(location)), "endLine": .whole(end.line),
        "endColumn": .whole(column(end)),
      ]),
    ]
    var entries: [String: JSONValue] = ["physicalLocation": .object(physical)]
    if let message { entries["message"] = .object(["text": .text(message)]) }
    return .object(entries)
  }

  /// From 1, in Unicode's code points.
  private static func column(_ location: Location) -> Int { location.textBefore.unicodeScalars.count + 1 }

  /// Relative where the path is: code hosts read it from the root of the repository.
  private static func address(_ path: String) -> String {
    if path.hasPrefix("/") { return URL(fileURLWithPath: path).absoluteString }
    return path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
  }
}
