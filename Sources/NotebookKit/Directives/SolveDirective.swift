import Diagnostics
import Dynamics
import Expressions
import Markup

private enum Key {
  static let model = Parameter("model", .label([.model]), "the label of the model", required: true)
  static let method = Parameter(
    "method",
    .choice(
      Method.catalogue.map { ($0.name, $0) },
      aliases: Dictionary(Method.catalogue.flatMap { method in method.aliases.map { ($0, method.name) } }) { first, _ in
        first
      }),
    "the solver's name", required: true)
  static let step = Parameter("step", .positiveTime, "the step size", required: true)
  static let until = Parameter("until", .time, "where to stop; the solve begins at 0")
  static let time = Parameter("time", .times, "the span: `[0, 1000]` or `0 to 1000 ms`, instead of `until`")
  static let eventTimes = Parameter(
    "event-times", .choice([("located", Settings.EventTimes.located), ("grid", .grid)]),
    "where a jump is applied: at the time found inside the step, or after the step", standard: .located, "located")
  static let newtonTolerance = Parameter(
    "newton-tolerance", .positive, "how small the last correction of an implicit step is, relative to the states",
    standard: 1e-10, "1e-10")
  static let outcome = Parameter(
    "outcome", .choice((Outcome.words + ["any"]).map { ($0, $0) }),
    "how the solve is meant to end; another end is a failure", standard: "finished", "finished")
}

extension Directive {
  /// Runs a named solver on a model.
  static let solve = Directive(
    "solve", gives: .trajectory, "runs a named solver on a model",
    [
      Key.model, Key.method, Key.step, Key.until, Key.time, ModelKeys.parameters, ModelKeys.initial, ModelKeys.input,
      Key.eventTimes,
      Key.newtonTolerance, Key.outcome,
    ]
  ) { arguments, planning in
    guard let reference = arguments[Key.model], let method = arguments[Key.method],
      let base = planning.facts[reference.label]?.model
    else { return nil }
    let override = ModelKeys.layer(arguments, isOverride: true)
    guard
      let definition = base.overridden(by: override, parameters: planning.parameters.expressions, &planning.diagnostics)
    else { return nil }
    guard let span = span(arguments, definition.timeUnit, &planning) else { return nil }
    guard let stepSize = stepSize(arguments, definition.timeUnit, span, &planning) else { return nil }
    var settings = Settings(step: stepSize, eventTimes: arguments[Key.eventTimes] ?? .located)
    settings.newtonTolerance = arguments[Key.newtonTolerance] ?? settings.newtonTolerance
    let problem = definition.problem(
      from: span.lowerBound, to: span.upperBound, locatesSurfaces: settings.eventTimes == .located)
    if let index = problem.initial.firstIndex(where: { !$0.isFinite }) {
      if let rest = definition.rest {
        planning.fail(
          "the equations come to no rest from the values given", at: rest.location,
          hint:
            "an input that is on from the start may leave no stable equilibrium: switch it on later, as in 'I: 70*(t >= 10)'"
        )
        return nil
      }
      planning.fail(
        "the initial value of '\(definition.states[index].name)' is not a finite number",
        at: definition.states[index].initial.location)
      return nil
    }
    let facts = TrajectoryFacts(definition, problem, title: method.title)
    let expected = arguments[Key.outcome] ?? "finished"
    let finalSettings = settings
    return Planned(Facts(shape: facts.shape, model: definition, trajectory: facts)) { _ in
      let result = SolveResult(
        facts: facts, model: definition, modelLabel: reference.label, method: method, settings: finalSettings,
        problem: problem)
      return Product(result, [.note(result.summary)], failures: failures(result, expected, arguments))
    }
  }

  private static func span(_ arguments: Arguments, _ unit: Unit?, _ planning: inout Planning) -> ClosedRange<Double>? {
    if let list = arguments[Key.time] {
      guard !arguments.isGiven(Key.until) else {
        planning.fail("give 'until' or 'time', not both", at: arguments.location(of: Key.until))
        return nil
      }
      guard list.values.count == 2, list.values[0] < list.values[1] else {
        planning.fail(
          "a span has two ends, the first before the second", at: arguments.location(of: Key.time),
          hint: "write 'time: 0 to 1000'")
        return nil
      }
      guard checkUnit(list.unit, unit, arguments.location(of: Key.time), &planning) else { return nil }
      let ends = list.magnitudes(in: unit)
      return ends[0]...ends[1]
    }
    guard let end = arguments[Key.until] else {
      if arguments.isMentioned(Key.until) || arguments.isMentioned(Key.time) { return nil }
      planning.fail(
        "missing key 'until' in 'solve'", at: arguments.location, hint: "'until' is where to stop: 'until: 1000 ms'")
      return nil
    }
    guard checkUnit(end.unit, unit, arguments.location(of: Key.until), &planning), let value = end.magnitude(in: unit)
    else { return nil }
    guard value > 0 else {
      planning.fail("expected a positive time", at: arguments.location(of: Key.until))
      return nil
    }
    return 0...value
  }

  private static func checkUnit(_ given: Unit?, _ unit: Unit?, _ location: Location, _ planning: inout Planning) -> Bool
  {
    guard let given, unit == nil else { return true }
    planning.fail(
      "the model gives time no unit, so '\(given.text)' has no meaning here", at: location,
      hint: "write the number alone, or add 't: \(given.text)' under the model's 'units'")
    return false
  }

  private static func stepSize(
    _ arguments: Arguments, _ unit: Unit?, _ span: ClosedRange<Double>, _ planning: inout Planning
  ) -> Double? {
    guard let quantity = arguments[Key.step],
      checkUnit(quantity.unit, unit, arguments.location(of: Key.step), &planning),
      let size = quantity.magnitude(in: unit)
    else { return nil }
    let limit = Settings.Limits().steps
    let count = (span.upperBound - span.lowerBound) / size
    if count > Double(limit) {
      planning.fail(
        "that is \(Digits.compact(count, 3)) steps, and the limit is \(limit)", at: arguments.location(of: Key.step),
        hint: "take a larger step or a shorter span")
      return nil
    }
    return size
  }

  private static func failures(_ result: SolveResult, _ expected: String, _ arguments: Arguments) -> [Diagnostic] {
    let outcome = result.solution.outcome
    if expected == "any" || outcome.word == expected || (expected == "finished" && outcome.isFinished) { return [] }
    let phrase = outcome.phrase(timeUnit: result.facts.timeUnit)
    let hint =
      outcome.isFinished
      ? nil : "take a smaller step or another method; if this is what you want to show, add 'outcome: \(outcome.word)'"
    return [
      .error(
        "the solve \(phrase == "finished" ? "finished, and was meant not to" : phrase)",
        at: arguments.location(of: Key.method), hint: hint)
    ]
  }
}

extension TrajectoryFacts {
  init(_ model: ModelDefinition, _ problem: Problem, title: String) {
    let values = Dictionary(model.parameters.map { ($0.name, $0.value) }) { first, _ in first }
    self.title = title
    components = model.states.map { Component(name: $0.name, unit: $0.unit) }
    timeUnit = model.timeUnit
    events = model.events.map(\.name)
    start = problem.start
    end = problem.end
    onsets = problem.stops
    thresholds = model.events.compactMap { event in
      guard case .binary(let operation, let left, let right) = event.when.expression.node, operation.isComparison,
        case .symbol(let name) = left.node, model.stateNames.contains(name),
        let value = try? right.number({ values[$0].map(Value.number) })
      else { return nil }
      return (name, value, event.name)
    }
  }
}

extension SolveResult {
  /// One line: what was run, what came out, what it cost.
  var summary: String {
    let unit = facts.timeUnit.map { " " + $0.text } ?? ""
    let cost = solution.cost
    var parts = [method.title]
    if let step = settings.step { parts[0] += ", h = \(Digits.compact(step, 6))\(unit)" }
    if let tolerance = settings.tolerance { parts[0] += ", tolerance \(Digits.compact(tolerance.relative, 6))" }
    for name in facts.events {
      let count = eventTimes(name).count
      parts.append("\(count) \(count == 1 ? name : name + "s")")
    }
    if !facts.events.isEmpty { parts.append(settings.eventTimes == .located ? "events located" : "events on the grid") }
    parts.append("\(cost.steps) steps")
    if cost.rejected > 0 { parts.append("\(cost.rejected) rejected") }
    parts.append("\(cost.evaluations) evaluations")
    if cost.newtonIterations > 0 { parts.append("\(cost.newtonIterations) Newton iterations") }
    if solution.outcome != .finished { parts.append(solution.outcome.phrase(timeUnit: facts.timeUnit)) }
    return parts.joined(separator: " · ")
  }
}
