import Diagnostics
import Expressions

/// Texts among the parameters of a notebook that were to be numbers: `70 mmg/h`, `1OO mg`.
enum MistakenQuantity {
  static func warning(_ value: Fragment) -> Diagnostic? {
    let text = value.text
    guard Quantity(parsing: text) == nil,
      let match = text.wholeMatch(of: #/([-+\u{2212}]?[0-9][0-9.,OolI]*(?:[eE][-+]?[0-9]+)?) +([A-Za-zµμΩ%][^ ]*)/#)
    else { return nil }
    let (number, unit) = (String(match.output.1), String(match.output.2))
    let message = "'\(text)' is a text here, and no number"
    if Double(number.replacing(",", with: ".")) == nil {
      let better = String(
        number.map { "Oo".contains($0) ? "0" : "lI".contains($0) ? "1" : $0 == "\u{2212}" ? "-" : $0 })
      guard Unit(parsing: unit) != nil, Double(better) != nil else { return nil }
      return .warning(message, at: value.location, hint: "did you mean '\(better) \(unit)'?")
    }
    // Five apples are a text.
    guard unit.count > 1, Unit(parsing: unit) == nil, let hint = Unit.hint(unit) else { return nil }
    return .warning(message, at: value.location, hint: "'\(unit)' is not a unit: \(hint)")
  }
}
