import Dynamics

/// One integration over the whole recording, from the unknowns alone, with its derivatives: what the equations say exactly.
///
/// At a reset the derivatives jump too, as its time moves with the unknowns (saltation): M. A. Aizerman, F. R. Gantmacher,
/// Quart. J. Mech. Appl. Math. 11 (1958) 385, doi:10.1093/qjmam/11.4.385.
struct Shot {
  let model: FitModel
  let data: Observations
  let noise: [Double]
  /// Cut at resets and stops alone.
  let plan: WindowPlan
  let scales: [Double]
  let resets: ResetTimes
  /// The sizes of the states, and next to nothing for those that nearly die out and come back.
  private let floors: [Double]

  init(
    _ recording: Recording, noise: [Double], plan: WindowPlan, scales: [Double], resets: ResetTimes
  ) {
    (model, data) = (recording.model, recording.data)
    (self.noise, self.plan, self.scales, self.resets) = (noise, plan, scales, resets)
    let small = recording.growth(1e-9)?.small ?? []
    floors = scales.indices.map { small.contains($0) ? 1e-300 : scales[$0] }
  }

  enum ResetTimes {
    /// Where the event's condition becomes true. A spike that leaves its gap between two samples far is not followed.
    case located
    /// In the middle of its gap, whatever the state is there.
    case midGap
  }

  /// How far a spike may come outside its gap, as a part of the gap. The samples say on which side of it they are, and each is
  /// compared with the branch of its side: so the sum of squares is smooth where a spike passes a sample.
  private static let slack = 0.5

  /// The rows at a point: measured less predicted, in units of the noise, with derivatives. Nothing where the state runs away
  /// or a spike leaves its gap.
  func rows(_ point: [Double], withDerivatives: Bool) -> ColumnMatrix? {
    let problems =
      withDerivatives
      ? model.neighbourhood(point) : FitModel.Neighbourhood(centre: model.problem(at: point), sides: [])
    let flow = SensitiveFlow(problems, scales: scales, floors: floors, tolerance: 1e-9)
    let jumps = JumpSlopes(problems, scales)
    let unknowns = withDerivatives ? point.count : 0
    let matrix = ColumnMatrix(rows: data.cells, columns: unknowns + 1)
    var state = problems.centre.initial
    var slopes = problems.slopes { $0.initial }
    var time = plan.joints[0].time
    var row = 0
    for (index, window) in plan.windows.enumerated() {
      flow.set(modes: window.modes)
      flow.begin(state, withDerivatives: withDerivatives)
      let begin = slopes
      func total() -> [[Double]] {
        (0..<unknowns).map { unknown in
          flow.indices.map { i in
            flow.indices.reduce(flow.fromUnknown(i, unknown)) { $0 + flow.fromStart(i, $1) * begin[unknown][$1] }
          }
        }
      }
      // Where the samples say that a spike was later than the state has it, the branch behind it reaches back to them.
      let early = withDerivatives || window.samples.contains { data.times[$0] < time } ? flow.slope(time) : []
      var beforeLast = (time: time, copy: flow.copy)
      for sample in window.samples {
        let late = time - data.times[sample]
        if late <= 0 {
          if sample == window.samples.last { beforeLast = (time, flow.copy) }
          guard flow.advance(from: time, to: data.times[sample]) else { return nil }
          time = data.times[sample]
        }
        let now = total()
        for (place, measured) in data.states.enumerated() {
          let value = late <= 0 ? flow.state[measured] : flow.state[measured] - late * early[measured]
          let deviation = noise[place] * data.spread(place, sample)
          matrix[row, unknowns] = data.difference(place, sample, from: value) / deviation
          for unknown in 0..<unknowns where data.isMeasured(place, sample) {
            matrix[row, unknown] = now[unknown][measured] / deviation
          }
          row += 1
        }
      }
      let joint = plan.joints[index + 1]
      guard let reset = joint.reset else {
        guard flow.advance(from: time, to: max(time, joint.time)) else { return nil }
        (time, state, slopes) = (max(time, joint.time), flow.values, total())
        continue
      }
      switch resets {
      case .midGap:
        guard flow.advance(from: time, to: joint.time) else { return nil }
        time = joint.time
      case .located:
        let isDue = jumps.margin(reset.event, time, flow) >= 0
        if isDue { flow.restore(beforeLast.copy) }
        let slack = Self.slack * reset.width
        let found = jumps.locate(
          reset.event, flow, from: isDue ? beforeLast.time : time, to: isDue ? time : reset.before + slack)
        guard let found, found > reset.after - slack else { return nil }
        time = found
      }
      (state, slopes) = jumps.across(reset, time, flow, total(), isMoving: resets == .located)
    }
    return matrix
  }
}

extension SensitiveFlow {
  var indices: Range<Int> { 0..<dimension }
}
