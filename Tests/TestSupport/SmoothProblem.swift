package import Dynamics
import Expressions

/// A problem without corners that no method gets right by luck: coupled, nonlinear, and with time in it. Its rates are
/// about 1, so that steps of 1/8 are small, and 1/2 for order 5.
package enum SmoothProblem {
  package static func problem() throws -> Problem {
    try ModelDefinition.reading(
      ModelText.layer(
        equations: "x' = -x*y + cos(t)\ny' = x^2 - y + 0.5*sin(t)*x",
        initial: ["x": "1", "y": "0.5"])
    ).problem(from: 0, to: 4)
  }

  /// The state at the end, by Dormand-Prince at rounding level.
  package static let end: [Double] = {
    guard let problem = try? problem(), let method = Method.named("dormand-prince") else { return [] }
    let trajectory = method.solve(problem, Settings(tolerance: 1e-14)).trajectory
    return trajectory.state(trajectory.count - 1)
  }()

  /// How far a solution ends from the true end.
  package static func error(_ solution: Solution) -> Double {
    let last = solution.trajectory.state(solution.trajectory.count - 1)
    return zip(last, end).map { abs($0 - $1) }.max() ?? .nan
  }
}
