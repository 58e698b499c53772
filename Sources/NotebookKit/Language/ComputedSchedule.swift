import Diagnostics
import Expressions
import Markup

/// The times of an event that comes by the clock as formulas over the model's parameters, `2*tau` or `0 to 300 by 2*pi/Omega`, as a
/// condition; see ``EventSchedule`` for times that are numbers.
struct ComputedSchedule {
  /// As its author wrote it, which is what messages say.
  let shown: String
  /// As a model reads it: true from each of the times on, of several for half of the way to the next.
  let condition: String

  /// Nothing for numbers, for a list, and for what is no formula.
  init?(_ value: BodyValue) {
    guard case .text(let text) = value, let parts = Self.parts(text.text) else { return nil }
    shown = text.text
    if parts.count == 1 {
      condition = "t >= \(shown)"
    } else {
      let (first, last, period) = ("(\(parts[0]))", "(\(parts[1]))", "abs(\(parts[2]))")
      // Half periods are counted: a count never falls, and a remainder may, by a rounding.
      condition =
        "mod(floor((t - \(first))/(\(period)/2)), 2) < 1 and t >= \(first) and t < \(last) + 1e-6*\(period)"
    }
  }

  /// What ``shown`` says, typeset; nothing for times that are numbers.
  static func markup(_ shown: String, _ writer: MathWriter) -> Markup? {
    guard let parts = parts(shown) else { return nil }
    var mistakes: [Diagnostic] = []
    var set = parts.map { writer.math(Written(parsing: Fragment($0, path: ""), &mistakes).expression) }
    if set.count == 3 {
      set.insert(.tag("mtext", [:], ",\u{A0}…,\u{A0}"), at: 1)
      set.insert(.tag("mtext", [:], ",\u{A0}Δ\u{2009}=\u{2009}"), at: 3)
    }
    return mistakes.isEmpty ? .tag("mrow", [:], .group(set)) : nil
  }

  /// One time, or the first, the last and the period, of which one at least is a formula.
  private static func parts(_ text: String) -> [String]? {
    guard !text.contains(where: { ",[{".contains($0) }) else { return nil }
    let parts = text.split(separator: #/ +(?:to|by) +/#).map(String.init)
    let isReadable = parts.allSatisfy { part in
      isFormula(part) || Quantity(parsing: part) != nil || part.allSatisfy { "0123456789.+-*/() ".contains($0) }
    }
    guard isReadable, parts.contains(where: isFormula) else { return nil }
    return parts.count == 1 || parts.count == 3 && text.contains(#/ to .* by /#) ? parts : nil
  }

  /// `lag`, `100 ms + d`, `2*pi/Omega`
  private static func isFormula(_ text: String) -> Bool {
    let isWord = text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    let plain = text.replacing(#/[0-9][eE][+-]/#, with: "")
    return isWord
      || plain.contains { "+-*/(".contains($0) } && Quantity(parsing: text) == nil && plain.contains(where: \.isLetter)
  }
}
