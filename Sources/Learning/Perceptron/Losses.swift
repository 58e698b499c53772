/// What each term of the loss weighs.
package struct LossWeights: Sendable, Equatable {
  package var physics: Double
  package var initial: Double
  package var data: Double

  package init(physics: Double = 1, initial: Double = 1, data: Double = 1) {
    self.physics = physics
    self.initial = initial
    self.data = data
  }
}

/// The terms of the loss, as they are before they are weighed.
package struct Losses: Sendable, Equatable {
  /// Mean over collocation points and states of ((dy/dt - f)/scale)².
  package var physics = 0.0
  /// Mean over states of ((y(t₀) - y₀)/scale)².
  package var initial = 0.0
  /// Mean over data rows and states of weight · ((y - data)/scale)².
  package var data = 0.0

  package init() {}

  package func total(_ weights: LossWeights) -> Double {
    weights.physics * physics + weights.initial * initial + weights.data * data
  }

  static func += (sum: inout Losses, other: Losses) {
    sum.physics += other.physics
    sum.initial += other.initial
    sum.data += other.data
  }
}
