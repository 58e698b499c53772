import Diagnostics
import Expressions
import Markup

/// What measures take beside the results, shared by `compare` and `sweep`: the keys of ``SpikeSetting``, and `after`.
enum MeasureKeys {
  /// A measure that is named again would be a column like another.
  static func refuseTwice(_ names: [Fragment], _ planning: inout Planning) {
    for (place, name) in names.enumerated() where names[..<place].contains(where: { $0.text == name.text }) {
      planning.fail("'\(name.text)' is measured twice", at: name.location, hint: "leave one of them out")
    }
  }

  static let window = Parameter(
    "window", .positiveTime,
    "for `fano`: how long the windows are in which spikes are counted; a tenth of the span if not given, and for neurons of a network the whole span"
  )
  static let cost = Parameter(
    "cost", .positiveRate,
    "for `victor-purpura`: what it costs to move a spike by one unit of the model's time, such as `0.1 1/ms`; 1 for 10 ms if not given"
  )
  static let tau = Parameter(
    "tau", .positiveTime, "for `van-rossum`: the time constant of the decay behind each spike; 10 ms if not given")
  static let after = Parameter(
    "after", .time, "measures look at what comes after this time: `after: 200 ms` leaves a transient out")
  static let bin = Parameter(
    "bin", .positiveTime,
    "for `peak-rate` and `peak-frequency` of networks: how long the bins are in which spikes are counted; 5 ms and 2 ms if not given"
  )
  private static let settings: [any AnyParameter] = [window, cost, tau]
  static let all: [any AnyParameter] = [after] + settings
  /// Those that networks do not take.
  static let ofSolves: [any AnyParameter] = [cost, tau]

  /// The measures with the values that an author gave them.
  ///
  /// - Parameter end: when the first of the results ends.
  static func apply(
    _ arguments: Arguments, to measures: [Measure], _ timeUnit: Unit?, end: Double,
    _ planning: inout Planning
  ) -> [Measure] {
    let given: [SpikeSetting: Double?] = [
      .window: number(window, arguments, timeUnit, &planning),
      .cost: number(cost, arguments, timeUnit?.power(-1), &planning),
      .tau: number(tau, arguments, timeUnit, &planning),
    ]
    for (key, setting) in zip(settings, SpikeSetting.allCases)
    where arguments.isMentioned(key) && !measures.contains(where: { $0.setting == setting }) {
      let owner = Measure.catalogue.first { $0.setting == setting }?.name ?? ""
      planning.fail(
        "'\(key.name)' belongs to '\(owner)', which is not measured", at: arguments.place(of: key),
        hint: "add '\(owner)' to 'measure', or leave the key out")
    }
    let start = start(arguments, timeUnit, end: end, &planning)
    return measures.map { measure in
      var measure = measure
      measure.after = start
      measure.given = measure.setting.flatMap { given[$0] ?? nil }
      return measure
    }
  }

  /// What the measures of a network take.
  static func settings(
    _ arguments: Arguments, of measures: [PopulationMeasure], _ network: NetworkFacts, _ planning: inout Planning
  ) -> PopulationMeasure.Settings {
    for key in [window, bin] where arguments.isMentioned(key) {
      let owners = PopulationQueries.own.filter { $0.names?.contains(key.name) == true }.map(\.name)
      guard !measures.contains(where: { owners.contains($0.name) }) else { continue }
      planning.fail(
        "'\(key.name)' belongs to '\(owners.joined(separator: "' and '"))', which is not measured",
        at: arguments.place(of: key), hint: "add '\(owners[0])' to 'measure', or leave the key out")
    }
    let settings = PopulationMeasure.Settings(
      after: start(arguments, network.timeUnit, end: network.span.upperBound, &planning),
      window: number(window, arguments, network.timeUnit, &planning),
      bin: number(bin, arguments, network.timeUnit, &planning))
    let span = network.span.upperBound - (settings.after ?? network.span.lowerBound)
    for (key, width) in [(window, settings.window), (bin, settings.bin)]
    where width ?? 0 > span * (1 + 1e-9) && span > 0 {
      planning.fail(
        PopulationQueries.tooLong(key.name, span), at: arguments.location(of: key), hint: "give a shorter one")
    }
    return settings
  }

  /// A time or a rate in its unit, which a model may not have.
  private static func number(
    _ key: Parameter<Quantity>, _ arguments: Arguments, _ unit: Unit?, _ planning: inout Planning
  ) -> Double? {
    guard let quantity = arguments[key] else { return nil }
    if quantity.unit != nil, unit == nil {
      planning.fail("the model gives time no unit", at: arguments.location(of: key), hint: "write the number alone")
    }
    return quantity.magnitude(in: unit) ?? quantity.value
  }

  /// The time after which measures look.
  private static func start(
    _ arguments: Arguments, _ timeUnit: Unit?, end: Double, _ planning: inout Planning
  ) -> Double? {
    let start = number(after, arguments, timeUnit, &planning)
    if let start, start >= end {
      planning.fail(
        "nothing comes after \(Digits.shortest(start))", at: arguments.location(of: after),
        hint: "it ends at \(Digits.shortest(end))")
    }
    return start
  }
}
