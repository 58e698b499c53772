import Diagnostics
import Expressions

/// The keys of ``SpikeSetting``, shared by `compare` and `sweep`.
enum SpikeKeys {
  static let window = Parameter(
    "window", .positiveTime,
    "for `fano`: how long the windows are in which spikes are counted; a tenth of the span if not given")
  static let cost = Parameter(
    "cost", .positive,
    "for `victor-purpura`: what it costs to move a spike by one unit of the model's time; 1 for 10 ms if not given")
  static let tau = Parameter(
    "tau", .positiveTime, "for `van-rossum`: the time constant of the decay behind each spike; 10 ms if not given")
  static let all: [any AnyParameter] = [window, cost, tau]

  /// The measures with the values that an author gave them.
  static func apply(
    _ arguments: Arguments, to measures: [Measure], _ timeUnit: Unit?, _ planning: inout Planning
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
    for (key, setting) in zip(all, SpikeSetting.allCases)
    where arguments.isMentioned(key) && !measures.contains(where: { $0.setting == setting }) {
      let owner = Measure.catalogue.first { $0.setting == setting }?.name ?? ""
      planning.fail(
        "'\(key.name)' belongs to '\(owner)', which is not measured", at: arguments.place(of: key),
        hint: "add '\(owner)' to 'measure', or leave the key out")
    }
    return measures.map { measure in
      var measure = measure
      measure.given = measure.setting.flatMap { given[$0] ?? nil }
      return measure
    }
  }
}
