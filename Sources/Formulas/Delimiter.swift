import Markup

/// What may stand behind `\left`, `\right`, `\middle` and `\big`.
enum Delimiter {
  /// The sign for a name or a character; empty for `.`, which is no sign at all.
  static func sign(_ kind: Token.Kind) -> String? {
    switch kind {
    case .character(let scalar): typed[scalar]
    case .command(let name): named[name]
    default: nil
    }
  }

  private static let typed: [Unicode.Scalar: String] = [
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", "<": "⟨", ">": "⟩", ".": "", "‖": "‖", "⟨": "⟨",
    "⟩": "⟩",
    "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉",
  ]

  private static let named: [String: String] = [
    "{": "{", "}": "}", "|": "‖", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "langle": "⟨",
    "rangle": "⟩", "lt": "⟨", "gt": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "vert": "|",
    "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖", "backslash": "\\", "uparrow": "↑",
    "downarrow": "↓", "updownarrow": "↕", "Uparrow": "⇑", "Downarrow": "⇓", "Updownarrow": "⇕", "llbracket": "⟦",
    "rrbracket": "⟧", "lgroup": "⟮", "rgroup": "⟯", "ulcorner": "⌜", "urcorner": "⌝", "llcorner": "⌞",
    "lrcorner": "⌟",
  ]

  /// A sign around pieces of some height.
  ///
  /// Browsers leave room beside a sign that may stretch as if it had stretched far, so that only what surrounds tall
  /// pieces may. Superscripts get a sign a fifth larger, which is what TeX takes for them.
  static func sign(_ text: String, form: String, around height: Atom.Height) -> Operator {
    var sign = Operator(text: text, natural: isDictionaryForm(form, of: text) ? 0 : nil)
    sign.attributes = [
      Markup.Attribute("form", form), Markup.Attribute("stretchy", height == .tall ? "true" : "false"),
    ]
    if height == .tall, !isFence(text) { sign.attributes.append(Markup.Attribute("symmetric", "true")) }
    if height == .raised { sign.attributes.append(Markup.Attribute("mathsize", "120%")) }
    return sign
  }

  /// A sign of so many em.
  static func sign(_ text: String, form: String, size: String) -> Operator {
    var sign = sign(text, form: form, around: .tall)
    sign.attributes += [Markup.Attribute("minsize", size), Markup.Attribute("maxsize", size)]
    return sign
  }

  private static func isDictionaryForm(_ form: String, of text: String) -> Bool {
    isFence(text) && form != "infix" && form == naturalForm(text) ?? form
  }

  static func isBar(_ text: String) -> Bool { text == "|" || text == "‖" }

  private static func isFence(_ text: String) -> Bool { text != "/" && text != "\\" && !"↑↓↕⇑⇓⇕".contains(text) }

  /// The only form in which the dictionary knows the sign as a delimiter; nil for those that are the same on both sides.
  private static func naturalForm(_ text: String) -> String? {
    switch text {
    case "(", "[", "{", "⟨", "⌊", "⌈", "⟦", "⟮", "⌜", "⌞": "prefix"
    case ")", "]", "}", "⟩", "⌋", "⌉", "⟧", "⟯", "⌝", "⌟": "postfix"
    default: nil
    }
  }
}
