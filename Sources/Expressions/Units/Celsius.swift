extension UnitChecker {
  /// `T + 273.15` of degrees Celsius is in kelvins, and `T - 273.15` of kelvins in degrees Celsius.
  mutating func betweenCelsiusAndKelvin(
    _ operation: BinaryOperator, _ a: Expression, _ b: Expression
  ) -> (Expression, Expression, Measure)? {
    func isZero(_ expression: Expression) -> Bool { if case .number(273.15) = expression.node { true } else { false } }
    guard isZero(b) || isZero(a) && operation == .add else { return nil }
    let (temperature, other) = isZero(b) ? (a, b) : (b, a)
    let (x, measure) = resolve(temperature)
    let wanted = operation == .add ? "degC" : "K"
    guard measure.unit?.text == wanted, let unit = Unit.named(operation == .add ? "K" : "degC") else { return nil }
    return isZero(b) ? (x, other, .unit(unit)) : (other, x, .unit(unit))
  }

  /// Refuses a temperature in degrees Celsius times or over something with kelvins, as in `Ea/(R*T)`: that counts from absolute
  /// zero. A difference of two temperatures, `UA*(T - room)`, is the same in both.
  mutating func refuseCelsius(_ expression: Expression, _ measure: Measure, beside other: Measure) {
    guard measure.unit?.text == "degC", let unit = other.parts?.unit else { return }
    switch expression.node {
    case .symbol, .quantity, .query: break
    default: return
    }
    let words = unit.text.split { !$0.isLetter }
    guard words.contains("K") || words.contains("kK") || words.contains("mK") else { return }
    fail(
      "'\(expression.text)' is a temperature in degC, and what it stands beside is in \(unit.name): their zeros differ",
      expression,
      hint:
        "0 degC is 273.15 K: give '\(expression.text)' in K; a difference, '\(expression.text) - 20 degC', is the same in both"
    )
  }
}
