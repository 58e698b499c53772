import Diagnostics
import Dynamics
import Expressions
import Markup

/// Whether steps of a fixed size are too long for their method to be stable: what should die away grows, and the end of the solve
/// may be wrong however smooth its beginning is.
struct UnstableSteps {
  /// Where it is worst: the time, and the eigenvalue of the Jacobian times the step.
  let time: Double
  let value: Eigenvalue
  /// By how much an error grows in a step there.
  let factor: Double

  /// How many rows are looked at, and for how many states.
  private static let (rows, mostStates) = (24, 64)

  /// Nothing where what should die away is less than ten times too large at the end of the solve, or for less than half of it.
  init?(_ result: SolveResult) {
    guard result.settings.step != nil, result.solution.outcome.isFinished, result.method.solver.isOneStep,
      result.settings.substeps.isEmpty, result.problem.dimension <= Self.mostStates,
      let gain = Self.gain(result)
    else { return nil }
    var worst: (time: Double, value: Eigenvalue, factor: Double)?
    var (logarithms, unstable, count) = (0.0, 0, 0)
    for (row, time, values) in StepEigenvalues(result, rows: Self.rows).byTime {
      count += 1
      guard let one = gain(row, values), one.1.isFinite else { continue }
      logarithms += Elementary.logarithm(max(one.1, 1e-300))
      if one.1 > 1 { unstable += 1 }
      // What grows should have died away by so much.
      if one.1 > 1, result.method.solver.gainIsOfEigenvalues { logarithms -= one.0.real }
      if one.1 > worst?.factor ?? 1 { worst = (time, one.0, one.1) }
    }
    guard let worst, count > 0, 2 * unstable >= count else { return nil }
    let along = logarithms / Double(count) * Double(result.solution.cost.steps)
    guard along > Elementary.logarithm(10) else { return nil }
    (time, value, factor) = worst
  }

  /// Of the eigenvalues at a row, times the step, the one whose part of an error grows the most though it should not, and by how
  /// much.
  private static func gain(_ result: SolveResult) -> ((Int, [Eigenvalue]) -> (Eigenvalue, Double)?)? {
    if result.method.solver.gainIsOfEigenvalues {
      guard let gain = StepGain(result.method) else { return nil }
      return { _, values in values.filter { $0.real < 0 }.map { ($0, gain.of($0)) }.max { $0.1 < $1.1 } }
    }
    let matrix = StepMatrix(result, step: result.settings.step ?? 0)
    return { row, values in
      guard let fastest = values.max(by: { $0.magnitude < $1.magnitude }), let radius = matrix.radius(at: row) else {
        return nil
      }
      // Of a method of low order an error grows a little where it should stay.
      let should = Elementary.exponential(max(0, values.map(\.real).max() ?? 0))
      return (fastest, radius > 1.05 * should ? radius : 1)
    }
  }

  /// What is said of it.
  func message(_ result: SolveResult) -> String {
    let unit = result.facts.timeUnit.map { " " + $0.text } ?? ""
    let imaginary = abs(value.imaginary)
    let product =
      Digits.compact(value.real, 3) + (imaginary > 0 ? " ± \(Digits.compact(imaginary, 3)) i" : "")
    return
      "steps of \(Digits.compact(result.settings.step ?? 0, 4))\(unit) are outside of where \(result.method.title) is stable: at t = \(Digits.compact(time, 4))\(unit) the step times an eigenvalue is \(product), and an error grows by \(Digits.compact(factor, 4)) in a step"
  }

  static let hint =
    "what dies away in the equations grows in the solve: take a smaller step, or for a stiff model 'method: rodas'"

  /// - Parameter place: where the solver is named.
  func warning(_ result: SolveResult, at place: Location) -> Diagnostic {
    .warning(
      message(result), at: place, hint: Self.hint + "; if this is what you want to show, add 'outcome: any'")
  }
}
