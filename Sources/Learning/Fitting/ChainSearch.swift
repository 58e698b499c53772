import Dynamics

/// Goes from loosely to tightly held equations, and finds a least sum of squares on the way at each stage.
struct ChainSearch {
  /// What defects count in one stage, and how many steps it may take.
  struct Stage {
    let weights: ChainProblem.Weights
    let limit: Int
    let tolerance: Double

    init(
      continuity: Double, physics: Double = 0, prior: Double, stepTolerance: Double = 1e-8,
      limit: Int, tolerance: Double
    ) {
      weights = ChainProblem.Weights(
        continuity: continuity, physics: physics, prior: prior, stepTolerance: stepTolerance)
      self.limit = limit
      self.tolerance = tolerance
    }
  }

  private(set) var iterations = 0
  private(set) var ending = LevenbergMarquardt.Ending.noStart
  private(set) var point: RecordedChains.Point

  /// - Parameter iterations: how many were made before.
  init(from point: RecordedChains.Point, iterations: Int = 0) {
    self.point = point
    self.iterations = iterations
  }

  /// Runs one stage. Gives false where it cannot begin.
  mutating func run(_ problem: inout RecordedChains, _ stage: Stage) -> Bool {
    problem.set(stage.weights)
    let chains = problem
    let result = LevenbergMarquardt(limit: stage.limit, tolerance: stage.tolerance).minimise(
      from: point, squares: { chains.squares($0) },
      linearise: { point in
        let chain = chains.chain(point, withDerivatives: true)
        let before = chain?.squaresLeft(after: .none(chain?.blocks ?? [], chains.recordings.unknowns.count)) ?? 0
        return { damping in
          guard let chain else { return nil }
          let step = chain.solve(damping: damping)
          return LevenbergMarquardt.Trial(
            point: chains.moved(point, by: step), promised: before - chain.squaresLeft(after: step))
        }
      })
    iterations += result.iterations
    ending = result.ending
    point = result.point
    return ending != .noStart
  }

  /// The report on where the search stands.
  func report(_ problem: RecordedChains) -> FitReport? {
    guard let (residuals, squares) = problem.residuals(point),
      let triangle = problem.chain(point, withDerivatives: true)?.commonTriangle
    else { return nil }
    return FitReport(
      problem.recordings, problem.noise, point.common, triangle: triangle, residuals: residuals, squares: squares,
      outcome: FitReport.Outcome(ending), iterations: iterations)
  }
}

extension BlockChain.Step {
  /// No step at all.
  static func none(_ blocks: [BlockChain.Block], _ common: Int) -> Self {
    BlockChain.Step(
      blocks: blocks.map { Array(repeating: 0, count: $0.own + $0.left) }, common: Array(repeating: 0, count: common))
  }
}

extension FitReport.Outcome {
  init(_ ending: LevenbergMarquardt.Ending) {
    self =
      switch ending {
      case .converged: .converged
      case .stalled: .stalled
      case .outOfIterations: .outOfIterations
      case .noStart: .noStart
      }
  }
}

extension FitReport {
  /// A report that says only why there is none.
  /// Where the method cannot take a recording.
  static func failed(_ refusal: WindowPlan.Refusal, _ recordings: Recordings) -> FitReport {
    failed(.unsuited(refusal.reason), recordings, lost: refusal.recording.map { [$0] } ?? [])
  }

  /// - Parameter lost: the recordings that the states do not get through.
  static func failed(
    _ outcome: Outcome, _ recordings: Recordings, lost: [Int] = [], iterations: Int = 0
  ) -> FitReport {
    let unknowns = recordings.unknowns
    var report = FitReport(
      outcome: outcome,
      estimates: unknowns.map {
        Estimate(
          name: $0.name, value: $0.start, error: .infinity, interval: -.infinity ... .infinity, isIdentifiable: false)
      }, conditionNumber: .infinity, chiSquared: .infinity, degreesOfFreedom: recordings.count - unknowns.count,
      noise: recordings.noiseToBeginWith, residuals: recordings.states.map { _ in [] }, iterations: iterations)
    report.lost = lost
    return report
  }
}
