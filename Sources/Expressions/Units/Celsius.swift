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
      let unit = other.parts?.unit, let temperature = expression.temperature,
      !temperature.symbols.contains(where: isDifference)
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

extension UnitChecker {
  /// Refuses ratios, reciprocals and roots of temperatures in degrees Celsius, which count from absolute zero: `T/T0`, `1/T`.
  mutating func refuseCelsiusRatio(_ a: Expression, _ ma: Measure, over b: Expression, _ mb: Measure) {
    func isCelsius(_ measure: Measure) -> Bool {
      measure.parts.map { $0.unit.text == "degC" || $0.unit.text.hasPrefix("degC^") } ?? false
    }
    guard isCelsius(mb), let below = scaleValue(b) else { return }
    let above = isCelsius(ma) ? scaleValue(a) : nil
    guard above != nil || a.constant != nil else { return }
    fail(
      "\(above == nil ? "a number" : "'\(a.text)'") over '\(below.text)', a temperature in degC, counts from absolute zero",
      below, hint: Self.ofNumbers(below))
  }

  mutating func refuseCelsiusRoot(_ x: Expression, _ measure: Measure) {
    guard measure.parts?.unit.text == "degC", let temperature = scaleValue(x) else { return }
    fail(
      "a root of '\(temperature.text)', a temperature in degC, counts from absolute zero", temperature,
      hint: Self.ofNumbers(temperature))
  }

  /// A name that is no difference by itself, with its sign and whole powers.
  private func scaleValue(_ expression: Expression) -> Expression? {
    guard let value = expression.value else { return nil }
    return value.symbols.contains(where: isDifference) ? nil : value
  }

  private static func ofNumbers(_ temperature: Expression) -> String {
    "give '\(temperature.text)' in K; in a formula for numbers of degrees write '\(temperature.text)/(1 degC)'"
  }

  /// Compared are a difference of temperatures and a literal of the other scale: in differences the zeros cancel.
  func asDifferences(
    _ a: (given: Expression, resolved: Expression, unit: Unit),
    _ b: (given: Expression, resolved: Expression, unit: Unit)
  ) -> (Expression, Expression, Measure)? {
    // But for their zeros both are the kelvin.
    guard a.unit.isApart(from: b.unit), let kelvin = Unit.named("K"), a.unit == kelvin, b.unit == kelvin else {
      return nil
    }
    func isLiteral(_ expression: Expression) -> Bool { if case .quantity = expression.node { true } else { false } }
    guard isLiteral(a.given) && b.given.isDifference || isLiteral(b.given) && a.given.isDifference else { return nil }
    return (a.resolved, b.resolved, .unit(kelvin))
  }
}

extension Expression {
  /// One value of a temperature that counts from the zero of its scale, with its sign, powers and multiples: `T`, `T^4 - T0^4`,
  /// `max(T, T0)`. Nothing for a difference of two.
  fileprivate var temperature: Expression? {
    switch node {
    case .symbol, .quantity, .query: return self
    case .negation(let x): return x.temperature
    case .binary(.power, let x, _): return x.temperature
    case .binary(.add, let a, let b):
      // A term with the other sign makes a difference.
      if case .negation = a.node { return a.raised ?? b.raised }
      if case .negation = b.node { return a.raised ?? b.raised }
      return b.temperature == nil ? nil : a.temperature
    case .binary(.subtract, let a, let b): return a.raised ?? b.raised
    case .binary(.multiply, let a, let b):
      return a.constant != nil ? b.temperature : b.constant != nil ? a.temperature : nil
    case .binary(.divide, let a, let b): return b.constant != nil ? a.temperature : nil
    case .function(.abs, let arguments), .function(.min, let arguments), .function(.max, let arguments):
      let all = arguments.map(\.temperature)
      return all.contains(nil) ? nil : all[0]
    default: return nil
    }
  }

  /// What is raised to a power in a sum: zeros do not cancel in a difference of fourth powers.
  private var raised: Expression? {
    switch node {
    case .binary(.power, let x, let exponent): exponent.constant == 1 ? nil : x.temperature
    case .negation(let x): x.raised
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b), .binary(.multiply, let a, let b):
      a.raised ?? b.raised
    default: nil
    }
  }

  /// A name, or what is asked of a result, with its sign and whole powers.
  fileprivate var value: Expression? {
    switch node {
    case .symbol, .query: self
    case .negation(let x): x.value
    case .binary(.power, let x, let exponent): exponent.constant.map { $0 == $0.rounded() } == true ? x.value : nil
    default: nil
    }
  }

  /// Whether it is one value of a state, and no difference, error or deviation: a temperature of its scale.
  package var isOnScale: Bool {
    guard case .query(let base, let name, let arguments?) = node, case .symbol = base.node else { return false }
    if ["final", "min", "max", "mean"].contains(name) { return true }
    guard arguments.count == 1, arguments[0].name == nil else { return false }
    // At a time, as in `s.T(5 min)`; `f.noise(T)` takes the name of a state.
    if case .symbol = arguments[0].value.node { return false }
    return true
  }

  /// Whether zeros of scales cancel in it: a difference of two values, an error, a deviation.
  package var isDifference: Bool {
    switch node {
    case .negation(let x): return x.isDifference
    case .function(.abs, let arguments): return arguments[0].isDifference
    case .binary(.subtract, let a, let b): return a.isDifference == b.isDifference
    case .binary(.multiply, let a, let b), .binary(.divide, let a, let b):
      return a.isDifference && b.constant != nil || a.constant != nil && b.isDifference
    case .query(_, let name, _):
      return ["peak-to-peak", "rmse", "mae", "max-error", "deviation", "error", "noise"].contains(name)
    default: return false
    }
  }
}

extension Unit {
  /// The unit of differences: those of temperatures in degrees Celsius are kelvins.
  package var ofDifferences: Unit { text == "degC" ? Unit.named("K") ?? self : self }

  /// A temperature that counts from the zero of one scale, on another: 288.15 K is 15 degC. Nothing for other units.
  package func temperature(of value: Double, in unit: Unit) -> Double? {
    guard (text == "degC") != (unit.text == "degC"), isApart(from: unit), let kelvin = Unit.named("K") else {
      return nil
    }
    if text == "degC" { return kelvin.magnitude(of: value, decimal: nil, in: unit).map { $0 - 273.15 } }
    return magnitude(of: value + 273.15, decimal: nil, in: kelvin)
  }
}
