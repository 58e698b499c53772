/// HTML, SVG or MathML as a tree. This module is the only place that writes `<`.
package indirect enum Markup: Sendable, Equatable {
  case element(String, attributes: [Attribute], content: [Markup])
  case text(String)
  /// Several pieces, one after the other.
  case group([Markup])
  /// Text that is markup already, as libcmark writes it.
  case written(String)

  package struct Attribute: Sendable, Equatable {
    package let name: String
    package let value: String
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package static let empty = Markup.group([])

  /// `Markup.tag("td", ["class": "n"], .text("1"))`; attributes keep their order.
  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: Markup...
  ) -> Markup {
    .element(name, attributes: attributes.map { Attribute($0.key, $0.value) }, content: content)
  }

  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: [Markup]
  ) -> Markup {
    .element(name, attributes: attributes.map { Attribute($0.key, $0.value) }, content: content)
  }

  /// How the start tag of an element begins.
  package static func opening(_ name: String) -> String { "<" + name }

  /// The same element with one more attribute; anything but an element stays as it is.
  package func adding(_ name: String, _ value: String) -> Markup {
    guard case .element(let tag, let attributes, let content) = self else { return self }
    return .element(tag, attributes: attributes + [Attribute(name, value)], content: content)
  }

  /// What a reader sees of it: the text without the tags.
  package var plainText: String {
    switch self {
    case .element(_, _, let content), .group(let content): content.map(\.plainText).joined()
    case .text(let text): text
    case .written(let html): Escaping.plainText(ofHTML: html)
    }
  }
}

extension Markup: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .text(value) }
}
