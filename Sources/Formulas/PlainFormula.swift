package import Diagnostics
import Markup

/// A formula as text, for places that hold no other: names and indices, powers and fractions, as `C_A`, `10⁻³` and `dx/dt`.
package struct PlainFormula {
  /// Nothing where text cannot show it.
  package let text: String?
  package let diagnostics: [Diagnostic]

  package init(tex: Fragment) {
    let formula = Formula(tex: tex, isDisplay: false)
    diagnostics = formula.diagnostics
    text = Self.text(formula.math)
  }

  private static func text(_ markup: Markup) -> String? {
    switch markup {
    case .text(let text): return text
    case .written: return nil
    case .group(let content): return joined(content)
    case .element(let name, _, let content):
      switch name {
      case "annotation": return ""
      case "math", "semantics", "mrow", "mstyle", "mpadded", "mn": return joined(content)
      case "mi", "mtext", "ms": return joined(content)
      case "mo": return joined(content).map(sign)
      case "mspace": return "\u{2009}"
      case "msub": return indexed(content)
      case "msup": return raised(content)
      case "msubsup": return content.count == 3 ? indexed([content[0], content[1]], under: content[2]) : nil
      case "mfrac": return fraction(content)
      case "mover": return accented(content)
      default: return nil
      }
    }
  }

  private static func joined(_ parts: [Markup]) -> String? {
    var result = ""
    var endsInFraction = false
    for part in parts {
      guard let next = text(part) else { return nil }
      // b behind 1/a would stand below the line.
      let isFraction = part.isFraction
      func touches(_ sign: Character?) -> Bool { sign.map { $0.isLetter || $0.isNumber || "/(".contains($0) } ?? false }
      if isFraction && touches(result.last) || endsInFraction && touches(next.first) { return nil }
      endsInFraction = isFraction || endsInFraction && next.isEmpty
      // Behind the name of a function, or an index of letters, others begin.
      let isWord = { (text: Substring) in text.count > 1 && text.allSatisfy(\.isLetter) }
      let start = result.lastIndex { !$0.isLetter && !$0.isNumber && $0 != "_" }
      let ending = start.map { result[result.index(after: $0)...] } ?? result[...]
      if isWord(ending) || ending.contains("_"), next.first.map({ $0.isLetter || $0.isNumber }) == true {
        result += "\u{2009}"
      }
      result += next
    }
    return result
  }

  /// Relations and sums stand apart; what only tells how to read a formula has no sign.
  private static func sign(_ text: String) -> String {
    if ["\u{2061}", "\u{2062}", "\u{2063}"].contains(text) { return "" }
    return ["=", "<", ">", "≤", "≥", "≈", "→", "+", "±", "∝", "∼"].contains(text) ? " \(text) " : text
  }

  private static func indexed(_ parts: [Markup], under power: Markup? = nil) -> String? {
    guard parts.count == 2, let base = text(parts[0]),
      let index = text(parts[1])?.filter({ $0 != " " })
    else { return nil }
    let lowered = index.map { Self.lowered[$0] }
    if !lowered.contains(nil) {
      guard let power else { return base + String(lowered.compactMap { $0 }) }
      return exponent(power).map { base + String(lowered.compactMap { $0 }) + $0 }
    }
    // A half-life.
    if power == nil, base.count == 1, index == "1/2" { return base + "_½" }
    guard power == nil, base.count == 1, index.allSatisfy({ $0.isLetter || $0.isNumber }) else { return nil }
    return base + "_" + index
  }

  private static func raised(_ parts: [Markup]) -> String? {
    guard parts.count == 2, let base = text(parts[0]), let power = exponent(parts[1]) else { return nil }
    return base + power
  }

  private static func exponent(_ markup: Markup) -> String? {
    guard let text = text(markup)?.filter({ $0 != " " }) else { return nil }
    let signs = text.map { Self.raised[$0] }
    return signs.contains(nil) ? nil : String(signs.compactMap { $0 })
  }

  private static func fraction(_ parts: [Markup]) -> String? {
    guard parts.count == 2, let above = text(parts[0]), let below = text(parts[1]) else { return nil }
    func grouped(_ text: String) -> String { text.contains { " +−".contains($0) } ? "(\(text))" : text }
    return grouped(above) + "/" + (below.count == 1 || below.hasPrefix("d") ? below : grouped(below))
  }

  private static func accented(_ parts: [Markup]) -> String? {
    guard parts.count == 2, let base = text(parts[0]), base.count == 1, let sign = text(parts[1]),
      let accent = accents[sign.filter { $0 != " " }]
    else { return nil }
    return base + accent
  }

  private static let lowered = pairs("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
  private static let raised = pairs("0123456789+−=()n*′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ*′")
  /// What combines with the letter before it.
  private static let accents = [
    "˙": "\u{307}", "¨": "\u{308}", "^": "\u{302}", "ˆ": "\u{302}", "¯": "\u{304}", "‾": "\u{304}", "~": "\u{303}",
    "˜": "\u{303}", "→": "\u{20D7}",
  ]

  private static func pairs(_ plain: String, _ special: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(plain, special))
  }
}

extension Markup {
  fileprivate var isFraction: Bool {
    switch self {
    case .element("mfrac", _, _): true
    case .element("mrow", _, let content), .element("mstyle", _, let content), .group(let content):
      content.count == 1 && content[0].isFraction
    default: false
    }
  }
}
