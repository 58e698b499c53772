/// The solution of a problem as exactly as double precision gives it, and how far it can be trusted.
///
/// Solved twice by Taylor series, at the tightest tolerance and at ten times that with another order: what the two agree on
/// does not hang on steps and rounding. Where the equations are chaotic they agree for a while only, and a comparison with
/// either says nothing after that.
package struct ExactSolution: Sendable {
  package let solution: Solution
  private let problem: Problem
  private let settings: Settings
  private let other: Solution
  private let otherSettings: Settings

  /// - Parameter settings: their control is replaced; limits and what is kept stay.
  package init(_ problem: Problem, _ settings: Settings = Settings(.adaptive(.tightest))) {
    self.problem = problem
    var tight = settings
    tight.control = .adaptive(.tightest)
    tight.eventTimes = .located
    var loose = tight
    loose.control = .adaptive(Tolerance(relative: 10 * Tolerance.tightest.relative, absolute: [0]))
    self.settings = tight
    otherSettings = loose
    solution = Method.taylor.solve(problem, tight)
    other = Method.taylor.solve(problem, loose)
  }

  /// The states at the times given, one after the other; not a number for times outside the span.
  package func states(at times: [Double]) -> [Double] { Self.states(at: times, problem, settings, solution) }

  /// The same by the other solution.
  private func otherStates(at times: [Double]) -> [Double] { Self.states(at: times, problem, otherSettings, other) }

  /// For each of the ``states(at:)`` how far the other solution is from it; not a number where one of them has no state.
  package func disagreement(at times: [Double]) -> [Double] {
    zip(states(at: times), otherStates(at: times)).map { abs($0 - $1) }
  }

  /// The largest of the disagreements of each state at the times given; infinite where a solution has no state.
  ///
  /// - Parameter computed: gives from the states of both solutions what is compared in their place, time by time.
  package func largestDisagreement(
    at times: [Double], of computed: ([Double]) -> [Double] = { $0 }
  ) -> [Double] {
    let (one, other) = (computed(states(at: times)), computed(otherStates(at: times)))
    let width = one.count / max(1, times.count)
    return (0..<width).map { place in
      stride(from: place, to: one.count, by: width).reduce(0) { largest, index in
        let difference = abs(one[index] - other[index])
        return max(largest, difference.isNaN ? .infinity : difference)
      }
    }
  }

  /// For each event and each time it came how far the other solution is from it; infinite where only this one has it.
  package var eventDisagreements: [[Double]] {
    solution.eventTimes.indices.map { event in
      solution.eventTimes[event].indices.map { index in
        index < other.eventTimes[event].count
          ? abs(solution.eventTimes[event][index] - other.eventTimes[event][index]) : .infinity
      }
    }
  }

  /// The largest of the disagreements of each event; infinite where the two do not have the same number.
  package var largestEventDisagreements: [Double] {
    eventDisagreements.enumerated().map { event, differences in
      other.eventTimes[event].count == differences.count ? differences.max() ?? 0 : .infinity
    }
  }

  private static func states(
    at times: [Double], _ problem: Problem, _ settings: Settings, _ solution: Solution
  ) -> [Double] {
    Sampler(.taylor, problem, settings, solution.trajectory).states(at: times)
  }
}
