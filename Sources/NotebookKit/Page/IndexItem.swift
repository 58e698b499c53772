import Markup

extension IndexPage {
  /// The piece of an index that leads to one page.
  package struct Item: Sendable {
    package let address: String
    let html: String

    static let opening = "<li data-page=\""
  }

  /// Reads an index that was written before; nothing where the text is another page.
  package static func items(of text: String) -> [Item]? {
    guard text.contains("<div class=\"page index\">"), let end = text.ranges(of: "</ol>\n</main>").last
    else { return nil }
    return text[..<end.lowerBound].split(separator: Item.opening, omittingEmptySubsequences: false).dropFirst()
      .compactMap { piece in
        piece.firstIndex(of: "\"").map { quote in
          Item(address: Escaping.plainText(ofHTML: String(piece[..<quote])), html: Item.opening + piece)
        }
      }
  }
}
