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

/// One state of a result as a curve: its rows, and its dense output between them.
private struct StateCurve {
  private let result: any TrajectoryResult
  private let index: Int
  private let times: [Double]
  private let values: [Double]

  init(_ result: any TrajectoryResult, _ component: String) throws(QueryFailure) {
    guard let index = result.index(of: component) else { throw QueryFailure("there is no '\(component)'") }
    self.result = result
    self.index = index
    times = result.solution.trajectory.times
    values = result.solution.trajectory.component(index)
    guard !times.isEmpty else { throw QueryFailure("the solve has no values") }
  }

  /// The integral over each step by Gauss-Legendre with five points; by Simpson's rule where there are very many steps, which are
  /// short then.
  func mean() throws(QueryFailure) -> Double {
    let steps = times.indices.dropLast().filter { times[$0 + 1] > times[$0] }
    let isCoarse = steps.count <= Self.fewSteps
    let nodes = isCoarse ? Self.gaussNodes : [0.5]
    let weights = isCoarse ? Self.gaussWeights : [2.0 / 3]
    let edge = isCoarse ? 0 : 1.0 / 6
    let inner = dense(steps.flatMap { row in nodes.map { times[row] + (times[row + 1] - times[row]) * $0 } })
    var (sum, span) = (0.0, 0.0)
    for (place, row) in steps.enumerated() {
      var mean = edge * (values[row] + values[row + 1])
      for (index, weight) in weights.enumerated() { mean += weight * inner[place * nodes.count + index] }
      guard mean.isFinite else { continue }
      sum += (times[row + 1] - times[row]) * mean
      span += times[row + 1] - times[row]
    }
    guard span > 0 else { throw QueryFailure("a mean wants a span") }
    return sum / span
  }

  private static let fewSteps = 2000
  private static let gaussNodes = [
    0.046910077030668004, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332,
  ]
  private static let gaussWeights = [
    0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454,
  ]

  /// The greatest value and its time, the least one for a negative sign.
  ///
  /// A curve turns next to a row that is no lower than its neighbours; the dense output is searched there.
  func extreme(sign: Double) throws(QueryFailure) -> (time: Double, value: Double) {
    let heights = values.map { $0.isFinite ? sign * $0 : -.infinity }
    guard let best = heights.indices.max(by: { heights[$0] < heights[$1] }), heights[best].isFinite else {
      throw QueryFailure("the solve has no values")
    }
    var found = (time: times[best], height: heights[best])
    var bracket = (width(of: best - 1) / Double(Self.parts), width(of: best) / Double(Self.parts))
    let steps = stepsOfPeaks(heights)
    let candidates = steps.flatMap { inside(times[$0], times[$0 + 1], parts: Self.parts) }
    for (place, value) in dense(candidates).enumerated() where sign * value > found.height {
      found = (candidates[place], sign * value)
      let part = width(of: steps[place / (Self.parts - 1)]) / Double(Self.parts)
      bracket = (part, part)
    }
    // A curve is flat at its top, so that its height is known long before its place.
    for _ in 0..<Self.rounds {
      let (low, high) = (found.time - bracket.0, found.time + bracket.1)
      let closer = inside(low, high, parts: 8)
      for (time, value) in zip(closer, dense(closer)) where sign * value > found.height {
        found = (time, sign * value)
      }
      let part = (high - low) / 8
      bracket = (min(part, found.time - low), min(part, high - found.time))
    }
    return (found.time, sign * found.height)
  }

  /// How long the step behind a row is; 0 where there is none, as in a jump.
  private func width(of row: Int) -> Double {
    row >= 0 && row + 1 < times.count ? times[row + 1] - times[row] : 0
  }

  /// The rows at which steps begin that have an end no lower than its neighbours.
  private func stepsOfPeaks(_ heights: [Double]) -> [Int] {
    func isPeak(_ row: Int) -> Bool {
      let before = row == 0 || heights[row] >= heights[row - 1]
      return before && (row + 1 == heights.count || heights[row] >= heights[row + 1])
    }
    return heights.indices.dropLast().filter { width(of: $0) > 0 && (isPeak($0) || isPeak($0 + 1)) }
  }

  /// Parts of a step at which a top is looked for first.
  private static let parts = 4
  private static let rounds = 12

  private func inside(_ start: Double, _ end: Double, parts: Int) -> [Double] {
    (1..<parts).map { start + (end - start) * Double($0) / Double(parts) }
  }

  private func dense(_ times: [Double]) -> [Double] {
    let width = result.facts.components.count
    let states = result.states(at: times)
    return times.indices.map { states[$0 * width + index] }
  }
}
