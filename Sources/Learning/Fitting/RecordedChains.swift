/// The windows of all recordings: a chain for each, and unknowns that they share.
struct RecordedChains {
  let recordings: Recordings
  let noise: [Double]
  private(set) var chains: [ChainProblem]

  /// All unknowns of the models; and for each recording those of its windows, with its share of these.
  struct Point {
    var common: [Double]
    var parts: [ChainProblem.Point]
  }

  /// - Parameters:
  ///   - plan: how a recording is cut.
  ///   - means: what leads through its windows.
  init(
    _ recordings: Recordings, means: ChainProblem.Means, plan: (Recording) throws(WindowPlan.Refusal) -> WindowPlan
  ) throws(WindowPlan.Refusal) {
    self.recordings = recordings
    noise = recordings.noiseToBeginWith
    let noise = noise
    chains = zip(recordings.all, try recordings.plans(plan)).map { recording, plan in
      ChainProblem(
        model: recording.model, data: recording.data, noise: noise, plan: plan, means: means,
        scales: StateScales(recording.start, recording.data).values, freesSpikeTimes: true)
    }
  }

  mutating func set(_ weights: ChainProblem.Weights) { for index in chains.indices { chains[index].weights = weights } }

  var startingPoint: Point {
    let common = recordings.unknowns.startingPoint
    return Point(
      common: common, parts: zip(recordings.all, chains).map { $1.startingPoint($0.part(of: common)) })
  }

  func moved(_ point: Point, by step: BlockChain.Step) -> Point {
    var next = point
    for index in next.common.indices { next.common[index] += step.common[index] }
    var first = 0
    for (index, chain) in chains.enumerated() {
      let blocks = Array(step.blocks[first..<first + chain.plan.windows.count])
      first += blocks.count
      let share = BlockChain.Step(blocks: blocks, common: recordings.all[index].part(of: step.common))
      next.parts[index] = chain.moved(point.parts[index], by: share)
    }
    return next
  }

  func squares(_ point: Point) -> Double {
    var sum = 0.0
    for (chain, part) in zip(chains, point.parts) { sum += chain.squares(part) }
    return sum
  }

  /// The recordings that the states do not get through.
  func lost(_ point: Point) -> [Int] { chains.indices.filter { !chains[$0].squares(point.parts[$0]).isFinite } }

  /// The rows at a point, recording by recording. Nothing where a state runs away.
  func chain(_ point: Point, withDerivatives: Bool) -> BlockChain? {
    var blocks: [BlockChain.Block] = []
    for (index, chain) in chains.enumerated() {
      guard let part = chain.chain(point.parts[index], withDerivatives: withDerivatives) else { return nil }
      let places = recordings.all[index].places
      blocks +=
        withDerivatives && places.count < point.common.count
        ? part.blocks.map { $0.widened(places, of: point.common.count) } : part.blocks
    }
    return BlockChain(blocks: blocks, common: point.common.count)
  }

  /// Measured less predicted, in units of the states, and the sum of their squares in units of the noise.
  func residuals(_ point: Point) -> (residuals: [[Double]], squares: Double)? {
    var residuals = recordings.states.map { _ in [Double]() }
    var squares = 0.0
    for (chain, part) in zip(chains, point.parts) {
      guard let part = chain.residuals(part) else { return nil }
      for (place, values) in part.residuals.enumerated() { residuals[place] += values }
      squares += part.squares
    }
    return (residuals, squares)
  }
}

extension RecordedChains {
  /// Goes through the stages, and from there to what obeys the equations exactly.
  func fitted(by stages: [ChainSearch.Stage], _ tight: ChainSearch.Stage) throws(WindowPlan.Refusal) -> FitReport {
    let plans = try recordings.coarsePlans()
    var problem = self
    var search = ChainSearch(from: startingPoint)
    // One step over a long window may run away where solutions do not: then the next stage is the first.
    var hasBegun = false
    for (place, stage) in stages.enumerated() {
      if search.run(&problem, stage) {
        hasBegun = true
      } else if hasBegun || place + 1 == stages.count {
        return .failed(
          .noStart, recordings, lost: problem.lost(search.point), iterations: search.iterations)
      }
    }
    var report = Polish(self, plans).report(after: &search, &problem, tight)
    report.resets = plans.map(\.resetCount)
    return report
  }
}
