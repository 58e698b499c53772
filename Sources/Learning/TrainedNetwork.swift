/// A network that stands for a solution, whoever trained it: what figures and tables ask of it.
package protocol TrainedNetwork: Sendable {
  /// The states at the times given, one after the other; not a number for times that the network does not cover.
  func states(at times: [Double]) -> [Double]
  /// What is left of the equations where the network was trained, in the order of time.
  var collocationResiduals: [NetworkResidual] { get }
  /// The same on points that the training never saw.
  var freshResiduals: [NetworkResidual] { get }
  var history: TrainingHistory { get }
  /// The stretches of time that have a network each, in their order.
  var pieces: [ClosedRange<Double>] { get }
  /// How many weights were trained in all, and how many are fixed.
  var trainedWeights: Int { get }
  var fixedWeights: Int { get }
  /// How many steps the optimiser took.
  var iterations: Int { get }
}

/// What a network leaves of the equations at one time.
package struct NetworkResidual: Sendable, Equatable {
  package let time: Double
  /// dy/dt − f(t, y) of each state, in its unit per unit of time.
  package let values: [Double]

  package init(time: Double, values: [Double]) {
    self.time = time
    self.values = values
  }
}

/// The parts of the loss after each step, or each few steps, of the training.
package struct TrainingHistory: Sendable, Equatable {
  /// What the loss is the sum of, such as physics and data, weights included.
  package var components: [String]
  /// Counted over the whole training.
  package var steps: [Double]
  /// One list for each component, as long as `steps`.
  package var values: [[Double]]

  package init(components: [String], steps: [Double] = [], values: [[Double]]? = nil) {
    self.components = components
    self.steps = steps
    self.values = values ?? Array(repeating: [], count: components.count)
  }

  package mutating func append(step: Double, _ parts: [Double]) {
    steps.append(step)
    for (index, part) in parts.enumerated() { values[index].append(part) }
  }

  package var totals: [Double] { steps.indices.map { step in values.reduce(0) { $0 + $1[step] } } }
}
