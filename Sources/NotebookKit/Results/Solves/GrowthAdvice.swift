import Diagnostics
import Dynamics
import Expressions
import Markup

extension GrowthFromNoise {
  init?(_ result: SolveResult) { self.init(result.method, result.problem, result.settings, result.solution) }

  /// What is said of it, and what to do.
  func advice(_ facts: TrajectoryFacts) -> (message: String, hint: String) {
    let unit = facts.timeUnit.map { " " + $0.text } ?? ""
    let first = places.min { $0.time < $1.time } ?? places[0]
    let names = places.map { "'\(facts.components[$0.state].name)'" }.joined(separator: ", ")
    // Relative errors alone count then; a rounding more would be none.
    let entries = small.map { "\(facts.components[$0].name): 1e-300" }.joined(separator: ", ")
    return (
      "what becomes of \(names.replacingLast(", ", with: " and ")) from t = \(Digits.compact(first.time, 4))\(unit) on is not known: it grows from what was left below the absolute tolerance (\(Digits.compact(tolerance.absolute(of: first.state), 3))), where no digit is held",
      "let \(small.count > 1 ? "them" : "it") keep digits there: 'tolerance: {relative: \(Digits.compact(tolerance.relative, 4)), \(entries)}'"
    )
  }
}
