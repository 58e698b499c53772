/// The network of one window, as it was trained: all that is needed to evaluate it, together with its basis.
package struct TrainedWindow: Sendable, Equatable {
  package let start: Double
  /// T, the span that the network was trained on.
  package let length: Double
  /// How much of the span is used: up to an event, or all of it.
  package let reach: Double
  /// The state at the start, exact in the network.
  package let initial: [Double]
  /// S, the unit of each state in the network.
  package let scales: [Double]
  /// z, r numbers for each state.
  package let weights: [Double]
  /// What the modes of the equations were.
  package let modes: [Double]
  /// The largest residual on points that the training never saw, in scales per window.
  package let freshResidual: Double
  /// The norm of the residual on the collocation points before each Gauss-Newton step.
  package let history: [Double]

  package var end: Double { start + reach }
}

/// How windows are chosen and trained.
package struct WindowOptions: Sendable, Equatable {
  /// m, tanh neurons in the hidden layer.
  package var neurons: Int
  /// The mean slope of a neuron over a window.
  package var steepness: Double
  /// The largest residual on fresh points, in scales per window.
  package var tolerance: Double
  /// Draws the hidden weights; without one they are spread evenly.
  package var seed: UInt64?
  /// How many windows there may be, the rejected ones too.
  package var limit: Int

  package init(
    neurons: Int = 24, steepness: Double = 2, tolerance: Double = 1e-8, seed: UInt64? = nil, limit: Int = 20_000
  ) {
    self.neurons = neurons
    self.steepness = steepness
    self.tolerance = tolerance
    self.seed = seed
    self.limit = limit
  }

  /// Below this the residual is rounding: the nearly dependent features lose as many digits.
  package static let tightest = 1e-11
}
