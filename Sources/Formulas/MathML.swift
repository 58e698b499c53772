import Markup

/// The elements of MathML Core that formulas are made of.
extension Markup {
  /// A variable or a name. One letter is set in italics by the browser unless it is upright.
  static func identifier(_ text: String, isUpright: Bool = false) -> Markup {
    let attributes = isUpright ? [Attribute("mathvariant", "normal")] : []
    return .element("mi", attributes: attributes, content: [.text(text)])
  }

  static func number(_ text: String) -> Markup { .element("mn", attributes: [], content: [.text(text)]) }

  static func sign(_ text: String, _ attributes: [Attribute] = []) -> Markup {
    .element("mo", attributes: attributes, content: [.text(text)])
  }

  /// A symbol that takes no space of its own whatever browsers think of it.
  static func tightSign(_ text: String) -> Markup {
    .sign(text, [Attribute("lspace", "0"), Attribute("rspace", "0")])
  }

  /// Space of `mu` eighteenths of an em. No width of MathML is negative, so that a style sheet pulls back.
  static func space(mu: Int) -> Markup {
    mu < 0 ? .tag("mspace", ["class": "back-\(-mu)"]) : .tag("mspace", ["width": Spacing.ems(mu)])
  }

  /// One element for all the pieces.
  static func row(_ pieces: [Markup]) -> Markup {
    if pieces.count == 1, let piece = pieces.first { return piece }
    return .element("mrow", attributes: [], content: pieces)
  }

  static func row(class name: String, _ content: Markup) -> Markup { .tag("mrow", ["class": name], content) }

  static func styled(_ style: MathStyle, _ pieces: [Markup]) -> Markup {
    let level = style == .scriptScript ? "2" : style == .script ? "1" : "0"
    let isDisplay = style == .display ? "true" : "false"
    return .tag("mstyle", ["displaystyle": isDisplay, "scriptlevel": level], pieces)
  }

  /// TeX that could not be understood, shown as it was written.
  static func error(_ text: String) -> Markup { .tag("merror", [:], .tag("mtext", [:], .text(text))) }
}
