/// Data in formulas of a model: their times in the model's unit of time, their values in that of what they are for.
extension UnitChecker {
  mutating func recorded(
    _ recorded: Recorded, _ time: Expression, _ whole: Expression, _ wanted: Unit?
  ) -> (Expression, Measure) {
    let (argument, measure) = resolve(time)
    if let unit = recorded.timeUnit, measure.unit == nil {
      fail(
        "the times of '\(recorded.name)' are in \(unit.text), and the model gives time no unit", whole,
        hint: "add 't: \(unit.text)' under the model's 'units'")
      return (whole, .unknown)
    }
    let unit = wanted.flatMap { wanted in recorded.unit.map { wanted.measuresSame(as: $0) ? wanted : $0 } }
    guard let converted = recorded.converted(time: measure.unit, value: unit) else {
      fail("'\(recorded.name)' has times in \(recorded.timeUnit?.text ?? "")", whole)
      return (whole, .unknown)
    }
    let made = Expression(.recorded(converted, argument), at: whole.range)
    return (made, converted.unit.map { .unit($0) } ?? .free)
  }
}
