import Dynamics
import Expressions

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
    Measure("mean", "mean", "the mean of a state over time", .state, scale: .component) {
      result, _, name throws(QueryFailure) in try StateCurve(result, name).mean()
    },
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

  /// Whether it wants the rows of a solve, and not its spikes, its cost and its ends alone.
  var wantsRows: Bool { subject == .component || subject == .state && name != "final" || name == "memory" }
}
