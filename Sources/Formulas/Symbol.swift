import Markup

/// A character with a meaning in mathematics, however it was written: as a command or as itself.
struct Symbol: Sendable {
  enum Sort: Sendable {
    /// Follows the alphabet in force.
    case letter
    case ordinary, binary, relation, opening, closing, punctuation, inner
    /// `∑`: limits above and below in display style.
    case largeOperator
    /// `∫`: limits beside.
    case integral
    /// `|`: opens or closes, as what stands before it says.
    case bar
  }

  let text: String
  let sort: Sort

  /// The atom for it in `alphabet` and `style`; for a bar, `opens` says which of its two roles it has.
  func atom(in alphabet: Alphabet, style: MathStyle, opens: Bool = true) -> Atom {
    switch sort {
    case .letter:
      guard let letter = text.unicodeScalars.first else { return .nothing }
      return .ordinary(alphabet.identifier(letter))
    case .ordinary where text == "/" || text == ".": return Atom(.ordinary, .sign(Operator(text: text)))
    case .ordinary: return .ordinary(ordinaryElement(in: alphabet))
    case .inner: return Atom(.inner, .markup(.identifier(text)))
    case .binary: return Atom(.binary, .sign(sign(natural: Spacing.medium, in: alphabet)))
    case .relation: return Atom(.relation, .sign(sign(natural: Spacing.thick, in: alphabet)))
    case .punctuation: return Atom(.punctuation, .sign(Operator(text: text, isSeparator: text != ":")))
    case .largeOperator: return large(.inDisplay, in: style)
    case .integral: return large(.beside, in: style)
    case .opening, .closing: return fence(opens: sort == .opening)
    case .bar: return fence(opens: opens)
    }
  }

  private func large(_ limits: Atom.Limits, in style: MathStyle) -> Atom {
    let sign = Operator(text: text, natural: Spacing.thin, isLarge: true)
    return Atom(.operation, .sign(sign), limits: limits, height: style == .display ? .tall : .raised)
  }

  private func sign(natural: Int, in alphabet: Alphabet) -> Operator {
    var sign = Operator(text: text, natural: Self.isUnreliable(text) ? nil : natural)
    sign.hasPrefixForm = Self.hasPrefixForm(text)
    if Self.stretchesUpwards(text) { sign.attributes.append(Markup.Attribute("stretchy", "false")) }
    if alphabet.isBoldForSigns { sign.attributes.append(Markup.Attribute("class", "bold")) }
    return sign
  }

  private func ordinaryElement(in alphabet: Alphabet) -> Markup {
    let element = Markup.identifier(text)
    return alphabet.isBoldForSigns ? element.adding("class", "bold") : element
  }

  /// A delimiter of its natural size.
  private func fence(opens: Bool) -> Atom {
    var sign = Operator(text: text, natural: text == "?" ? nil : 0)
    if Delimiter.isBar(text) { sign.attributes.append(Markup.Attribute("form", opens ? "prefix" : "postfix")) }
    if text != "!" && text != "?" { sign.attributes.append(Markup.Attribute("stretchy", "false")) }
    var atom = Atom(opens ? .opening : .closing, .sign(sign))
    atom.beginsWithBar = opens && Delimiter.isBar(text)
    return atom
  }

  /// The dictionary has these in front of an operand too.
  private static func hasPrefixForm(_ text: String) -> Bool {
    switch text {
    case "+", "−", "±", "∓", "∼", "∴", "∵": true
    default: false
    }
  }

  private static func stretchesUpwards(_ text: String) -> Bool {
    switch text {
    case "↑", "↓", "↕", "⇑", "⇓", "⇕": true
    default: false
    }
  }

  /// Browsers take the colon for punctuation and the arcs for accents.
  private static func isUnreliable(_ text: String) -> Bool { text == ":" || text == "⌣" || text == "⌢" }
}
