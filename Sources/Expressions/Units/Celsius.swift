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
    guard let own = measure.parts?.unit, own.text == "degC" || own.text.hasPrefix("degC^"),
      let unit = other.parts?.unit, let temperature = expression.temperature
    else { return }
    let words = unit.text.split { !$0.isLetter }
    guard words.contains("K") || words.contains("kK") || words.contains("mK") else { return }
    fail(
      "'\(temperature.text)' is a temperature in degC, and what it stands beside is in \(unit.name): their zeros differ",
      temperature,
      hint:
        "0 degC is 273.15 K: give '\(temperature.text)' in K; a difference, '\(temperature.text) - 20 degC', is the same in both"
    )
  }
}

extension Expression {
  /// What it is but for its sign and a power, if that is one value and not a difference.
  fileprivate var temperature: Expression? {
    switch node {
    case .symbol, .quantity, .query: self
    case .negation(let x): x.temperature
    case .binary(.power, let x, _): x.temperature
    default: nil
    }
  }
}

extension Unit {
  /// A temperature that counts from the zero of one scale, on another: 288.15 K is 15 degC. Nothing for other units.
  package func temperature(of value: Double, in unit: Unit) -> Double? {
    guard (text == "degC") != (unit.text == "degC"), isApart(from: unit), let kelvin = Unit.named("K") else {
      return nil
    }
    if text == "degC" { return kelvin.magnitude(of: value, decimal: nil, in: unit).map { $0 - 273.15 } }
    return magnitude(of: value + 273.15, decimal: nil, in: kelvin)
  }
}
