import Diagnostics
import Dynamics
import Expressions
import Markup

private enum Key {
  static let method = Parameter("method", SolveKeys.methodKind, "the solver's name", required: true)
  static let outcome = Parameter(
    "outcome", .choice((Outcome.words + ["any"]).map { ($0, $0) }),
    "how the solve is meant to end, else it fails: `finished` (also where an event with `stop: yes` ends it), \(Outcome.words.dropFirst().map { "`\($0)`" }.joined(separator: ", ")) or `any`, which also allows fixed steps too long to be stable or to end at a threshold, events whose condition holds all along, and values in the text that are others at a tenth of the tolerance, as in chaos",
    standard: "finished", "finished")
}

extension Directive {
  /// Runs a named solver on a model.
  static let solve = Directive(
    "solve", gives: .trajectory, "runs a named solver on a model",
    [SolveKeys.model, Key.method] + SolveKeys.control + SolveKeys.protocolKeys + [Key.outcome]
  ) { arguments, planning in
    guard let method = arguments[Key.method], let frame = SolveKeys.frame(arguments, &planning),
      let control = SolveKeys.control(arguments, method, at: arguments.location(of: Key.method), frame, &planning)
    else { return nil }
    SolveKeys.adviseOnIdleKeys(arguments, method, control, &planning)
    let request = SolveRequest(frame, method, control)
    guard let problem = request.checkedProblem(&planning) else { return nil }
    let facts = TrajectoryFacts(
      request.model, problem, title: method.title, eventTimes: request.settings.eventTimes)
    let expected = arguments[Key.outcome] ?? "finished"
    let identity = request.identity
    let known = Facts(shape: facts.shape, model: request.model, trajectory: facts, identity: identity)
    return Planned(known, keeps: request.keptBytes) { inputs in
      let (solution, isReused) = inputs.store.value(identity, keeps: request.mayGive) {
        request.method.solve(problem, request.settings)
      }
      var result = SolveResult(facts: facts, request: request, problem: problem, solution: solution)
      result.takesAnyOutcome = expected == "any"
      let place = arguments.location(of: Key.method)
      var product = Product(
        result, [.note(result.summary)], failures: result.failures(expected, at: place), isReused: isReused)
      if expected != "any", let unstable = UnstableSteps(result) {
        product.warnings.append(unstable.warning(result, at: place))
      }
      if expected != "any", let firing = FiringAtEveryStep(result) {
        product.warnings.append(firing.warning(at: place))
      }
      if expected != "any", let overshot = OvershotEvents(result) {
        product.warnings.append(overshot.warning(result, at: place))
      }
      if expected != "any", let standing = StandingEvents(result) {
        product.warnings.append(standing.warning(at: place))
      }
      if expected != "any", solution.outcome.isFinished, let pole = PoleCrossing(result) {
        product.warnings.append(pole.warning(result, at: place))
      }
      if expected != "any", let advice = result.adviceOnDigits {
        product.warnings.append(.warning(advice.message, at: place, hint: advice.hint))
      }
      return product
    }
  }
}

extension TrajectoryFacts {
  init(
    _ model: ModelDefinition, _ problem: Problem, title: String, eventTimes: Settings.EventTimes = .located
  ) {
    locatesEvents = eventTimes == .located
    let values = Dictionary(model.parameters.map { ($0.name, $0.value) }) { first, _ in first }
    self.title = title
    components = model.states.map { Component(name: $0.name, unit: $0.unit?.printed) }
    quantities = model.quantityNames.map { name in
      let isWrapped = model.namedExpressions[name]?.contains { $0.isRemainder } ?? false
      return Component(name: name, unit: model.unit(of: name)?.printed, isWrapped: isWrapped)
    }
    timeUnit = model.timeUnit
    events = model.events.map(\.name)
    jumpingEvents = model.events.filter { !$0.assignments.isEmpty }.map(\.name)
    start = problem.start
    end = problem.end
    onsets = problem.onsets
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
    if let tolerance = settings.tolerance { parts[0] += ", " + phrase(tolerance) }
    for name in facts.events {
      parts.append(EventTimes(name, eventTimes(name)).counted)
    }
    if !facts.events.isEmpty { parts.append(settings.eventTimes == .located ? "events located" : "events on the grid") }
    parts.append("\(cost.steps) \(cost.steps == 1 ? "step" : "steps")")
    if cost.rejected > 0 { parts.append("\(cost.rejected) rejected") }
    parts.append("\(cost.evaluations) evaluations")
    if cost.newtonIterations > 0 { parts.append("\(cost.newtonIterations) Newton iterations") }
    if solution.outcome != .finished { parts.append(solution.outcome.phrase(timeUnit: facts.timeUnit, of: method)) }
    return parts.joined(separator: " · ")
  }

  /// `tolerance 1e-6`, or both parts where they differ.
  private func phrase(_ tolerance: Tolerance) -> String {
    let relative = Digits.compact(tolerance.relative, 6)
    if tolerance.absolute.allSatisfy({ $0 == tolerance.relative || $0 == 0 }) { return "tolerance \(relative)" }
    let absolute = facts.components.enumerated().map { index, component in
      "\(Digits.compact(tolerance.absolute(of: index), 6))\(component.unit.map { " " + $0.symbol } ?? "")"
    }
    let list =
      Set(tolerance.absolute).count == 1 ? Digits.compact(tolerance.absolute[0], 6) : absolute.joined(separator: ", ")
    return tolerance.relative == 0 ? "tolerance \(list) absolute" : "tolerance \(relative) relative, \(list) absolute"
  }
}
