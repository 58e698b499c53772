import Diagnostics
import Expressions

/// Texts among the parameters of a notebook that were to be numbers: `70 mmg/h`, `1OO mg`.
enum MistakenQuantity {
  static func warning(_ value: Fragment) -> Diagnostic? {
    let text = value.text
    guard Quantity(parsing: text) == nil,
      let match = text.wholeMatch(of: #/([-+\u{2212}]?[0-9][0-9.,OolI]*(?:[eE][-+]?[0-9]+)?) *([A-Za-zµμΩ%][^ ]*)?/#)
    else { return nil }
    let number = String(match.output.1)
    let message = "'\(text)' is a text here, and no number"
    if Double(number.replacing(",", with: ".")) == nil {
      let better = String(
        number.map { "Oo".contains($0) ? "0" : "lI".contains($0) ? "1" : $0 == "\u{2212}" ? "-" : $0 })
      guard better != number, Double(better) != nil else { return nil }
      return .warning(message, at: value.location, hint: "did you mean '\(better)\(text.dropFirst(number.count))'?")
    }
    guard let unit = match.output.2.map(String.init), Unit(parsing: unit) == nil else { return nil }
    let hint = Unit.hint(unit)
    // Five apples are a text; what has a line is a unit.
    guard hint != nil || unit.contains("/") else { return nil }
    return .warning(message, at: value.location, hint: "'\(unit)' is not a unit" + (hint.map { ": " + $0 } ?? ""))
  }
}
