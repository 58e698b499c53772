import Expressions

/// The unit of a model's time beside the second: rates and frequencies are in Hz where time has a unit, else per unit of time.
struct TimeScale: Sendable {
  let unit: Unit?
  /// Units of time in a second; 1 where time has none.
  let perSecond: Double
  /// The unit of rates; none where time has none.
  let rate: Unit?

  init(_ unit: Unit?) {
    self.unit = unit
    let found = Unit.named("s").flatMap { second in unit?.magnitude(of: 1, decimal: "1", in: second) }
    perSecond = found ?? 1
    rate = found == nil ? nil : Unit.named("Hz")
  }

  /// So many milliseconds in the unit of time; as many units where there is none.
  func milliseconds(_ count: Double) -> Double { rate == nil ? count : count * perSecond / 1000 }
}
