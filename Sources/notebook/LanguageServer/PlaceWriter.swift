import Diagnostics
import NotebookKit

/// Writes places as the editor counts them.
struct PlaceWriter {
  private let encoding: PositionEncoding
  private var texts: [String: EditedText] = [:]

  init(_ encoding: PositionEncoding) { self.encoding = encoding }

  func range(_ range: Range<Int>, in text: EditedText) -> WireRange {
    WireRange(
      start: WirePosition(text.position(ofSource: range.lowerBound, encoding)),
      end: WirePosition(text.position(ofSource: range.upperBound, encoding)))
  }

  /// A place in a document or in a file that it reads.
  mutating func location(_ location: Location, _ documents: OpenDocuments) -> WireLocation {
    let path = location.source.path
    let uri = documents.uri(of: path)
    let text = texts[path] ?? documents[uri]?.text ?? EditedText(bytes: location.source.bytes)
    texts[path] = text
    return WireLocation(uri: uri, range: range(location.range, in: text))
  }

  mutating func mistake(_ diagnostic: Diagnostic, _ documents: OpenDocuments) -> Publication.Mistake {
    let start = WirePosition(TextPosition(line: 0, character: 0))
    var related: [Publication.Mistake.Related] = []
    for note in diagnostic.notes {
      guard let place = note.location else { continue }
      related.append(.init(location: location(place, documents), message: note.message))
    }
    return Publication.Mistake(
      range: diagnostic.location.map { location($0, documents).range } ?? WireRange(start: start, end: start),
      severity: diagnostic.severity == .error ? 1 : 2,
      message: diagnostic.message + (diagnostic.hint.map { "\n" + $0 } ?? ""),
      relatedInformation: related.isEmpty ? nil : related)
  }
}
