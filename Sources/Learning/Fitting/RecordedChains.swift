/// The windows of all recordings: a chain for each, and unknowns that they share.
struct RecordedChains {
  let recordings: Recordings
  let noise: [Double]
  private(set) var chains: [ChainProblem]

  /// One for each recording; what is common to all stands in every one.
  typealias Point = [ChainProblem.Point]

  /// - Parameters:
  ///   - plan: how a recording is cut.
  ///   - means: what leads through its windows.
  init(
    _ recordings: Recordings, means: ChainProblem.Means, plan: (Recording) throws(WindowPlan.Refusal) -> WindowPlan
  ) throws(WindowPlan.Refusal) {
    self.recordings = recordings
    noise = recordings.noiseToBeginWith
    chains = []
    for recording in recordings.all {
      let start = recording.model.problem(at: recording.model.startingPoint)
      chains.append(
        ChainProblem(
          model: recording.model, data: recording.data, noise: noise, plan: try plan(recording), means: means,
          scales: StateScales(start, recording.data).values, freesSpikeTimes: true))
    }
  }

  mutating func set(_ weights: ChainProblem.Weights) { for index in chains.indices { chains[index].weights = weights } }

  func startingPoint(_ common: [Double]) -> Point { chains.map { $0.startingPoint(common) } }

  func moved(_ point: Point, by step: BlockChain.Step) -> Point {
    var first = 0
    return zip(chains, point).map { chain, point in
      let blocks = Array(step.blocks[first..<first + chain.plan.windows.count])
      first += blocks.count
      return chain.moved(point, by: BlockChain.Step(blocks: blocks, common: step.common))
    }
  }

  func squares(_ point: Point) -> Double {
    var sum = 0.0
    for (chain, point) in zip(chains, point) { sum += chain.squares(point) }
    return sum
  }

  /// The rows at a point, recording by recording. Nothing where a state runs away.
  func chain(_ point: Point, withDerivatives: Bool) -> BlockChain? {
    var blocks: [BlockChain.Block] = []
    for (chain, point) in zip(chains, point) {
      guard let part = chain.chain(point, withDerivatives: withDerivatives) else { return nil }
      blocks += part.blocks
    }
    return BlockChain(blocks: blocks, common: point[0].common.count)
  }

  /// Measured less predicted, in units of the states, and the sum of their squares in units of the noise.
  func residuals(_ point: Point) -> (residuals: [[Double]], squares: Double)? {
    var residuals = recordings.states.map { _ in [Double]() }
    var squares = 0.0
    for (chain, point) in zip(chains, point) {
      guard let part = chain.residuals(point) else { return nil }
      for (place, values) in part.residuals.enumerated() { residuals[place] += values }
      squares += part.squares
    }
    return (residuals, squares)
  }
}

extension RecordedChains {
  /// Goes through the stages, and from there to what obeys the equations exactly.
  func fitted(by stages: [ChainSearch.Stage], _ tight: ChainSearch.Stage) throws(WindowPlan.Refusal) -> FitReport {
    var plans: [WindowPlan] = []
    for recording in recordings.all { plans.append(try WindowPlan(recording.model, recording.data) { _, _ in [] }) }
    var problem = self
    var search = ChainSearch(from: problem.startingPoint(recordings.model.startingPoint))
    for stage in stages {
      guard search.run(&problem, stage) else { return .failed(.noStart, recordings, iterations: search.iterations) }
    }
    var report = Polish(self, plans).report(after: &search, &problem, tight)
    report.resets = plans.map(\.resetCount)
    return report
  }
}
