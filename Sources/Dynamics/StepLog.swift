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

  package internal(set) var entries: [Entry] = []
  /// The stages of all entries one after the other; each is one number for each state.
  private var stages: [Double] = []
  private let dimension: Int
  private let stageCount: Int
  private let request: Request
  private var count = 0

  init(_ request: Request, dimension: Int, stageCount: Int) {
    self.request = request
    self.dimension = dimension
    self.stageCount = request.keepsStages ? stageCount : 0
  }

  /// Stage `index` of an entry, such as the slope k₂ for index 1.
  package func stage(_ index: Int, of entry: Int) -> [Double]? {
    guard index < stageCount else { return nil }
    let start = (entry * stageCount + index) * dimension
    return Array(stages[start..<start + dimension])
  }

  mutating func append(_ entry: Entry, _ stepper: some Stepper) {
    defer { count += 1 }
    guard request.steps.contains(count) else { return }
    entries.append(entry)
    for index in 0..<stageCount {
      let stage = stepper.stage(index)
      for component in 0..<dimension { stages.append(stage?[component] ?? .nan) }
    }
  }
}
