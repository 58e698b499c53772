import Dynamics

extension SweepWork {
  /// What is to be said of the first of some solves that are not what they seem: fixed steps outside of where the method is stable,
  /// or across a pole or far across a threshold, or states that were below their absolute tolerances where it mattered.
  ///
  /// - Parameter isStudy: whether steps or methods vary, so that the author wants to see what becomes of too long ones.
  func doubt(isStudy: Bool, workers: Int) -> StoredSweep.Doubt? {
    let solves = Self.spread(all.filter { !isStudy || $0.request.settings.step == nil })
    return Threads.map(solves.count, workers: workers) { place in Self.doubt(solves[place], isStudy: isStudy) }
      .lazy.compactMap(\.self).first
  }

  private static func doubt(_ solve: Solve, isStudy: Bool) -> StoredSweep.Doubt? {
    let problem = solve.problem()
    let facts = TrajectoryFacts(
      solve.request.model, problem, title: solve.request.method.title, eventTimes: solve.request.settings.eventTimes)
    let result = SolveResult(facts: facts, request: solve.request, problem: problem)
    if !isStudy, let unstable = UnstableSteps(result) {
      return StoredSweep.Doubt(point: solve.point, message: unstable.message(result), hint: UnstableSteps.hint)
    }
    if let overshot = OvershotEvents(result) {
      return StoredSweep.Doubt(point: solve.point, message: overshot.message(result), hint: OvershotEvents.hint)
    }
    if result.solution.outcome.isFinished, let pole = PoleCrossing(result) {
      return StoredSweep.Doubt(point: solve.point, message: pole.message(result), hint: PoleCrossing.hint)
    }
    guard let advice = result.adviceOnDigits else { return nil }
    return StoredSweep.Doubt(point: solve.point, message: advice.message, hint: advice.hint)
  }

  private struct Solve: Sendable {
    let point: Int
    let request: SolveRequest
    let problem: @Sendable () -> Problem
  }

  /// All solves, in groups of those that differ in numbers alone.
  private var all: [Solve] {
    requests.enumerated().map { index, request in Solve(point: index, request: request) { request.problem } }
      + groups.flatMap { group in
        group.points.enumerated().compactMap { copy, point in
          group.ensemble.map { ensemble in
            Solve(point: point, request: group.request) { ensemble.problem(of: copy) }
          }
        }
      }
  }

  /// How many are looked at again.
  private static let looked = 8

  private static func spread(_ solves: [Solve]) -> [Solve] {
    guard solves.count > looked else { return solves }
    return (0..<looked).map { solves[$0 * (solves.count - 1) / (looked - 1)] }
  }
}
