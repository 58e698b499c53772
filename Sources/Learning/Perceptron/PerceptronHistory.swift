/// The terms of the loss as training went on.
package struct PerceptronHistory: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    /// How many epochs were done.
    package let epoch: Int
    package let phase: Int
    /// Before the step of the epoch in Adam's phases, after it in those of L-BFGS.
    package let losses: Losses
    package let total: Double
    /// The learning rate, or the length of the step along the direction of L-BFGS.
    package let rate: Double
  }

  package internal(set) var rows: [Row] = []

  /// The weighed terms, as figures take them; one that weighs nothing is left out.
  package func weighed(_ weights: LossWeights) -> TrainingHistory {
    let terms: [(name: String, weight: Double, value: (Losses) -> Double)] = [
      ("physics", weights.physics, \.physics), ("initial", weights.initial, \.initial), ("data", weights.data, \.data),
    ].filter { $0.1 != 0 }
    return TrainingHistory(
      components: terms.map(\.name), steps: rows.map { Double($0.epoch) },
      values: terms.map { term in rows.map { term.weight * term.value($0.losses) } })
  }
}
