import Dynamics

/// Unknowns, the states where windows begin and the times of spikes, all free at once, and held together by their equations:
/// the sum of squares that multiple shooting and the inverse network make small.
///
/// H. G. Bock, in: Modelling of Chemical Reaction Systems, Springer 1981, 102, doi:10.1007/978-3-642-68220-9_8. Windows
/// begin on the data and need not fit together at first: a guess that is far off has no time to run away.
struct ChainProblem {
  let model: FitModel
  let data: Observations
  let noise: [Double]
  let plan: WindowPlan
  let means: Means
  /// The size of each state, by which defects are measured.
  var scales: [Double]
  var weights = Weights()
  /// Whether the times of spikes are free within their gaps between samples; else they are in the middle.
  let freesSpikeTimes: Bool

  /// What leads through a window.
  enum Means {
    /// Integration.
    case shooting
    /// A network with a fixed hidden layer, whose output weights are unknowns too.
    case network(CollocationTable)
  }

  /// What a row of the equations counts against one of the data.
  struct Weights {
    var continuity = 1.0
    var physics = 1.0
    /// Holds the time of a spike near the middle of its gap while nothing else does.
    var prior = 0.3
    /// The error of one step of integration, as a part of the size of the states.
    var stepTolerance = 1e-8
  }

  /// All unknowns: those of the model; and of each window the state it begins with, in units of the scales, the place of a
  /// spike at its beginning, and the output weights of its network.
  struct Point {
    var common: [Double]
    var starts: [[Double]]
    /// τ = after + width · σ(u).
    var places: [Double]
    var outputs: [[Double]]
  }

  var dimension: Int { scales.count }

  func isFree(_ joint: Int) -> Bool { freesSpikeTimes && plan.joints[joint].reset != nil }

  /// The time of a joint, and its derivative with respect to the place of the spike.
  func time(_ joint: Int, _ point: Point) -> (time: Double, slope: Double) {
    guard let reset = plan.joints[joint].reset, freesSpikeTimes else { return (plan.joints[joint].time, 0) }
    let share = 1 / (1 + Elementary.exponential(-point.places[joint]))
    return (reset.after + reset.width * share, reset.width * share * (1 - share))
  }

  private var ownCount: Int { if case .network(let table) = means { table.basis.count * dimension } else { 0 } }

  /// Measured states on the data, hidden ones at the model's initial value, spikes in the middle of their gaps.
  func startingPoint(_ common: [Double]) -> Point {
    let problem = model.problem(at: common)
    let starts = plan.joints.dropLast().enumerated().map { index, joint -> [Double] in
      if index == 0 { return zip(problem.initial, scales).map { $0 / $1 } }
      var state = problem.initial
      let row = data.times.firstIndex { $0 >= joint.time } ?? data.times.count - 1
      for (place, measured) in data.states.enumerated() where data.hasValues(place) {
        state[measured] = data.filled[place][row]
      }
      if let reset = joint.reset {
        let event = problem.events[reset.event]
        let values = Machine(event.jump, parameters: problem.parameters).results(joint.time, state)
        for (target, value) in zip(event.targets, values) where data.isMeasured(state: target) {
          state[target] = value
        }
      }
      return zip(state, scales).map { $0 / $1 }
    }
    return Point(
      common: common, starts: starts, places: Array(repeating: 0, count: plan.joints.count),
      outputs: plan.windows.map { _ in Array(repeating: 0, count: ownCount) })
  }

  /// The point after a step. Places of spikes move by 1 at most: a step of the linear model knows nothing of the gap's ends.
  func moved(_ point: Point, by step: BlockChain.Step) -> Point {
    var next = point
    for index in next.common.indices { next.common[index] += step.common[index] }
    for (window, values) in step.blocks.enumerated() {
      for index in 0..<ownCount { next.outputs[window][index] += values[index] }
      for index in 0..<dimension { next.starts[window][index] += values[ownCount + index] }
      if isFree(window) { next.places[window] += min(1, max(-1, values[ownCount + dimension])) }
    }
    return next
  }

  // MARK: Rows

  func squares(_ point: Point) -> Double {
    guard let chain = chain(point, withDerivatives: false) else { return .infinity }
    return chain.blocks.reduce(0) { sum, block in
      let right = block.matrix.column(block.matrix.columns - 1)
      return sum + ColumnMatrix.dot(right, right, block.matrix.rows)
    }
  }

  /// The rows at a point; without derivatives the right sides alone. Nothing where a state runs away.
  func chain(_ point: Point, withDerivatives: Bool) -> BlockChain? {
    let problems =
      withDerivatives
      ? model.neighbourhood(point.common)
      : FitModel.Neighbourhood(centre: model.problem(at: point.common), sides: [])
    let flow = SensitiveFlow(problems, scales: scales, tolerance: weights.stepTolerance)
    let joints = JointRows(JumpSlopes(problems, scales))
    var blocks: [BlockChain.Block] = []
    for window in plan.windows.indices {
      guard let block = block(window, point, flow, joints, problems, withDerivatives) else { return nil }
      blocks.append(block)
    }
    return BlockChain(blocks: blocks, common: point.common.count)
  }

  private func block(
    _ window: Int, _ point: Point, _ flow: SensitiveFlow, _ joints: JointRows, _ problems: FitModel.Neighbourhood,
    _ withDerivatives: Bool
  ) -> BlockChain.Block? {
    let n = dimension
    let unknowns = withDerivatives ? point.common.count : 0
    let isLast = window + 1 == plan.windows.count
    let left = n + (isFree(window) ? 1 : 0)
    let right = isLast ? 0 : n + (isFree(window + 1) ? 1 : 0)
    let samples = plan.windows[window].samples
    var passage = Passage(
      dimension: n, own: ownCount, unknowns: unknowns, begin: time(window, point).time,
      end: time(window + 1, point).time, samples: samples.map { data.times[$0] },
      start: zip(point.starts[window], scales).map { $0 * $1 })
    if !plan.windows[window].modes.isEmpty { flow.set(modes: plan.windows[window].modes) }
    switch means {
    case .shooting:
      guard passage.shoot(flow, withDerivatives: withDerivatives) else { return nil }
    case .network(let table):
      passage.follow(table, point.outputs[window], flow, scales, weights.physics, withDerivatives: withDerivatives)
    }
    let common = point.common.count
    let columns = withDerivatives ? ownCount + left + right + common + 1 : 1
    let extra =
      (window == 0 ? n : 0) + (isLast ? 0 : n) + (isFree(window + 1) ? 2 : 0) + passage.physics.count
    var rows = RowWriter(
      rows: extra + samples.count * data.states.count, columns: columns, own: ownCount, left: n,
      hasLeftPlace: isFree(window), right: right, hasRightPlace: isFree(window + 1), unknowns: unknowns,
      beginSlope: time(window, point).slope, endSlope: time(window + 1, point).slope, scales: scales)
    if window == 0 {
      let slopes = problems.slopes { $0.initial }
      for index in 0..<n {
        let weight = weights.continuity / scales[index]
        rows.begin(weight * (problems.centre.initial[index] - passage.start[index]))
        guard withDerivatives else { continue }
        rows.addLeft(index, weight * scales[index])
        for unknown in 0..<unknowns { rows.addUnknown(unknown, -weight * slopes[unknown][index]) }
      }
    }
    for (position, sample) in samples.enumerated() {
      for (place, measured) in data.states.enumerated() {
        let weight = 1 / (noise[place] * data.spread(place, sample))
        let prediction = passage.predictions[position].values[measured]
        rows.begin(weight * data.difference(place, sample, from: prediction))
        if withDerivatives, data.isMeasured(place, sample) {
          rows.add(passage.predictions[position].slopes[measured], weight)
        }
      }
    }
    for row in passage.physics {
      rows.begin(-row.value)
      if withDerivatives { rows.add(row.slopes, 1) }
    }
    if !isLast {
      joints.write(
        &rows, passage, point.starts[window + 1], plan.joints[window + 1], weights.continuity, isFree(window + 1),
        withDerivatives)
    }
    if isFree(window + 1) {
      // Near the ends of the gap the time hardly changes with u, and nothing would pull it back: the prior grows as fast.
      let half = point.places[window + 1] / 2
      rows.begin(-2 * weights.prior * Elementary.hyperbolicSine(half))
      if withDerivatives { rows.addRightPlace(weights.prior * Elementary.hyperbolicCosine(half)) }
    }
    return BlockChain.Block(own: withDerivatives ? ownCount : 0, left: left, right: right, matrix: rows.matrix)
  }

  /// Measured less predicted, in units of the states, and the sum of their squares in units of the noise.
  func residuals(_ point: Point) -> (residuals: [[Double]], squares: Double)? {
    guard let chain = chain(point, withDerivatives: false) else { return nil }
    var residuals = data.states.map { _ in [Double]() }
    var squares = 0.0
    for (window, block) in chain.blocks.enumerated() {
      var row = window == 0 ? dimension : 0
      for sample in plan.windows[window].samples {
        for place in data.states.indices {
          let value = block.matrix[row, block.matrix.columns - 1]
          if data.isMeasured(place, sample) { residuals[place].append(value * noise[place]) }
          squares += value * value
          row += 1
        }
      }
    }
    return (residuals, squares)
  }
}
