import Markup

/// The commands that take arguments. One line adds one.
enum Constructions {
  static let named: [String: Construction] = [
    "frac": Construction(.fraction, .fraction, height: .raised) { fraction($0, in: $0.style) },
    "dfrac": Construction(.exactly(.text), .exactly(.text)) { fraction($0, in: .display) },
    "tfrac": Construction(.exactly(.script), .exactly(.script), height: .raised) { fraction($0, in: .text) },
    "cfrac": Construction(option: .same, .exactly(.display), .exactly(.display)) { parts in
      let terms = parts.rows.map { Markup.styled(.display, $0.pieces) }
      return .ordinary(.tag("mstyle", ["displaystyle": "true", "scriptlevel": "0"], .tag("mfrac", [:], terms)))
    },
    "binom": Construction(.fraction, .fraction) { binomial($0, in: $0.style) },
    "dbinom": Construction(.exactly(.text), .exactly(.text)) { binomial($0, in: .display) },
    "tbinom": Construction(.exactly(.script), .exactly(.script)) { binomial($0, in: .text) },
    "sqrt": Construction(option: .exactly(.scriptScript), .same, height: .raised) { parts in
      guard let index = parts.option else { return .ordinary(.tag("msqrt", [:], parts[0])) }
      return .ordinary(.tag("mroot", [:], parts[0], index.markup))
    },

    "hat": accent("ˆ"), "tilde": accent("˜"), "bar": accent("¯"), "dot": accent("˙"), "ddot": accent("¨"),
    "dddot": accent("…", isSmall: true), "ddddot": accent("....", isSmall: true), "vec": accent("→", isSmall: true),
    "check": accent("ˇ"), "breve": accent("˘"), "acute": accent("´"), "grave": accent("`"), "mathring": accent("˚"),
    "widehat": accent("ˆ", stretches: true), "widetilde": accent("˜", stretches: true),
    "widecheck": accent("ˇ", stretches: true),
    "overrightarrow": accent("→", stretches: true), "overleftarrow": accent("←", stretches: true),
    "overleftrightarrow": accent("↔", stretches: true),
    "underrightarrow": accentUnder("→"), "underleftarrow": accentUnder("←"),
    "overline": drawn("overline"), "underline": drawn("underline"), "boxed": drawn("boxed"), "fbox": drawn("boxed"),
    "cancel": drawn("cancel"), "bcancel": drawn("cancel-back"), "xcancel": drawn("cancel-both"),
    "overbrace": brace("⏞", isOver: true), "underbrace": brace("⏟", isOver: false),
    "overbracket": brace("⎴", isOver: true), "underbracket": brace("⎵", isOver: false),

    "overset": Construction(.script, .same) { like($0.rows[1], .tag("mover", [:], $0[1], $0[0])) },
    "underset": Construction(.script, .same) { like($0.rows[1], .tag("munder", [:], $0[1], $0[0])) },
    "stackrel": Construction(.script, .same) { Atom(.relation, .markup(.tag("mover", [:], $0[1], $0[0]))) },
    "xrightarrow": arrow("→"), "xleftarrow": arrow("←"), "xleftrightarrow": arrow("↔"), "xRightarrow": arrow("⇒"),
    "xLeftarrow": arrow("⇐"), "xLeftrightarrow": arrow("⇔"), "xmapsto": arrow("↦"),
    "xrightleftharpoons": arrow("⇌"), "xhookrightarrow": arrow("↪"), "xhookleftarrow": arrow("↩"),

    "phantom": Construction(.same, height: .low) { .ordinary(.tag("mphantom", [:], $0[0])) },
    "hphantom": Construction(.same, height: .low) {
      .ordinary(.tag("mpadded", ["height": "0", "depth": "0"], .tag("mphantom", [:], $0[0])))
    },
    "vphantom": Construction(.same, height: .low) {
      .ordinary(.tag("mpadded", ["width": "0"], .tag("mphantom", [:], $0[0])))
    },
    "smash": Construction(option: .same, .same, height: .low) {
      .ordinary(.tag("mpadded", ["height": "0", "depth": "0"], $0[0]))
    },

    "pmod": Construction(.same, height: .low) { modulo($0, hasWord: true, hasParentheses: true) },
    "mod": Construction(.same, height: .low) { modulo($0, hasWord: true, hasParentheses: false) },
    "pod": Construction(.same, height: .low) { modulo($0, hasWord: false, hasParentheses: true) },
    "not": Construction(.same, height: .low) { Negation.of($0.rows[0]) },
    "operatorname": Construction(.same, alphabet: .name, height: .low) { .function($0[0], limits: .beside) },
    "operatorname*": Construction(.same, alphabet: .name, height: .low) { .function($0[0], limits: .inDisplay) },

    "mathop": Construction(.same, height: .low) { operation($0.rows[0]) },
    "mathbin": kind(.binary), "mathrel": kind(.relation), "mathord": kind(.ordinary), "mathopen": kind(.opening),
    "mathclose": kind(.closing), "mathpunct": kind(.punctuation), "mathinner": kind(.inner),

    "mathrm": letters(.upright), "mathup": letters(.upright), "mathbf": letters(.bold), "mathit": letters(.italic),
    "mathsf": letters(.sansSerif), "mathtt": letters(.monospace), "mathbb": letters(.doubleStruck),
    "mathcal": letters(.script), "mathscr": letters(.script), "mathfrak": letters(.fraktur),
    "mathnormal": letters(.plain), "boldsymbol": letters(.boldItalic), "bm": letters(.boldItalic),
    "pmb": letters(.boldItalic), "Bbb": letters(.doubleStruck), "mathbfit": letters(.boldItalic),
  ]
}

extension Constructions {
  private typealias Arguments = Construction.Arguments

  /// A fraction in a style, which is said only where it differs from the one around.
  private static func fraction(_ parts: Arguments, in style: MathStyle) -> Atom {
    let hasLowTerms = parts.rows.allSatisfy { $0.height == .low }
    return .ordinary(
      fractionElement(parts, in: style), height: style == .display || !hasLowTerms ? .tall : .raised)
  }

  /// The style stands on an element of its own: browsers take it on the fraction too, HTML checkers do not.
  private static func fractionElement(_ parts: Arguments, in style: MathStyle, hasLine: Bool = true) -> Markup {
    var fraction = Markup.tag("mfrac", [:], parts[0], parts[1])
    if !hasLine { fraction = fraction.adding("linethickness", "0") }
    if parts.style == style { return fraction }
    let styled = Markup.tag("mstyle", ["displaystyle": style == .display ? "true" : "false"], fraction)
    return parts.style.isScript ? styled.adding("scriptlevel", "0") : styled
  }

  private static func binomial(_ parts: Arguments, in style: MathStyle) -> Atom {
    let terms = fractionElement(parts, in: style, hasLine: false)
    return .ordinary(.row([.sign("("), terms, .sign(")")]))
  }

  /// A mark over a piece, moved a little to the right over a slanted letter, as TeX's fonts do.
  private static func accent(_ mark: String, stretches: Bool = false, isSmall: Bool = false) -> Construction {
    Construction(.same, height: .low) { parts in
      var attributes = [Markup.Attribute("stretchy", stretches ? "true" : "false")]
      if isSmall { attributes.append(Markup.Attribute("mathsize", "60%")) }
      if !stretches, parts.rows[0].isSlantedLetter { attributes.append(Markup.Attribute("class", "slanted")) }
      return .ordinary(.tag("mover", ["accent": "true"], parts[0], .sign(mark, attributes)))
    }
  }

  private static func accentUnder(_ mark: String) -> Construction {
    Construction(.same) { parts in
      let sign = Markup.sign(mark, [Markup.Attribute("stretchy", "true")])
      return .ordinary(.tag("munder", ["accentunder": "true"], parts[0], sign))
    }
  }

  /// What the style sheet draws, so that it does not depend on a font that stretches.
  private static func drawn(_ name: String) -> Construction {
    Construction(.same, height: .raised) { .ordinary(.row(class: name, $0[0])) }
  }

  /// A brace, which takes its note as a script.
  private static func brace(_ mark: String, isOver: Bool) -> Construction {
    Construction(.same) { parts in
      let sign = Markup.sign(mark, [Markup.Attribute("stretchy", "true")])
      let markup =
        isOver
        ? Markup.tag("mover", ["accent": "true"], parts[0], sign)
        : Markup.tag("munder", ["accentunder": "true"], parts[0], sign)
      return Atom(.ordinary, .markup(markup), limits: .always)
    }
  }

  /// An arrow as long as what is written over it and, as an option, under it.
  private static func arrow(_ mark: String) -> Construction {
    Construction(option: .script, .script) { parts in
      let sign = Markup.sign(
        mark, [Markup.Attribute("stretchy", "true"), Markup.Attribute("lspace", "0"), Markup.Attribute("rspace", "0")])
      let margin = Markup.tag("mspace", ["width": "0.4em"])
      let over = Markup.row([margin] + parts.rows[0].pieces + [margin])
      guard let option = parts.option else { return Atom(.relation, .markup(.tag("mover", [:], sign, over))) }
      let under = Markup.row([margin] + option.pieces + [margin])
      return Atom(.relation, .markup(.tag("munderover", [:], sign, under, over)))
    }
  }

  /// An atom of the kind of what it was made from: `\overset{!}{=}` is a relation.
  private static func like(_ row: Row, _ markup: Markup) -> Atom {
    if row.isFunction { return .function(markup, limits: .beside) }
    return Atom(row.single?.kind ?? .ordinary, .markup(markup))
  }

  private static func operation(_ row: Row) -> Atom {
    guard case .sign(let sign)? = row.single?.nucleus else { return .function(row.markup, limits: .inDisplay) }
    return Atom(.operation, .sign(sign), limits: .inDisplay)
  }

  private static func kind(_ kind: Atom.Kind) -> Construction {
    Construction(.same, height: .low) { parts in
      guard case .sign(var sign)? = parts.rows[0].single?.nucleus else { return Atom(kind, .markup(parts[0])) }
      sign.natural = nil
      sign.isSeparator = false
      return Atom(kind, .sign(sign))
    }
  }

  private static func letters(_ alphabet: Alphabet) -> Construction {
    Construction(.same, alphabet: alphabet, height: .low) { $0.rows[0].single ?? .ordinary($0[0]) }
  }

  private static func modulo(_ parts: Arguments, hasWord: Bool, hasParentheses: Bool) -> Atom {
    var pieces = [Markup.space(mu: parts.style == .display ? 18 : 8)]
    let fence = [Markup.Attribute("stretchy", "false")]
    if hasParentheses { pieces.append(.sign("(", fence)) }
    if hasWord { pieces += [.identifier("mod"), .space(mu: 6)] }
    pieces += parts.rows[0].pieces
    if hasParentheses { pieces.append(.sign(")", fence)) }
    return .ordinary(.row(pieces))
  }
}

extension Row {
  /// Whether it is one letter that browsers set in italics.
  fileprivate var isSlantedLetter: Bool {
    guard case .markup(.element("mi", let attributes, let content))? = single?.nucleus, attributes.isEmpty,
      case .text(let text)? = content.first, let letter = text.unicodeScalars.first, text.unicodeScalars.count == 1
    else { return false }
    return letter.value < 0x2000
  }
}
