import Dynamics
import Expressions
import Markup

/// What is shown of a solve where its tolerance holds no digit: a value, or a part of a curve, that is below the absolute
/// tolerance of its state, and that a solve which holds to the digits there gives another one for.
struct LostDigits {
  private let result: SolveResult
  private let tolerance: Tolerance
  /// By the states whose digits they keep.
  private var kept: [Set<Int>: KeptDigits?] = [:]

  /// By how much a shown value may differ, in parts of it: the third digit; and one of a curve, so that it is seen.
  private static let (seen, seenInCurves) = (0.01, 0.1)

  /// Nothing for solves without a tolerance.
  init?(_ result: SolveResult) {
    guard let tolerance = result.settings.tolerance, result.solution.outcome.isFinished else { return nil }
    self.result = result
    self.tolerance = tolerance
  }

  private mutating func solve(keeping states: Set<Int>) -> KeptDigits? {
    if let known = kept[states] { return known }
    let solve = KeptDigits(
      result.method, result.problem, result.settings, result.solution.trajectory, kept: states, effort: 50)
    kept[states] = .some(solve)
    return solve
  }

  /// Whether no digit of a value of a state is held.
  private func isBelow(_ value: Double, _ state: Int, at time: Double) -> Bool {
    value != 0 && abs(value) < tolerance.absolute(of: state) && !isPassing(state, at: time)
  }

  /// Whether a state only goes through zero: it is larger a step before or after, and an oscillation has no more digits there.
  private func isPassing(_ state: Int, at time: Double) -> Bool {
    let rows = result.solution.trajectory
    guard let row = rows.row(at: time) else { return false }
    let few = 10 * tolerance.absolute(of: state)
    return (max(0, row - 1)...min(rows.count - 1, row + 1)).contains { abs(rows.value($0, state)) > few }
  }

  /// What is to be said of a value that a formula shows.
  mutating func advice(onValue value: Double, of name: String, at time: Double, shown: String) -> (
    message: String, hint: String
  )? {
    guard let state = result.index(of: name), isBelow(value, state, at: time),
      let solve = solve(keeping: [state]), solve.isFinished
    else { return nil }
    let other = solve.states(at: [time])[state]
    guard abs(other - value) > Self.seen * abs(value) else { return nil }
    return (
      "'\(shown)' is \(Digits.compact(value, 3)), which is below the absolute tolerance of '\(name)' (\(bound(state))), where no digit is held; a solve that holds them gives \(Digits.compact(other, 3))",
      tolerance.hint(keeping: [state], result.facts)
    )
  }

  /// An axis of a figure: what it shows, and from where on.
  struct Axis {
    let name: String
    let isLogarithmic: Bool
    let least: Double?
  }

  /// What is to be said of curves.
  ///
  /// - Parameter times: what the figure shows.
  mutating func advice(onCurvesOf axes: [Axis], during times: ClosedRange<Double>?) -> (
    message: String, hint: String
  )? {
    let suspects = axes.compactMap { axis in
      result.index(of: axis.name).map { (axis: axis, state: $0, rows: below($0, on: axis, during: times)) }
    }.filter { !$0.rows.isEmpty }
    guard !suspects.isEmpty, let solve = solve(keeping: Set(suspects.map(\.state))), solve.isFinished else {
      return nil
    }
    let found = suspects.compactMap { axis, state, rows in
      noise(state, rows, isLogarithmic: axis.isLogarithmic, solve).map { (state: state, time: $0) }
    }
    guard let first = found.first else { return nil }
    let unit = result.facts.timeUnit.map { " " + $0.text } ?? ""
    let bounds = Set(found.map { bound($0.state) }).sorted().joined(separator: ", ")
    return (
      "what the figure shows of \(result.facts.listed(found.map(\.state))) below the absolute tolerance (\(bounds)), as at t = \(Digits.compact(first.time, 4))\(unit), is noise: no digit is held there",
      tolerance.hint(keeping: found.map(\.state), result.facts)
    )
  }

  /// Some of the rows that an axis shows where no digit of a state is held.
  private func below(_ state: Int, on axis: Axis, during times: ClosedRange<Double>?) -> [Int] {
    let rows = result.solution.trajectory
    let inside = (0..<rows.count).filter { times?.contains(rows.times[$0]) ?? true }
    // On a linear axis small values are as good as zero, unless there are no others.
    guard axis.isLogarithmic || inside.allSatisfy({ abs(rows.value($0, state)) < tolerance.absolute(of: state) }) else {
      return []
    }
    let least = axis.isLogarithmic ? axis.least ?? 0 : 0
    return Self.spread(
      inside.filter { row in
        let value = rows.value(row, state)
        return isBelow(value, state, at: rows.times[row]) && abs(value) >= least
      })
  }

  /// When a state is first seen to be other than it is with its digits.
  private func noise(_ state: Int, _ looked: [Int], isLogarithmic: Bool, _ solve: KeptDigits) -> Double? {
    let rows = result.solution.trajectory
    let others = solve.states(at: looked.map { rows.times[$0] })
    let noise = looked.enumerated().filter { place, row in
      let value = rows.value(row, state)
      return abs(others[place * rows.dimension + state] - value) > Self.seenInCurves * abs(value)
    }.map(\.element)
    // A linear axis shows the whole, and not how it begins.
    return isLogarithmic || 2 * noise.count > looked.count ? noise.first.map { rows.times[$0] } : nil
  }

  private func bound(_ state: Int) -> String { Digits.compact(tolerance.absolute(of: state), 3) }

  private static func spread(_ rows: [Int]) -> [Int] {
    guard rows.count > 8 else { return rows }
    return (0..<8).map { rows[$0 * (rows.count - 1) / 7] }
  }
}
