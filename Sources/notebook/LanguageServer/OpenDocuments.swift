import Diagnostics
import Foundation
import NotebookKit

/// All texts that the editor has open, and what is known of them.
struct OpenDocuments {
  private var documents: [String: OpenDocument] = [:]

  subscript(_ uri: String) -> OpenDocument? { documents[uri] }

  mutating func open(_ document: OpenParameters.Document) {
    documents[document.uri] = OpenDocument(document)
    forget()
  }

  mutating func close(_ uri: String) {
    documents[uri] = nil
    forget()
  }

  mutating func change(_ change: ChangeParameters, _ encoding: PositionEncoding) {
    guard var document = documents[change.textDocument.uri] else { return }
    for part in change.contentChanges {
      if let range = part.range {
        document.text.replace(from: range.start.position, to: range.end.position, with: part.text, encoding)
      } else {
        document.text = EditedText(part.text)
      }
    }
    document.version = change.textDocument.version
    document.known = nil
    documents[document.uri] = document
    guard let file = document.file else { return }
    for (uri, other) in documents where other.known?.files.contains(file) ?? false { documents[uri]?.known = nil }
  }

  /// After something changed that is not a text in the editor.
  mutating func forget() {
    for uri in documents.keys { documents[uri]?.known = nil }
  }

  /// The document with what is known of its present text.
  mutating func known(_ uri: String) -> (document: OpenDocument, analysis: Analysis)? {
    guard let document = documents[uri] else { return nil }
    if let known = document.known { return (document, known.analysis) }
    var texts: [String: [UInt8]] = [:]
    for other in documents.values { if let file = other.file { texts[file] = other.text.bytes } }
    let known = document.analysed(texts)
    documents[uri]?.known = known
    return (document, known.analysis)
  }

  /// The address by which the editor knows a file.
  func uri(of path: String) -> String {
    let file = FileURI.resolved(path)
    return documents.values.first { $0.path == path || $0.file == file }?.uri ?? FileURI.uri(path)
  }

  /// The mistakes in all open texts, by address. A part that an open notebook includes is read as part of it, not alone.
  mutating func publications(_ encoding: PositionEncoding) -> [String: Publication] {
    var places = PlaceWriter(encoding)
    var found: [String: [Publication.Mistake]] = [:]
    for uri in documents.keys { _ = known(uri) }
    for uri in documents.keys.sorted() {
      guard let (document, analysis) = known(uri) else { continue }
      found[uri, default: []] += []
      let isPart = documents.values.contains { other in
        other.uri != uri && document.file.map { other.known?.files.contains($0) ?? false } ?? false
      }
      // Two notebooks may say the same of a part.
      let said = found
      for diagnostic in analysis.diagnostics {
        let path = diagnostic.location?.source.path ?? document.path
        if path == document.path, isPart { continue }
        let mistake = places.mistake(diagnostic, self)
        let target = path == document.path ? uri : self.uri(of: path)
        if said[target]?.contains(mistake) != true { found[target, default: []].append(mistake) }
      }
    }
    return found.reduce(into: [:]) { result, entry in
      result[entry.key] = Publication(
        uri: entry.key, version: documents[entry.key]?.version, diagnostics: entry.value)
    }
  }
}
