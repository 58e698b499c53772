/// What an editor says of its documents. (LSP 3.17, text document synchronization)
struct OpenParameters: Decodable {
  struct Document: Decodable {
    let uri: String
    let version: Int
    let text: String
  }
  let textDocument: Document
}

struct ChangeParameters: Decodable {
  struct Document: Decodable {
    let uri: String
    let version: Int
  }
  /// Without a range the text is all of it.
  struct Change: Decodable {
    let range: WireRange?
    let text: String
  }
  let textDocument: Document
  let contentChanges: [Change]
}

/// The mistakes of one version of a document, or of a file on the disk.
struct Publication: Encodable, Equatable {
  struct Mistake: Encodable, Equatable {
    struct Related: Encodable, Equatable {
      let location: WireLocation
      let message: String
    }
    let range: WireRange
    /// 1 is an error, 2 a warning.
    let severity: Int
    let source = "notebook"
    let message: String
    let relatedInformation: [Related]?

    private enum CodingKeys: CodingKey { case range, severity, source, message, relatedInformation }
  }
  let uri: String
  let version: Int?
  let diagnostics: [Mistake]
}
