import Dynamics
import Expressions
import Markup

/// Whether what a page says of a solve is the same at a tighter tolerance. Where errors grow along a solve, as in chaos, no digit may be
/// right, however many are printed.
struct HeldDigits {
  private let result: SolveResult
  /// The solve at a tenth of the tolerance, once it was wanted; nothing where that comes to no end.
  private var tighter: SolveResult??

  /// By how much a value may differ, in parts of it, and in units of its tolerance.
  private static let (seen, excess) = (0.01, 1000.0)
  /// Longer solves are not solved again.
  private static let mostSteps = 200_000

  /// Nothing for solves without a tolerance, and for states that can do nothing but come to rest or go round.
  init?(_ result: SolveResult) {
    let problem = result.problem
    let isDriven = !problem.stops.isEmpty || problem.field.layout.modes > 0 || result.followsTime
    guard result.settings.tolerance != nil, !result.takesAnyOutcome, result.solution.outcome.isFinished,
      result.solution.cost.steps <= Self.mostSteps,
      problem.dimension > 2 || problem.dimension == 2 && (isDriven || !result.facts.jumpingEvents.isEmpty)
    else { return nil }
    self.result = result
  }

  /// What is to be said of a value that a formula asks of the solve, and shows.
  ///
  /// - Parameters:
  ///   - terms: the greatest of what is added up to it: a difference has no more digits than these.
  ///   - ask: gives the same of another result.
  mutating func advice(
    onValue value: Double, amidst terms: Double, shown: String, _ format: NumberFormat?,
    _ ask: (any TrajectoryResult) -> Double?
  ) -> (message: String, hint: String)? {
    guard let solve = again(), let other = ask(solve.observed), let tolerance = result.settings.tolerance else {
      return nil
    }
    let size = max(abs(value), abs(other), terms)
    let least = (0..<result.problem.dimension).map(tolerance.absolute).max() ?? 0
    guard abs(value - other) > max(Self.seen * size, Self.excess * (tolerance.relative * size + least)),
      format.map({ $0.text(value) != $0.text(other) }) ?? true
    else { return nil }
    return (
      "'\(shown)' is \(Digits.compact(value, 4)), and \(Digits.compact(other, 4)) at a tenth of the tolerance: errors grow along the solve, and its digits do not hold",
      "ask for an earlier time, or for what such solves have in common; if this is what you want to show, add 'outcome: any' to the solve"
    )
  }

  private mutating func again() -> SolveResult? {
    if let tighter { return tighter }
    var solve: SolveResult?
    if case .adaptive(let tolerance, let bounds) = result.settings.control, tolerance.relative > 1e-12 {
      var settings = result.settings
      settings.control = .adaptive(tolerance.scaled(by: 0.1), bounds)
      solve = SolveResult(result, with: settings)
      if solve?.solution.outcome.isFinished == false { solve = nil }
    }
    tighter = .some(solve)
    return solve
  }
}

extension SolveResult {
  /// Whether the right-hand sides change with the time by themselves.
  fileprivate var followsTime: Bool {
    let time = UInt32(problem.layout.time)
    return problem.field.sections.joined().contains { $0.operands.contains(time) }
  }
}
