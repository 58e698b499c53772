import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

extension Directive {
  /// Trains a physics-informed neural network on a model.
  static let pinn = Directive(
    "pinn", gives: .trajectory, "trains a physics-informed neural network on a model", PinnKeys.all
  ) { arguments, planning in
    guard let frame = SolveKeys.frame(arguments, &planning), let problem = frame.checkedProblem(&planning) else {
      return nil
    }
    var facts = TrajectoryFacts(frame.model, problem, title: "PINN")
    facts.isTrained = true
    let training = WindowTrainingPlan(
      frame: frame, problem: problem, facts: facts, options: PinnKeys.windowOptions(arguments))
    let against = arguments[PinnKeys.against]
    let showsSummary = arguments[PinnKeys.summary] == true
    let location = arguments.location
    return Planned(Facts(shape: PinnResult.shape(facts), model: frame.model, trajectory: facts)) { inputs in
      let result = training.result()
      let reference = against?.result(for: result, inputs)
      let summary = PinnSummary(result, options: training.options, against: reference, named: against?.name)
      return Product(
        result, [.note(summary.line)] + (showsSummary ? [.sheet(summary.table)] : []),
        failures: failures(result, training.options, at: location))
    }
  }

  /// Why a network does not cover the span: never a part of a curve in silence.
  private static func failures(_ result: PinnResult, _ options: WindowOptions, at location: Location) -> [Diagnostic] {
    let outcome = result.solution.outcome
    guard !outcome.isFinished else { return [] }
    let time = result.solution.outcome.time.map { Digits.compact($0, 6) } ?? ""
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
    return [.error(message, at: location, hint: hint)]
  }
}

/// Networks on windows, ready to be trained.
private struct WindowTrainingPlan: Sendable {
  let frame: SolveFrame
  let problem: Problem
  let facts: TrajectoryFacts
  let options: WindowOptions

  func result() -> PinnResult {
    let trained = WindowSolution(training: problem, options)
    var solution = trained.solution
    // Fine enough to draw: a window is as smooth as a polynomial of some ten terms.
    solution.trajectory = trained.trajectory(perWindow: 24)
    var selfConvergence: SelfConvergence?
    if options.tolerance > WindowOptions.tightest, trained.solution.outcome.isFinished {
      var tighter = options
      tighter.tolerance = max(options.tolerance / 100, WindowOptions.tightest)
      let second = WindowSolution(training: problem, tighter)
      if second.solution.outcome.isFinished { selfConvergence = SelfConvergence(trained, second) }
    }
    return PinnResult(
      facts: facts, model: frame.model, modelLabel: frame.modelLabel, problem: problem, solution: solution,
      network: trained, trainer: .windows, task: .forward, selfConvergence: selfConvergence)
  }
}
