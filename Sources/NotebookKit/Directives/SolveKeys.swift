import Diagnostics
import Dynamics
import Expressions
import Markup

/// The keys that say how a model is solved, shared by `solve` and `sweep`.
enum SolveKeys {
  static let model = Parameter(
    "model", .modelOrFit, "the label of the model; or of a fit: its model with the numbers that were found",
    required: true)
  static let methodKind = ArgumentKind<Method>.choice(
    Method.catalogue.map { ($0.name, $0) },
    aliases: Dictionary(Method.catalogue.flatMap { method in method.aliases.map { ($0, method.name) } }) { first, _ in
      first
    }, others: Dictionary(uniqueKeysWithValues: stiffSolvers.map { ($0, "for a stiff model there is 'rodas'") }),
    meaning: \.description)

  /// What stiff models are given to elsewhere.
  private static let stiffSolvers = [
    "lsoda", "bdf", "vode", "cvode", "radau", "ode15s", "ode23s", "odeint", "kencarp4",
  ]

  static let step = Parameter("step", .positiveTime, "the step size, for steps that are all alike")
  static let tolerance = Parameter(
    "tolerance", .tolerance,
    "how large the error of a step may be, for steps that the method chooses: one number, relative and absolute, or `{relative: 1e-6, v: 1e-6, w: 1e-4}` with an absolute one for each state"
  )
  static let firstStep = Parameter(
    "first-step", .positiveTime, "the first step under a tolerance; estimated if not given")
  static let smallestStep = Parameter("smallest-step", .positiveTime, "the smallest step under a tolerance")
  static let largestStep = Parameter("largest-step", .positiveTime, "the largest step under a tolerance")
  static let control: [any AnyParameter] = [step, tolerance, firstStep, smallestStep, largestStep]

  static let until = Parameter("until", .time, "where to stop; the solve begins at 0")
  static let time = Parameter("time", .times, "the span: `[0, 1000]` or `0 to 1000 ms`, instead of `until`")
  static let eventTimes = Parameter(
    "event-times", .choice([("located", Settings.EventTimes.located), ("grid", .grid)]),
    "where a jump is applied: at the time found inside the step, or after the step", standard: .located, "located")
  static let newtonTolerance = Parameter(
    "newton-tolerance", .positive, "how small the last correction of an implicit step is, relative to the states",
    standard: 1e-10, "1e-10")
  static let substeps = Parameter(
    "substeps", .items("states with a number of substeps each"),
    "for `sequential-euler`: in how many equal parts a state takes each step, `{v: 2}`")
  static let protocolKeys: [any AnyParameter] = [
    until, time, ModelKeys.parameters, ModelKeys.initial, ModelKeys.input, eventTimes, newtonTolerance, substeps,
  ]

  /// All but the method and its steps; nothing where a mistake was found.
  static func frame(_ arguments: Arguments, _ planning: inout Planning) -> SolveFrame? {
    guard let reference = arguments[model], let base = planning.facts[reference.label]?.model else { return nil }
    let override = ModelKeys.layer(arguments, isOverride: true)
    guard
      let definition = base.overridden(
        by: override, parameters: planning.values, &planning.diagnostics),
      let span = span(arguments, definition.timeUnit, &planning),
      let substeps = substeps(arguments, definition, &planning),
      planning.covers(
        definition, span, at: arguments.isMentioned(time) ? arguments.location(of: time) : arguments.location(of: until)
      )
    else { return nil }
    return SolveFrame(
      model: definition, modelLabel: reference.label, span: span, eventTimes: arguments[eventTimes] ?? .located,
      newtonTolerance: arguments[newtonTolerance] ?? Settings.standardNewtonTolerance, substeps: substeps,
      limits: planning.limits)
  }

  private static func substeps(_ arguments: Arguments, _ model: ModelDefinition, _ planning: inout Planning) -> [Int]? {
    var counts = Array(repeating: 1, count: model.states.count)
    for item in arguments[substeps] ?? [] {
      guard let index = model.stateNames.firstIndex(of: item.name.text) else {
        planning.fail(
          "there is no state '\(item.name.text)'", at: item.name.location,
          hint: Spelling.help(item.name.text, among: model.stateNames))
        return nil
      }
      guard let count = Int(item.value.text), (1...1000).contains(count) else {
        planning.fail("expected a whole number from 1 to 1000", at: item.value.location)
        return nil
      }
      counts[index] = count
    }
    return arguments.isGiven(substeps) ? counts : []
  }

  static func span(_ arguments: Arguments, _ unit: Unit?, _ planning: inout Planning) -> ClosedRange<Double>? {
    if let list = arguments[time] {
      guard !arguments.isGiven(until) else {
        planning.fail("give 'until' or 'time', not both", at: arguments.location(of: until))
        return nil
      }
      guard checkUnit(list.unit, unit, arguments.location(of: time), &planning) else { return nil }
      let ends = list.magnitudes(in: unit)
      guard ends.count == 2, ends[0] < ends[1] else {
        planning.fail(
          "a span has two ends, the first before the second", at: arguments.location(of: time),
          hint: "write 'time: 0 to 1000'")
        return nil
      }
      return long(ends[0]...ends[1], at: arguments.location(of: time), &planning)
    }
    guard let end = arguments[until] else {
      if arguments.isMentioned(until) || arguments.isMentioned(time) { return nil }
      planning.fail(
        "missing key 'until'", at: arguments.location, hint: "'until' is where to stop: 'until: 1000 ms'")
      return nil
    }
    guard checkUnit(end.unit, unit, arguments.location(of: until), &planning), let value = end.magnitude(in: unit)
    else { return nil }
    guard value > 0 else {
      planning.fail("expected a positive time", at: arguments.location(of: until))
      return nil
    }
    return long(0...value, at: arguments.location(of: until), &planning)
  }

  /// A span, if numbers near its size keep their digits.
  private static func long(
    _ span: ClosedRange<Double>, at place: Location, _ planning: inout Planning
  ) -> ClosedRange<Double>? {
    let length = span.upperBound - span.lowerBound
    guard length > 1e-290 else {
      planning.fail(
        "a span of \(Digits.compact(length, 4)) is too short to compute with", at: place,
        hint: "measure time in another unit: 'units: {t: ms}' in the model")
      return nil
    }
    return span
  }

  static func checkUnit(_ given: Unit?, _ unit: Unit?, _ location: Location, _ planning: inout Planning) -> Bool {
    guard let given, unit == nil else { return true }
    planning.fail(
      "the model gives time no unit, so '\(given.text)' has no meaning here", at: location,
      hint: "write the number alone, or add 't: \(given.text)' under the model's 'units'")
    return false
  }
}
