import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

/// Networks on windows, from equations, initial values and events alone.
enum ForwardPlan {
  static func plan(
    _ frame: SolveFrame, _ problem: Problem, _ facts: TrajectoryFacts, _ options: WindowOptions, at location: Location
  ) -> PinnPlan {
    let parts = [
      Identity.Part("neurons", "\(options.neurons)"), Identity.Part("steepness", Digits.shortest(options.steepness)),
      Identity.Part("tolerance", Digits.shortest(options.tolerance)),
      Identity.Part("seed", options.seed.map { "\($0)" } ?? "none"), Identity.Part("windows", "\(options.limit)"),
    ]
    return PinnPlan(
      frame: frame, problem: problem, facts: facts, task: .forward, trainer: .windows, location: location,
      identity: Identity("pinn forward", frame.identityParts + parts)
    ) { plan, inputs in
      train(plan, options, inputs.store)
    }
  }

  private static func train(_ plan: PinnPlan, _ options: WindowOptions, _ store: Store) -> TrainedProduct {
    let (stored, isReused) = store.value(plan.identity) { network(plan.problem, options) }
    let trained = WindowSolution(stored.windows, of: plan.problem, options)
    var solution = trained.solution
    // Fine enough to draw: a window is as smooth as a polynomial of some ten terms.
    solution.trajectory = trained.trajectory(perWindow: 24)
    let result = plan.result(solution, trained, stored.selfConvergence)
    return TrainedProduct(
      result: result, description: description(result, trained, options), failures: failures(result, options, plan),
      isReused: isReused)
  }

  /// The training itself, and a second one that tells how far it can be trusted.
  private static func network(_ problem: Problem, _ options: WindowOptions) -> StoredNetwork {
    let trained = WindowSolution(training: problem, options)
    var selfConvergence: SelfConvergence?
    if options.tolerance > WindowOptions.tightest, trained.solution.outcome.isFinished {
      var tighter = options
      tighter.tolerance = options.tighterTolerance
      let second = WindowSolution(training: problem, tighter)
      if second.solution.outcome.isFinished { selfConvergence = SelfConvergence(trained, second) }
    }
    return StoredNetwork(windows: StoredWindows(trained), selfConvergence: selfConvergence)
  }

  private static func description(_ result: PinnResult, _ windows: WindowSolution, _ options: WindowOptions)
    -> NetworkDescription
  {
    let (m, r, n) = (windows.basis.neurons, windows.basis.count, result.facts.components.count)
    let count = windows.windows.count
    var description = NetworkDescription(
      title:
        "\(count) \(count == 1 ? "network" : "networks") · residual at most \(Digits.shown(options.tolerance)) per window"
    )
    description.architecture = [
      (
        "hidden layer",
        "\(m) tanh neurons and the time itself, weights fixed\(options.seed.map { ", drawn from seed \($0)" } ?? "")"
      ), ("second layer", "\(r) combinations of them, orthonormal slopes, weights fixed"),
      (
        "output layer",
        "\(n) \(n == 1 ? "state" : "states"), \(r * n) weights trained; the initial value is built in"
      ), ("networks", "\(count), one for each window of time; \(result.solution.cost.rejected) more were rejected"),
      ("weights", "\(windows.trainedWeights) trained, \(windows.fixedWeights) fixed"),
    ]
    description.training = [
      (
        "trained on",
        "equations, initial values and events alone, at \(windows.basis.quadrature.points.count) collocation points per window"
      ), ("optimiser", "Gauss–Newton on the output weights, \(windows.iterations) steps"),
    ]
    description.trust = [
      (
        "residual on fresh points",
        "at most \(Digits.shown(windows.freshResidual)) scales per window"
      )
    ]
    if let own = result.selfConvergence {
      let tighter = Digits.shown(options.tighterTolerance, 1)
      let unit = result.facts.timeUnit.map { " " + $0.symbol } ?? ""
      let states = "states by at most \(Digits.shown(own.states, 2)) of their range"
      switch own.events {
      case let events? where events.isFinite:
        description.trust.append(
          (
            "self-convergence",
            "at tolerance \(tighter) event times change by at most \(Digits.shown(events, 2))\(unit), \(states)"
          ))
      case .some: description.trust.append(("self-convergence", "at tolerance \(tighter) the number of events changes"))
      case nil: description.trust.append(("self-convergence", "at tolerance \(tighter) \(states)"))
      }
    }
    return description
  }

  /// Why networks do not cover the span: never a part of a curve in silence.
  private static func failures(_ result: PinnResult, _ options: WindowOptions, _ plan: PinnPlan) -> [Diagnostic] {
    let outcome = result.solution.outcome
    guard !outcome.isFinished else { return [] }
    let time = outcome.time.map { Digits.compact($0, 6) } ?? ""
    let unit = result.facts.timeUnit.map { " " + $0.text } ?? ""
    let (message, hint): (String, String)
    switch outcome {
    case .stepTooSmall:
      message = "the windows shrink to nothing at t = \(time)\(unit)"
      hint = "the solution may go to infinity there, or the equations may have a corner that no condition shows"
    case .outOfSteps:
      message = "\(options.limit) windows lead to t = \(time)\(unit) only"
      hint = "allow more 'windows', or a larger 'tolerance' or a shorter span"
    default:
      message = "the training ended early: \(outcome.phrase(timeUnit: result.facts.timeUnit))"
      hint = "a 'solve' with the same model says whether the equations or the network are to blame"
    }
    return [.error(message, at: plan.location, hint: hint)]
  }
}

extension WindowOptions {
  /// For the second training, which tells how much the first can be trusted.
  fileprivate var tighterTolerance: Double { max(tolerance / 100, Self.tightest) }
}
