/// What a method did step by step, for whoever asked to see it.
package struct StepLog: Sendable, Equatable {
  package struct Request: Sendable, Equatable {
    /// Which accepted steps, counted from 0.
    package var steps: Range<Int>
    package var keepsStages: Bool

    package init(steps: Range<Int> = 0..<Int.max, keepsStages: Bool = false) {
      self.steps = steps
      self.keepsStages = keepsStages
    }
  }

  package struct Entry: Sendable, Equatable {
    /// Where the step begins, and its size.
    package let time: Double
    package let size: Double
    /// The estimated error: in units of the tolerance where steps are adaptive, else the largest over the states in
    /// their own units. Nothing where the method has no estimate.
    package let error: Double?
    /// How many tries with larger sizes failed before.
    package let rejections: Int
    package let newtonIterations: Int
  }

  package fileprivate(set) var entries: [Entry] = []
  /// The stages of all entries one after the other; each is one number for each state.
  fileprivate var stages: [Double] = []
  fileprivate let dimension: Int
  fileprivate let stageCount: Int

  /// Stage `index` of an entry, such as the slope k₂ for index 1.
  package func stage(_ index: Int, of entry: Int) -> [Double]? {
    guard index < stageCount else { return nil }
    let start = (entry * stageCount + index) * dimension
    return Array(stages[start..<start + dimension])
  }
}

/// Writes the steps of a solve under way down.
final class StepWriter {
  private(set) var log: StepLog
  private let request: StepLog.Request
  private var steps = 0
  private var rejected = 0
  private var newtonIterations = 0

  init(_ request: StepLog.Request, dimension: Int, stageCount: Int) {
    self.request = request
    log = StepLog(dimension: dimension, stageCount: request.keepsStages ? stageCount : 0)
  }

  /// - Parameters:
  ///   - rejected, newtonIterations: how many there were since the start of the solve.
  func write(
    _ t: Double, _ h: Double, error: Double?, rejected: Int, newtonIterations: Int, _ stepper: some Stepper
  ) {
    if request.steps.contains(steps) {
      log.entries.append(
        StepLog.Entry(
          time: t, size: h, error: error, rejections: rejected - self.rejected,
          newtonIterations: newtonIterations - self.newtonIterations))
      for index in 0..<log.stageCount {
        let stage = stepper.stage(index)
        for component in 0..<log.dimension { log.stages.append(stage?[component] ?? .nan) }
      }
    }
    steps += 1
    self.rejected = rejected
    self.newtonIterations = newtonIterations
  }
}
