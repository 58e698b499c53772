/// How unknowns are estimated by shooting.
package enum FitMethod: String, Sendable, CaseIterable {
  /// One solution over the whole recording.
  case single
  /// One from reset to reset, with resets in the middle of their gaps.
  case segments
  /// One for each sampling interval, with free states and spike times between them.
  case multiple

  package func fit(_ model: FitModel, to data: Observations) -> FitReport {
    data.weighing(model) { model, data in
      switch self {
      case .single: SingleShooting().fit(model, to: data)
      case .segments: SegmentShooting().fit(model, to: data)
      case .multiple: MultipleShooting().fit(model, to: data)
      }
    }
  }
}

extension Observations {
  /// Fits once where the noise is known, or where one state was measured: its noise is a common factor. Else until the weights
  /// of the states and what their residuals say of them agree to a part in a hundred.
  package func weighing(_ model: FitModel, _ fit: (FitModel, Observations) -> FitReport) -> FitReport {
    var report = fit(model, self)
    guard noise == nil, states.count > 1 else { return report }
    var again = self
    for _ in 0..<8 where report.outcome.isConverged {
      let found = report.residuals.map { row in
        let mean = row.reduce(0) { $0 + $1 * $1 } / Double(max(1, row.count))
        return max(mean.squareRoot(), .leastNormalMagnitude)
      }
      let isSettled = zip(found, again.guess ?? []).allSatisfy { abs($0 - $1) <= 0.01 * $1 }
      if again.guess != nil, isSettled { break }
      again.guess = found
      report = fit(model.starting(at: report.estimates.map(\.value)), again)
    }
    return report
  }
}
