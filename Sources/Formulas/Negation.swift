import Markup

/// A symbol struck through by `\not`.
enum Negation {
  static func of(_ row: Row) -> Atom {
    guard let atom = row.single, case .sign(var sign) = atom.nucleus else {
      return Atom(row.single?.kind ?? .ordinary, .markup(.row(class: "cancel", row.markup)))
    }
    sign.text = known[sign.text] ?? sign.text + "\u{338}"
    sign.hasPrefixForm = false
    var struck = atom
    struck.nucleus = .sign(sign)
    return struck
  }

  /// The negated symbols that Unicode has; the others are struck with a combining stroke.
  private static let known: [String: String] = [
    "=": "≠", "∈": "∉", "∋": "∌", "≡": "≢", "∼": "≁", "≃": "≄", "≈": "≉", "≅": "≇", "<": "≮", ">": "≯", "≤": "≰",
    "≥": "≱", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "∣": "∤", "∥": "∦", "⊢": "⊬", "⊨": "⊭", "→": "↛", "←": "↚",
    "↔": "↮", "⇒": "⇏", "⇐": "⇍", "⇔": "⇎", "≺": "⊀", "≻": "⊁", "⊑": "⋢", "⊒": "⋣",
  ]
}
