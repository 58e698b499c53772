import Dynamics
import Expressions
import Markup

extension Measure {
  /// Measures of one state over time, of the curve and not of its rows alone.
  static let ofStates: [Measure] = [
    Measure("max", "maximum", "the greatest value of a state, between the steps too", .state, scale: .component) {
      result, _, name throws(QueryFailure) in try StateCurve(result, name).extreme(sign: 1).value
    },
    Measure("min", "minimum", "the least value of a state, between the steps too", .state, scale: .component) {
      result, _, name throws(QueryFailure) in try StateCurve(result, name).extreme(sign: -1).value
    },
    Measure(
      "peak-to-peak", "peak to peak",
      "the greatest value of a state less its least, twice the amplitude of an oscillation",
      .state, scale: .component
    ) { result, _, name throws(QueryFailure) in
      let curve = try StateCurve(result, name)
      return try curve.extreme(sign: 1).value - curve.extreme(sign: -1).value
    },
    Measure(
      "period", "period",
      "the time after which a state does the same again, to a part in a hundred: from rise to rise through the middle of its range, or over several rises",
      .state, scale: .time
    ) { result, _, name throws(QueryFailure) in try period(of: name, StateCurve(result, name)) },
    Measure("mean", "mean", "the mean of a state over time", .state, scale: .component) {
      result, _, name throws(QueryFailure) in try StateCurve(result, name).mean()
    },
    Measure(
      "integral", "integral",
      "the integral of a state over time, such as the area under a curve of concentrations (AUC)",
      .state, scale: .area
    ) { result, _, name throws(QueryFailure) in try StateCurve(result, name).integral() },
    Measure("final", "final value", "the value of a state where the solve ends", .state, scale: .component) {
      result, _, name throws(QueryFailure) in
      let trajectory = result.solution.trajectory
      guard let index = result.index(of: name), trajectory.count > 0 else {
        throw QueryFailure("there is no '\(name)'")
      }
      return trajectory.value(trajectory.count - 1, index)
    },
    Measure("time-of-max", "time of maximum", "when a state is greatest for the first time", .state, scale: .time) {
      result, _, name throws(QueryFailure) in try StateCurve(result, name).extreme(sign: 1).time
    },
    Measure("time-of-min", "time of minimum", "when a state is least for the first time", .state, scale: .time) {
      result, _, name throws(QueryFailure) in try StateCurve(result, name).extreme(sign: -1).time
    },
  ]

  /// The time after which the curve comes again: the fewest rises after which the times between them, and the curve at parts of
  /// them, are what they were.
  private static func period(of name: String, _ curve: StateCurve) throws(QueryFailure) -> Double {
    let (low, high) = (try curve.extreme(sign: -1).value, try curve.extreme(sign: 1).value)
    guard high - low > curve.uncertainty(max(abs(low), abs(high))) else {
      throw QueryFailure(
        "'\(name)' has no period: it moves by \(Digits.compact(high - low, 2)) only, which the tolerance of the solve allows for errors"
      )
    }
    let rises = curve.rises(through: (low + high) / 2)
    let intervals = zip(rises, rises.dropFirst()).map { $1 - $0 }
    guard intervals.count > 1, let least = intervals.min(), let most = intervals.max() else {
      let times = ["never rises", "rises once", "rises twice"][min(2, rises.count)]
      throw QueryFailure(
        "'\(name)' \(times) through the middle of its range, and a period wants three rises",
        hint: "solve longer, or leave the beginning out with 'after'")
    }
    let parts = 16
    let values = curve.values(
      at: zip(rises, intervals).flatMap { rise, interval in
        // At no round parts, where a jump might be.
        (0..<parts).map { rise + interval * (Double($0) + 0.3819660112501051) / Double(parts) }
      })
    func isSame(_ first: Int, _ second: Int) -> Bool {
      abs(intervals[first] - intervals[second]) <= 0.01 * intervals[first]
        && (0..<parts).allSatisfy {
          abs(values[first * parts + $0] - values[second * parts + $0]) <= 0.01 * (high - low)
        }
    }
    for count in 1...intervals.count / 2
    // All like the first of their kind, and not each like the one before: what drifts has no period.
    where (count..<intervals.count).allSatisfy({ isSame($0 % count, $0) }) {
      let whole = intervals.count / count
      return (rises[whole * count] - rises[0]) / Double(whole)
    }
    throw QueryFailure(
      least < 0.99 * most
        ? "'\(name)' has no period: between its rises through the middle of its range lie \(Digits.compact(least, 4)) to \(Digits.compact(most, 4))"
        : "'\(name)' has no period: its rises are evenly spaced, and its values between them are not the same again",
      hint: "leave the beginning out with 'after'; what is damped or chaotic has none")
  }

  /// Whether it wants the rows of a solve, and not its spikes, its cost and its ends alone.
  var wantsRows: Bool { subject == .component || subject == .state && name != "final" || name == "memory" }
}
