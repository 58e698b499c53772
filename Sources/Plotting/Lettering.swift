package import Markup

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
  /// fonts draw some of them and borrow the others; symbols of quantities are slanted, as in `v (mV)`.
  static func content(_ text: String, slants: Bool = true) -> [Markup] {
    var shift = 0.0
    return runs(text, slants: slants).map { run in
      defer { shift = run.level }
      return set(run, from: shift)
    }
  }

  /// The same in HTML.
  package static func inline(_ text: String) -> [Markup] {
    runs(text, slants: true).map { run in
      let content = Markup.text(run.text)
      return run.level > 0
        ? .tag("sup", [:], content)
        : run.level < 0
          ? .tag("sub", [:], content) : run.isSymbol ? .tag("i", [:], content) : content
    }
  }

  /// A part of a text that is set alike, in ordinary characters.
  private struct Run {
    var text: String
    /// 1 raised, −1 lowered, 0 on the line.
    let level: Double
    let isSymbol: Bool
  }

  private static func runs(_ text: String, slants: Bool) -> [Run] {
    let scalars = Array(text.unicodeScalars)
    let symbols = slants ? Symbols(scalars).flags : scalars.map { _ in false }
    var runs: [Run] = []
    // An index that has no lowered signs of its own: I_Na.
    var isIndex = false
    for (index, scalar) in scalars.enumerated() {
      if index > 0, symbols[index - 1], scalar == "_" {
        isIndex = true
        continue
      }
      isIndex = isIndex && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      let level = isIndex ? -1 : level(of: scalar)
      let letter = String(ordinary[scalar] ?? scalar)
      if let last = runs.last, last.level == level, last.isSymbol == symbols[index] {
        runs[runs.count - 1].text += letter
      } else {
        runs.append(Run(text: letter, level: level, isSymbol: symbols[index]))
      }
    }
    return runs
  }

  /// 1 raised, −1 lowered, 0 on the line.
  static func level(of scalar: Unicode.Scalar) -> Double { isRaised(scalar) ? 1 : isLowered(scalar) ? -1 : 0 }

  /// A `tspan` moves the line for all that follows, so the next one moves it back; `dy` is in ems of its own size.
  private static func set(_ run: Run, from shift: Double) -> Markup {
    guard run.level != 0 || shift != 0 || run.isSymbol else { return .text(run.text) }
    var attributes: [Markup.Attribute] = []
    if run.level != 0 || run.isSymbol { attributes.append(.init("class", run.level != 0 ? "small" : "symbol")) }
    // A raised digit sits 0.36 em up, a lowered one 0.18 em down, in ems of the full size; small text is 0.75 of it.
    let height: (Double) -> Double = { $0 > 0 ? -0.36 : $0 < 0 ? 0.18 : 0 }
    let step = (height(run.level) - height(shift)) / (run.level != 0 ? 0.75 : 1)
    if step != 0 { attributes.append(.init("dy", Digits.compact(step, 2) + "em")) }
    return .element("tspan", attributes: attributes, content: [.text(run.text)])
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
