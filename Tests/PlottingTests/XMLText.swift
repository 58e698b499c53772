import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a strict reader finds in an XML text.
final class XMLText: NSObject, XMLParserDelegate {
  private(set) var elements: [String] = []
  private(set) var ids: [String] = []
  private(set) var attributes: [(name: String, value: String)] = []
  private(set) var texts: [String] = []
  private(set) var mistake: String?

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { mistake = mistake ?? "line \(parser.lineNumber): \(String(describing: parser.parserError))" }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(name)
    if let id = attributes["id"] { ids.append(id) }
    self.attributes += attributes.map { ($0.key, $0.value) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { texts.append(string) }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
    mistake = "line \(parser.lineNumber), column \(parser.columnNumber): \(parseError.localizedDescription)"
  }

  /// Numbers that are none, in the texts and attributes that carry coordinates.
  var badNumbers: [String] {
    attributes.filter {
      ["d", "x", "y", "width", "height", "viewBox", "data-x", "data-y", "dy", "transform"].contains($0.name)
    }
    .map(\.value).filter { value in
      ["nan", "inf", "NaN", "--", ".."].contains { value.contains($0) }
    }
  }
}
