import NotebookKit

/// Places and texts, as the protocol writes them. (LSP 3.17)
struct WirePosition: Codable, Equatable {
  let line: Int
  let character: Int

  init(_ position: TextPosition) { (line, character) = (position.line, position.character) }
  var position: TextPosition { TextPosition(line: line, character: character) }
}

struct WireRange: Codable, Equatable {
  let start: WirePosition
  let end: WirePosition
}

struct WireLocation: Encodable, Equatable {
  let uri: String
  let range: WireRange
}

struct DocumentIdentifier: Decodable {
  let uri: String
}

struct TextEdit: Encodable {
  let range: WireRange
  let newText: String
}

struct MarkupText: Encodable {
  let kind = "markdown"
  let value: String
}

/// A place in a document that something is asked of.
struct PlaceParameters: Decodable {
  let textDocument: DocumentIdentifier
  let position: WirePosition
}

struct ReferenceParameters: Decodable {
  struct Context: Decodable { let includeDeclaration: Bool }
  let textDocument: DocumentIdentifier
  let position: WirePosition
  let context: Context
}

struct RenameParameters: Decodable {
  let textDocument: DocumentIdentifier
  let position: WirePosition
  let newName: String
}

struct DocumentParameters: Decodable {
  let textDocument: DocumentIdentifier
}
