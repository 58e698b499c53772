/// What a fit found, how well it is known, and how the search ended. Trainers and shooting give the same.
package struct FitReport: Sendable {
  package struct Estimate: Sendable, Equatable {
    package let name: String
    package let value: Double
    /// One standard deviation, from the slopes of the predictions at the estimate.
    package let error: Double
    /// Holds the truth in 95 of 100 recordings, as far as the model is near linear over it.
    package let interval: ClosedRange<Double>
    /// Whether the data tell it: its error is less than itself, and no other value fits as well if others follow.
    package let isIdentifiable: Bool
    /// The same where its error says nothing.
    package var withoutError: Estimate {
      Estimate(name: name, value: value, error: .infinity, interval: -.infinity ... .infinity, isIdentifiable: false)
    }
    /// Whether its error says anything.
    package var hasError: Bool { error.isFinite && error < 1e6 * max(abs(value), .leastNormalMagnitude) }
  }

  package enum Outcome: Sendable, Equatable {
    case converged
    /// No step makes the fit better, and it is no minimum either.
    case stalled
    case outOfIterations
    /// The states ran away, or never got as far as the data, for the values that the search began from.
    case noStart
    /// The method cannot take this model or these data, and why.
    case unsuited(String)

    package var isConverged: Bool { self == .converged }
  }

  package internal(set) var outcome: Outcome
  package private(set) var estimates: [Estimate]
  /// The largest singular value of the scaled sensitivities over the smallest.
  package let conditionNumber: Double
  /// The sum of squared residuals, each in units of its noise.
  package let chiSquared: Double
  package let degreesOfFreedom: Int
  /// The noise of each measured state: as it was given, or as the residuals have it.
  package let noise: [Double]
  /// Of each measured state, measured less predicted at each time at which it was measured, in its unit.
  package let residuals: [[Double]]
  package let iterations: Int
  /// At how many resets the data of each recording were cut, by methods that cut them.
  package internal(set) var resets: [Int]?
  /// The recordings that the states do not get through from the start values, or that the method cannot take.
  package internal(set) var lost: [Int] = []

  /// The same with some of the estimates alone.
  package func keeping(_ places: [Int]) -> FitReport {
    var report = self
    report.estimates = places.map { estimates[$0] }
    return report
  }

  /// χ² of one of the recordings per degree of freedom: each value has the same share of these.
  package func chiSquared(of place: Int, _ recordings: Recordings) -> Double {
    var (squares, count) = (0.0, 0)
    for state in noise.indices where !residuals[state].isEmpty {
      let counts = recordings.all.map { recording in recording.data.values[state].count { !$0.isNaN } }
      let first = counts[..<place].reduce(0, +)
      guard residuals[state].count >= first + counts[place] else { return .nan }
      for residual in residuals[state][first..<first + counts[place]] {
        squares += (residual / noise[state]) * (residual / noise[state])
      }
      count += counts[place]
    }
    return squares / Double(max(1, count)) * Double(recordings.count) / Double(max(1, degreesOfFreedom))
  }

  package subscript(_ name: String) -> Estimate? { estimates.first { $0.name == name } }
  package var chiSquaredPerDegree: Double { chiSquared / Double(max(1, degreesOfFreedom)) }
}
