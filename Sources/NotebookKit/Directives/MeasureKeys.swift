import Diagnostics
import Expressions
import Markup

/// What measures take beside the results, shared by `compare` and `sweep`: the keys of ``SpikeSetting``, and `after`.
enum MeasureKeys {
  static let window = Parameter(
    "window", .positiveTime,
    "for `fano`: how long the windows are in which spikes are counted; a tenth of the span if not given")
  static let cost = Parameter(
    "cost", .positive,
    "for `victor-purpura`: what it costs to move a spike by one unit of the model's time; 1 for 10 ms if not given")
  static let tau = Parameter(
    "tau", .positiveTime, "for `van-rossum`: the time constant of the decay behind each spike; 10 ms if not given")
  static let after = Parameter(
    "after", .time, "measures look at what comes after this time: `after: 200 ms` leaves a transient out")
  private static let settings: [any AnyParameter] = [window, cost, tau]
  static let all: [any AnyParameter] = [after] + settings

  /// The measures with the values that an author gave them.
  ///
  /// - Parameter end: when the first of the results ends.
  static func apply(
    _ arguments: Arguments, to measures: [Measure], _ timeUnit: Unit?, end: Double,
    _ planning: inout Planning
  ) -> [Measure] {
    func time(_ key: Parameter<Quantity>) -> Double? {
      guard let quantity = arguments[key] else { return nil }
      if quantity.unit != nil, timeUnit == nil {
        planning.fail(
          "the model gives time no unit", at: arguments.location(of: key), hint: "write the number alone")
      }
      return quantity.magnitude(in: timeUnit) ?? quantity.value
    }
    let given: [SpikeSetting: Double?] = [.window: time(window), .cost: arguments[cost], .tau: time(tau)]
    for (key, setting) in zip(settings, SpikeSetting.allCases)
    where arguments.isMentioned(key) && !measures.contains(where: { $0.setting == setting }) {
      let owner = Measure.catalogue.first { $0.setting == setting }?.name ?? ""
      planning.fail(
        "'\(key.name)' belongs to '\(owner)', which is not measured", at: arguments.place(of: key),
        hint: "add '\(owner)' to 'measure', or leave the key out")
    }
    let start = time(after)
    if let start, start >= end {
      planning.fail(
        "nothing comes after \(Digits.shortest(start))", at: arguments.location(of: after),
        hint: "the solve ends at \(Digits.shortest(end))")
    }
    return measures.map { measure in
      var measure = measure
      measure.after = start
      measure.given = measure.setting.flatMap { given[$0] ?? nil }
      return measure
    }
  }
}
