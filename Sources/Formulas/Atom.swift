import Markup

/// One piece of a row, as TeX sees it: a nucleus, its scripts, and the kind that decides the space around it.
struct Atom: Sendable {
  enum Kind: Int, Sendable {
    case ordinary, operation, binary, relation, opening, closing, punctuation, inner
    /// What `\left … \right` makes.
    case fenced
    /// Space that the author asked for; it does not part neighbours.
    case space
  }

  /// How far a piece reaches from the middle of the line, as delimiters around it need to know.
  enum Height: Int, Sendable, Comparable {
    /// A letter, a letter with a subscript.
    case low
    /// A letter with a superscript.
    case raised
    /// Anything more.
    case tall

    static func < (left: Height, right: Height) -> Bool { left.rawValue < right.rawValue }
  }

  enum Nucleus: Sendable {
    case markup(Markup)
    case sign(Operator)
  }

  /// Where scripts stand: beside, above and below in display style, or always above and below.
  enum Limits: Sendable {
    case beside, inDisplay, always
  }

  var kind: Kind
  var nucleus: Nucleus
  var limits = Limits.beside
  var height = Height.low
  /// The form of a delimiter that grows with its row.
  var growingForm: String?
  /// A named function, such as `sin`, is applied to what follows it.
  var isFunction = false
  /// Whether it begins with a bar, which has no shape to keep a name before it apart: `\ln|x|`.
  var beginsWithBar = false
  var primes = 0
  var superscript: [Markup] = []
  var `subscript`: [Markup] = []

  /// Settled when the row is complete: the space before, and what an operator takes on each side, in mu.
  var gapBefore = 0
  var gapLeft = 0
  var gapRight = 0
  /// The space between a function and its argument.
  var gapApplied: Int?

  init(_ kind: Kind, _ nucleus: Nucleus, limits: Limits = .beside, height: Height = .low) {
    self.kind = kind
    self.nucleus = nucleus
    self.limits = limits
    self.height = height
  }

  static func ordinary(_ markup: Markup, height: Height = .low) -> Atom {
    Atom(.ordinary, .markup(markup), height: height)
  }

  static func space(mu: Int) -> Atom { Atom(.space, .markup(.space(mu: mu))) }
  static let nothing = Atom.ordinary(.row([]))

  static func function(_ name: Markup, limits: Limits) -> Atom {
    var atom = Atom(.operation, .markup(name), limits: limits)
    atom.isFunction = true
    return atom
  }

  var sign: Operator? {
    guard case .sign(let sign) = nucleus else { return nil }
    return sign
  }

  var hasScripts: Bool { primes > 0 || !superscript.isEmpty || !`subscript`.isEmpty }
}

extension Atom {
  /// The element, with the scripts on it.
  func element(in style: MathStyle) -> Markup {
    let isAboveAndBelow = limits == .always || (limits == .inDisplay && style == .display)
    let hasLimits = isAboveAndBelow && !(superscript.isEmpty && `subscript`.isEmpty)
    var base = nucleusElement(keepsLimits: hasLimits && style != .display)
    var `subscript` = `subscript`
    if primes > 0 {
      base = .row([base, .sign(Self.prime(primes))])
      // Under the primes, not after them.
      if !hasLimits, !`subscript`.isEmpty { `subscript`.insert(.space(mu: -Spacing.thick), at: 0) }
    }
    switch (`subscript`.isEmpty, superscript.isEmpty) {
    case (true, true): return base
    case (true, false): return .tag(hasLimits ? "mover" : "msup", [:], base, .row(superscript))
    case (false, true): return .tag(hasLimits ? "munder" : "msub", [:], base, .row(`subscript`))
    case (false, false):
      return .tag(hasLimits ? "munderover" : "msubsup", [:], base, .row(`subscript`), .row(superscript))
    }
  }

  private func nucleusElement(keepsLimits: Bool) -> Markup {
    switch nucleus {
    case .markup(let markup): return markup
    case .sign(let sign):
      let element = sign.element(left: gapLeft, right: gapRight)
      return keepsLimits && sign.isLarge ? element.adding("movablelimits", "false") : element
    }
  }

  /// Primes are raised already in every font: as a superscript they would stand too high.
  private static func prime(_ count: Int) -> String {
    switch count {
    case 1: "′"
    case 2: "″"
    case 3: "‴"
    case 4: "⁗"
    default: String(repeating: "′", count: count)
    }
  }
}
