import Markup

/// Text in a figure: how wide it is about, and how its raised and slanted parts are set.
package enum Lettering {
  /// The size of text, in user units, where a figure is as wide as a page's column.
  package static let size = 12.0
  /// The largest size, on a telephone; margins are reserved for it.
  package static let largestSize = 17.5
  /// The size just above the width at which every other tick label goes.
  package static let thinningSize = 14.8

  /// The width of a text in user units. It is a guess that errs on the wide side of common sans-serif fonts, since a module
  /// without fonts cannot measure.
  package static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance($1) } * size
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "!": 0.29
    case "f", "r", "t", " ", "(", ")", "[", "]", "/", "-": 0.37
    case "\u{2009}", "\u{200A}", "\u{202F}": 0.18
    case "m", "w", "M", "W", "@", "%", "\u{2014}": 0.92
    case "0"..."9", "\u{2212}", "+", "=", "×", "±": 0.6
    case "A"..."Z": 0.67
    case _ where isRaised(scalar) || isLowered(scalar): 0.42
    case _ where scalar.value >= 0x1100: 1
    default: 0.57
    }
  }

  /// The content of a `text` element. Raised and lowered characters such as `10⁻³` are set from ordinary digits, because
  /// fonts draw some of them and borrow the others; a lone letter is a quantity's symbol and is slanted, as in `v (mV)`.
  static func content(_ text: String, slants: Bool = true) -> [Markup] {
    var pieces: [Markup] = []
    var rest = Substring(text)
    var plain = ""
    var shift = 0.0
    if slants, let first = rest.first, first.isLetter {
      let index = rest.dropFirst().first == "_" ? rest.dropFirst(2).prefix { $0.isLetter || $0.isNumber } : ""
      if !index.isEmpty || rest.dropFirst().isEmpty || endsSymbol(rest.dropFirst()) {
        pieces.append(.tag("tspan", ["class": "symbol"], .text(String(first))))
        rest = rest.dropFirst()
      }
      if !index.isEmpty {
        // An index that has no lowered signs of its own: I_Na.
        pieces.append(set(String(index), from: 0, to: -1, small: true))
        shift = -1
        rest = rest.dropFirst(index.count + 1)
      }
    }
    while let scalar = rest.unicodeScalars.first {
      let (run, level) = run(at: rest.unicodeScalars)
      rest = Substring(rest.unicodeScalars.dropFirst(run.unicodeScalars.count))
      if level == 0 {
        plain += run.isEmpty ? String(scalar) : run
        continue
      }
      if !plain.isEmpty { pieces.append(set(plain, from: shift, to: 0, small: false)) }
      if !plain.isEmpty { shift = 0 }
      plain = ""
      pieces.append(set(run, from: shift, to: level, small: true))
      shift = level
    }
    if !plain.isEmpty { pieces.append(set(plain, from: shift, to: 0, small: false)) }
    return pieces
  }

  private static func endsSymbol(_ rest: Substring) -> Bool {
    rest.hasPrefix(" (") || rest.unicodeScalars.first.map { isRaised($0) || isLowered($0) } == true
  }

  /// The longest start of one level: 1 raised, −1 lowered, 0 on the line; in ordinary characters.
  private static func run(at scalars: Substring.UnicodeScalarView) -> (String, Double) {
    guard let first = scalars.first else { return ("", 0) }
    let level = isRaised(first) ? 1.0 : isLowered(first) ? -1 : 0
    var text = ""
    for scalar in scalars {
      let own = isRaised(scalar) ? 1.0 : isLowered(scalar) ? -1 : 0
      guard own == level else { break }
      text.unicodeScalars.append(ordinary[scalar] ?? scalar)
    }
    return (text, level)
  }

  /// A `tspan` moves the line for all that follows, so the next one moves it back; `dy` is in ems of its own size.
  private static func set(_ text: String, from: Double, to: Double, small: Bool) -> Markup {
    guard small || from != 0 else { return .text(text) }
    // A raised digit sits 0.36 em up, a lowered one 0.18 em down, in ems of the full size; small text is 0.75 of it.
    let height: (Double) -> Double = { $0 > 0 ? -0.36 : $0 < 0 ? 0.18 : 0 }
    let step = (height(to) - height(from)) / (small ? 0.75 : 1)
    let dy = Digits.compact(step, 2) + "em"
    return small ? .tag("tspan", ["class": "small", "dy": dy], .text(text)) : .tag("tspan", ["dy": dy], .text(text))
  }

  private static func isRaised(_ scalar: Unicode.Scalar) -> Bool { raised[scalar] != nil }
  private static func isLowered(_ scalar: Unicode.Scalar) -> Bool { lowered[scalar] != nil }

  private static let raised = pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", "0123456789+\u{2212}=()n")
  private static let lowered = pairs("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+\u{2212}=()aehijklmnoprstuvx")
  private static let ordinary = raised.merging(lowered) { one, _ in one }

  private static func pairs(_ special: String, _ plain: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(special.unicodeScalars, plain.unicodeScalars))
  }
}
