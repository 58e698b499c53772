/// The unit of time where none is given: the one that the equations have.
///
/// With `v` in mV and `tau` in ms, `dv/dt = -v/tau` is in mV/ms only where time is in ms. Were it not looked for, a second
/// equation with its time constant in s would be taken for one in ms, without a word. Where the equations have none, that of data which
/// are an input is taken.
extension ModelReader {
  /// Sets the unit of time to that of the first equation which has one; all others are then held to it.
  mutating func findUnitOfTime(_ states: [Equation]) {
    guard units["t"] == nil, !hasBrokenTimeUnit else { return }
    measureFormulas()
    for equation in states {
      guard let unit = unitOfTime(in: equation) else { continue }
      units.set("t", unit, equation.location)
      break
    }
    if units["t"] == nil, let data = inputs.entries.lazy.flatMap({ $0.item.expression.recordings }).first,
      let unit = data.timeUnit, let place = inputs.entries.first?.location
    {
      units.set("t", unit, place)
    }
    // What was measured before time had a unit may measure more now.
    measured = Measured()
  }

  private func unitOfTime(in equation: Equation) -> Unit? {
    guard let state = units[equation.subject.name], let rate = unit(of: equation.right.expression, equation) else {
      return nil
    }
    guard let factor = equation.factor else { return Unit.time(state / rate) }
    return unit(of: factor, equation).flatMap { Unit.time($0 * state / rate) }
  }

  private func unit(of expression: Expression, _ equation: Equation) -> Unit? {
    var checker = UnitChecker(equation.right.fragment, number: bareNumber) { measure($0) }
    let found = checker.resolve(expression).1.ofNamed
    return checker.diagnostics.isEmpty ? found : nil
  }
}

extension Unit {
  /// The name that one would call it by, where it is a unit of time: `ms` for `mV/(mV/ms)`.
  fileprivate static func time(_ unit: Unit) -> Unit? {
    ["ms", "s", "min", "h", "day", "week", "year", "us", "ns"].lazy.compactMap { Unit.named($0) }.first { $0 == unit }
  }
}
