import Diagnostics
import Foundation

/// Values as one line of JSON each, for machines.
enum JSONLine {
  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

/// A message with its place, as machines read it.
struct DiagnosticLine: Encodable {
  /// Among lines of other kinds: what this one is.
  var event: String?
  let severity: String
  let file: String?
  let line: Int?
  let column: Int?
  let endColumn: Int?
  let message: String
  let hint: String?
  let notes: [Note]?

  struct Note: Encodable {
    let file: String?
    let line: Int?
    let column: Int?
    let message: String
  }

  init(_ diagnostic: Diagnostic, event: String? = nil) {
    let place = diagnostic.location
    self.event = event
    severity = diagnostic.severity.rawValue
    file = place?.source.path
    line = place?.line
    column = place?.column
    endColumn = place.map { $0.column + $0.textMarked.count }
    message = diagnostic.message
    hint = diagnostic.hint
    let notes = diagnostic.notes.map { note in
      Note(
        file: note.location?.source.path, line: note.location?.line, column: note.location?.column,
        message: note.message)
    }
    self.notes = notes.isEmpty ? nil : notes
  }
}
