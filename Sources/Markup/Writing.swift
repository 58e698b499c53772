extension Markup {
  /// The text of the tree.
  package var html: String {
    var text = ""
    write(to: &text)
    return text
  }

  package func write(to text: inout String) {
    switch self {
    case .text(let plain):
      Escaping.write(plain, to: &text)
    case .written(let html):
      text += html
    case .group(let parts):
      for part in parts { part.write(to: &text) }
    case .element(let name, let attributes, let content):
      text += "<"
      text += name
      for attribute in attributes {
        text += " "
        text += attribute.name
        text += "=\""
        Escaping.write(attribute.value, to: &text)
        text += "\""
      }
      if content.isEmpty {
        if Self.voidElements.contains(name) {
          text += ">"
        } else if Self.selfClosingElements.contains(name) {
          text += "/>"
        } else {
          text += "></\(name)>"
        }
        return
      }
      text += ">"
      for part in content { part.write(to: &text) }
      text += "</\(name)>"
    }
  }

  /// Elements of HTML that have no end tag.
  private static let voidElements: Set<String> = ["br", "hr", "img", "input", "link", "meta", "wbr", "col"]
  /// Elements of SVG and MathML that are short when empty.
  private static let selfClosingElements: Set<String> = [
    "path", "line", "circle", "rect", "polyline", "polygon", "use", "stop", "mspace", "mrow", "mi", "none",
  ]
}
