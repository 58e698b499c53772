import Diagnostics
import Dynamics
import Expressions
import Markup

extension SolveResult {
  /// What is said of states that were below their absolute tolerances where it mattered, and what to do; nothing where none were.
  var adviceOnDigits: (message: String, hint: String)? {
    if let grown = GrowthFromNoise(method, problem, settings, solution) {
      let unit = facts.timeUnit.map { " " + $0.text } ?? ""
      let first = grown.places.min { $0.time < $1.time } ?? grown.places[0]
      let bound = Digits.compact(grown.tolerance.absolute(of: first.state), 3)
      return (
        "what becomes of \(facts.listed(grown.places.map(\.state))) from t = \(Digits.compact(first.time, 4))\(unit) on is not known: it grows from what was left below the absolute tolerance (\(bound)), where no digit is held",
        grown.tolerance.hint(keeping: grown.small, facts)
      )
    }
    if let held = NeverHeld(method, problem, settings, solution) {
      let are = held.states.count == 1 ? "is" : "are"
      let bounds = Set(held.states.map { Digits.compact(held.tolerance.absolute(of: $0), 3) }).sorted()
      return (
        "\(facts.listed(held.states)) \(are) never far above the absolute tolerance (\(bounds.joined(separator: ", "))), so that no digit of \(held.states.count == 1 ? "it" : "them") is held; a solve that holds them is another one",
        held.tolerance.hint(keeping: held.states, facts)
      )
    }
    return nil
  }
}

extension TrajectoryFacts {
  /// `'x', 'y' and 'z'`; of many the first, and how many others.
  func listed(_ states: [Int]) -> String {
    let names = states.map { "'\(components[$0].name)'" }
    let shown = names.count > 4 ? names.prefix(3) + ["\(names.count - 3) others"] : names[...]
    return shown.joined(separator: ", ").replacingLast(", ", with: " and ")
  }
}

extension Tolerance {
  /// How to write it so that some states keep their digits. Relative errors alone count then; a rounding more would be none.
  func hint(keeping states: [Int], _ facts: TrajectoryFacts) -> String {
    let all = states.map { "\(facts.components[$0].name): 1e-300" }
    let entries = (all.count > 4 ? all.prefix(3) + ["..."] : all[...]).joined(separator: ", ")
    return
      "let \(states.count > 1 ? "them" : "it") keep digits there: 'tolerance: {relative: \(Digits.compact(relative, 4)), \(entries)}'"
  }
}
