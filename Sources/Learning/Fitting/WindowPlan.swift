import Dynamics

/// How the time of a recording is cut into windows: at resets, at jumps of the input, and wherever else it is wanted.
///
/// In a window the equations are smooth. A reset shows in the data as a drop; its time is not known but lies between two
/// samples.
struct WindowPlan {
  struct Joint {
    let time: Double
    /// For a reset: the event, and the two samples that it lies between.
    var reset: Reset?
  }

  struct Reset {
    let event: Int
    let after: Double
    let before: Double
    var width: Double { before - after }
  }

  struct Window {
    /// The samples in it, the one at its beginning included.
    let samples: Range<Int>
    let modes: [Double]
  }

  let joints: [Joint]
  let windows: [Window]

  /// Why there is no plan.
  struct Refusal: Error {
    let reason: String
    /// Of several recordings the one that has none.
    var recording: Int?
  }

  /// How many resets the data show.
  var resetCount: Int { joints.count { $0.reset != nil } }

  /// - Parameter cuts: further times at which windows end, for a stretch between two resets or stops and the samples in it.
  init(_ model: FitModel, _ data: Observations, cuts: (ClosedRange<Double>, Range<Int>) -> [Double]) throws(Refusal) {
    let problem = model.problem(at: model.unknowns.startingPoint)
    if model.neighbourhood(model.unknowns.startingPoint).sides.contains(where: { $0.above.stops != $0.below.stops }) {
      throw Refusal(
        reason: "an unknown moves a time at which the equations switch, and windows are cut there beforehand")
    }
    guard problem.modes.kinds.allSatisfy({ $0 == .time }) else {
      throw Refusal(reason: "the equations switch with the states, and windows are cut where time or a reset says so")
    }
    guard let first = data.times.first, let last = data.times.last, last > problem.start, first >= problem.start else {
      throw Refusal(reason: "the data have no time after the beginning of the model")
    }
    let resets = try ResetSigns(problem, data)?.resets ?? []
    var stretches = [Joint(time: problem.start)]
    stretches += resets.map { Joint(time: ($0.after + $0.before) / 2, reset: $0) }
    for stop in problem.stops where stop > problem.start && stop < last {
      if resets.contains(where: { $0.after < stop && stop < $0.before }) {
        throw Refusal(reason: "an input jumps between the two samples of a spike")
      }
      stretches.append(Joint(time: stop))
    }
    stretches.append(Joint(time: last))
    stretches.sort { $0.time < $1.time }
    var joints: [Joint] = []
    for (joint, next) in zip(stretches, stretches.dropFirst()) {
      joints.append(joint)
      let samples = Self.samples(data.times, from: joint.time, to: next.time)
      let low = max(joint.time, joint.reset?.before ?? joint.time)
      let high = min(next.time, next.reset?.after ?? next.time)
      guard low < high else { continue }
      for time in cuts(low...high, samples) where time < next.time && time >= low && time <= high {
        // What was measured again has a window already.
        if time > joints[joints.count - 1].time { joints.append(Joint(time: time)) }
      }
    }
    joints.append(Joint(time: last))
    self.joints = joints
    let machine = Machine(problem.modes.values, parameters: problem.parameters)
    windows = zip(joints, joints.dropFirst()).map { joint, next in
      var samples = Self.samples(data.times, from: joint.time, to: next.time)
      if next.time == last { samples = samples.lowerBound..<data.times.count }
      let middle = (joint.time + next.time) / 2
      var modes: [Double] = []
      // A mode may depend on one before it.
      for _ in 0..<problem.modes.kinds.count {
        modes = machine.results(middle, problem.initial)
        machine.set(modes: modes)
      }
      return Window(samples: samples, modes: modes)
    }
  }

  /// The samples in [from, to).
  private static func samples(_ times: [Double], from: Double, to: Double) -> Range<Int> {
    let low = times.firstIndex { $0 >= from } ?? times.count
    return low..<max(low, times.firstIndex { $0 >= to } ?? times.count)
  }
}
