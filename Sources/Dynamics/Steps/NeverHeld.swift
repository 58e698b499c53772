/// States that a tolerance holds to no digit all along, because they are never far above their absolute tolerance: concentrations of
/// 1e-9 mol/L under `tolerance: 1e-6`.
///
/// What they do to other states, and what they are where all are so small, is then wrong without a sign of it.
package struct NeverHeld {
  package let states: [Int]
  package let tolerance: Tolerance

  /// What is below so many tolerances has not one digit: the errors of steps add up to some.
  private static let few = 10.0
  /// States that are so much smaller than a tolerance are roundings of others, such as the difference of two that are the same.
  private static let roundings = 1e-9

  /// Nothing where there are none, or where a solve that holds to their digits is the same.
  package init?(_ method: Method, _ problem: Problem, _ settings: Settings, _ solution: Solution) {
    guard case .adaptive(let tolerance, _) = settings.control, solution.outcome.isFinished else { return nil }
    let rows = solution.trajectory
    let sizes = (0..<rows.dimension).map { state in rows.component(state).reduce(0) { max($0, abs($1)) } }
    let small = sizes.indices.filter {
      sizes[$0] < Self.few * tolerance.absolute(of: $0) && sizes[$0] > Self.roundings * tolerance.absolute(of: $0)
    }
    guard !small.isEmpty else { return nil }
    let others = sizes.indices.filter { sizes[$0] >= Self.few * tolerance.absolute(of: $0) }
    // Beside others that are held a small one matters by what it does to them: the far end of a rod is cold.
    let asked = others.isEmpty ? small : others
    let allowed = others.isEmpty ? tolerance.keepingDigits(of: Set(small), rows.dimension) : tolerance
    guard let kept = KeptDigits(method, problem, settings, rows, kept: Set(small), effort: 50), kept.isFinished,
      kept.differs(in: asked, allowed: allowed)
    else { return nil }
    if !others.isEmpty, Self.isSensitive(method, problem, settings, rows, asked) { return nil }
    states = small
    self.tolerance = tolerance
  }

  /// Whether any other steps give another solve, as where it is chaotic: then it tells nothing of the small states.
  private static func isSensitive(
    _ method: Method, _ problem: Problem, _ settings: Settings, _ rows: Trajectory, _ asked: [Int]
  ) -> Bool {
    guard case .adaptive(let tolerance, let bounds) = settings.control else { return false }
    var other = settings
    other.control = .adaptive(
      Tolerance(relative: 0.99 * tolerance.relative, absolute: tolerance.absolute.map { 0.99 * $0 }), bounds)
    guard let control = KeptDigits(method, problem, other, rows, kept: [], effort: 50) else { return false }
    return control.isFinished && control.differs(in: asked, allowed: tolerance)
  }
}
