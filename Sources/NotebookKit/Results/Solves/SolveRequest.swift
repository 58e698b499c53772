import Diagnostics
import Dynamics
import Expressions
import Markup

/// A solve without its method: the model with its overrides, the span, and what else does not depend on the method.
struct SolveFrame: Sendable {
  var model: ModelDefinition
  let modelLabel: String
  let span: ClosedRange<Double>
  let eventTimes: Settings.EventTimes
  let newtonTolerance: Double
  let substeps: [Int]
  var limits = Limits()
}

/// A solve with everything resolved.
struct SolveRequest: Sendable {
  let model: ModelDefinition
  let modelLabel: String
  let span: ClosedRange<Double>
  let method: Method
  let settings: Settings
  let limits: Limits

  init(_ frame: SolveFrame, _ method: Method, _ control: Settings.Control) {
    model = frame.model
    modelLabel = frame.modelLabel
    span = frame.span
    self.method = method
    limits = frame.limits
    let most = frame.limits.mostSteps(states: frame.model.states.count).count
    settings = Settings(
      control, eventTimes: frame.eventTimes, newtonTolerance: frame.newtonTolerance, substeps: frame.substeps,
      limits: Settings.Limits(steps: most))
  }

  var problem: Problem {
    model.problem(from: span.lowerBound, to: span.upperBound, locatesSurfaces: settings.eventTimes == .located)
  }

  /// The problem, or a message where it has no place to begin.
  func checkedProblem(_ planning: inout Planning) -> Problem? {
    let problem = problem
    return model.begins(problem.initial, &planning) ? problem : nil
  }

  /// Whether it has a place to begin; a message where it has none.
  func begins(_ planning: inout Planning) -> Bool {
    model.begins(model.beginning(at: span.lowerBound), &planning)
  }
}

extension SolveRequest {
  /// What its solution is a function of.
  var identity: Identity {
    var parts =
      model.identityParts + [
        SolveFrame.part(span), Identity.Part("method", method.name),
        Identity.Part("event times", settings.eventTimes.rawValue),
        Identity.Part("Newton tolerance", Digits.shortest(settings.newtonTolerance)),
      ]
    switch settings.control {
    case .fixed(let step): parts.append(Identity.Part("step", Digits.shortest(step)))
    case .adaptive(let tolerance, let bounds):
      let absolute = tolerance.absolute.map(Digits.shortest).joined(separator: ", ")
      parts.append(Identity.Part("tolerance", "\(Digits.shortest(tolerance.relative)) relative, \(absolute) absolute"))
      let sizes = [bounds.first ?? 0, bounds.smallest, bounds.largest].map(Digits.shortest)
      parts.append(Identity.Part("bounds of steps", sizes.joined(separator: ", ")))
    }
    if !settings.substeps.isEmpty { parts.append(Identity.Part("substeps", "\(settings.substeps)")) }
    return Identity("solve", parts)
  }
}

extension SolveFrame {
  /// The problem; or a message where it has no place to begin.
  func checkedProblem(_ planning: inout Planning, locatesSurfaces: Bool) -> Problem? {
    let problem = model.problem(from: span.lowerBound, to: span.upperBound, locatesSurfaces: locatesSurfaces)
    return model.begins(problem.initial, &planning) && model.startsWithoutEvents(problem, "a network", &planning)
      ? problem : nil
  }
}

extension ModelDefinition {
  /// Whether no event comes by the clock where the model begins; a message for what has no jump there.
  func startsWithoutEvents(_ problem: Problem, _ what: String, _ planning: inout Planning) -> Bool {
    for (event, compiled) in zip(events, problem.events) where compiled.ticks.first == problem.start {
      guard let place = event.place else { continue }
      planning.fail(
        "'\(event.name)' comes at \(Digits.shortest(problem.start)), where the model begins: \(what) has no jump there",
        at: place,
        hint: "give what it sets under 'initial', and let it come from its next time on")
    }
    return !problem.events.contains { $0.ticks.first == problem.start }
  }

  fileprivate func begins(_ initial: [Double], _ planning: inout Planning) -> Bool {
    guard let index = initial.firstIndex(where: { !$0.isFinite }) else { return true }
    if let rest {
      planning.fail(
        "the equations come to no rest from the values given", at: rest.location,
        hint:
          "an input that is on from the start may leave no stable equilibrium: switch it on later, as in 'I: 70*(t >= 10)'"
      )
    } else {
      planning.fail(
        "the initial value of '\(states[index].name)' is not a finite number", at: states[index].initial.location)
    }
    return false
  }
}

extension SolveRequest {
  /// Whether a solution is what the solve gives under its limits. They are no part of its identity: one that needs fewer
  /// steps is the same under any of them, and one that ran out of steps belongs to its own.
  func mayGive(_ solution: Solution) -> Bool { mayGive(solution.outcome, spent: Self.spent(solution, settings)) }

  func mayGive(_ outcome: Outcome, spent: Int) -> Bool {
    if case .outOfSteps = outcome { return spent == settings.limits.steps }
    return spent <= settings.limits.steps
  }

  /// The steps that count against the limit.
  static func spent(_ solution: Solution, _ settings: Settings) -> Int {
    solution.cost.steps + (settings.step == nil ? solution.cost.rejected : 0)
  }
}

extension SolveRequest {
  /// What the states of equal steps take at least; 0 where an event may end the solve before its time, or where steps are chosen.
  var keptBytes: Int {
    guard case .fixed(let step) = settings.control, !model.events.contains(where: \.isTerminal) else { return 0 }
    let count = min((span.upperBound - span.lowerBound) / step, 1e12)
    return Int(count) * Limits.bytes(states: model.states.count)
  }
}
