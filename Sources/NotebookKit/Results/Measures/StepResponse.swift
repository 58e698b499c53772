import Dynamics
import Expressions
import Markup

extension Measure {
  /// How a state answers to a step, against its first value and its last, which is taken for the one that it comes to, and has to be
  /// at rest (K. Ogata, Modern Control Engineering, 5th ed., 2010, section 5-3). With `after` the answer begins there.
  static let ofSteps: [Measure] = [
    Measure(
      "overshoot", "overshoot",
      "of the answer of a state to a step: how far it goes beyond its last value, as a part of the way there from its first; 0.163 are 16.3 %",
      .state, scale: .number
    ) { result, _, name throws(QueryFailure) in
      let step = try StepResponse(result, name)
      return try max(0, step.sign * (step.curve.extreme(sign: step.sign).value - step.last) / step.size)
    },
    Measure(
      "rise-time", "rise time",
      "of the answer of a state to a step: the time from a tenth of the way to its last value to nine tenths, for the first time",
      .state, scale: .time
    ) { result, _, name throws(QueryFailure) in
      let step = try StepResponse(result, name)
      return try step.passage(0.9) - step.passage(0.1)
    },
    Measure(
      "settling-time", "settling time",
      "of the answer of a state to a step: the time after which it stays within 2 % of the way of its last value, at which it has to have come to rest",
      .state, scale: .time
    ) { result, _, name throws(QueryFailure) in
      // The last value has to be nearer to where it comes than the band is wide.
      try StepResponse(result, name, rest: 0.002).settling(within: 0.02)
    },
  ]
}

/// A curve that goes from one value to another.
private struct StepResponse {
  let curve: StateCurve
  let first: Double
  let last: Double
  /// 1 for a step up.
  let sign: Double
  var size: Double { abs(last - first) }

  /// - Parameter rest: by how much of its way it may move in the last tenth of the span: its last value is then taken for the one that
  ///   it comes to.
  init(_ result: any TrajectoryResult, _ name: String, rest: Double = 0.01) throws(QueryFailure) {
    curve = try StateCurve(result, name)
    guard let first = curve.values.first, let last = curve.values.last, first.isFinite, last.isFinite else {
      throw QueryFailure("'\(name)' has no first and last value")
    }
    guard abs(last - first) > curve.uncertainty(max(abs(first), abs(last))) else {
      throw QueryFailure(
        "'\(name)' ends where it began, and that is no answer to a step",
        hint: "with 'after' the answer begins at the time of the step")
    }
    (self.first, self.last) = (first, last)
    sign = last > first ? 1 : -1
    let moved = Self.motion(of: curve, name, result) / size
    guard moved < rest else {
      throw QueryFailure(
        "'\(name)' has not come to rest: in the last tenth of the span it still moves by \(Digits.compact(100 * moved, 2)) % of its way",
        hint: "let the solve go on; what swings for ever has no such measure")
    }
  }

  /// How far it goes up and down in the last tenth of the span: in the rows there, and between few of them.
  private static func motion(of curve: StateCurve, _ name: String, _ result: any TrajectoryResult) -> Double {
    let (start, end) = (curve.times.first ?? 0, curve.times.last ?? 0)
    let from = end - 0.1 * (end - start)
    let times = (0...40).map { from + (end - from) * Double($0) / 40 }
    let (all, width) = (result.states(at: times), result.facts.components.count)
    let between = times.indices.map { all[$0 * width + (result.index(of: name) ?? 0)] }
    let values = between + zip(curve.times, curve.values).filter { $0.0 >= from }.map(\.1)
    return (values.max() ?? 0) - (values.min() ?? 0)
  }

  /// When it has gone a part of the way for the first time.
  func passage(_ part: Double) throws(QueryFailure) -> Double {
    guard let time = curve.rises(through: first + part * (last - first), sign: sign).first else {
      throw QueryFailure("it has gone more than \(Int(100 * part)) % of the way at once, and has no rise time")
    }
    return time
  }

  /// How long it takes until it is last outside of a band around its last value.
  func settling(within part: Double) throws(QueryFailure) -> Double {
    let width = part * size
    let entries = curve.rises(through: last - width, sign: 1) + curve.rises(through: last + width, sign: -1)
    guard let time = entries.max(), let start = curve.times.first else {
      throw QueryFailure("it is near its last value from the beginning, and has no settling time")
    }
    return time - start
  }
}
