import Dynamics

/// How unknowns are estimated by shooting.
package enum FitMethod: String, Sendable, CaseIterable {
  /// One solution over the whole recording.
  case single
  /// One from reset to reset, with resets in the middle of their gaps.
  case segments
  /// One for each sampling interval, with free states and spike times between them.
  case multiple

  package func fit(_ recordings: Recordings) -> FitReport {
    recordings.weighing { recordings in
      switch self {
      case .single: SingleShooting().fit(recordings)
      case .segments: SegmentShooting().fit(recordings)
      case .multiple: MultipleShooting().fit(recordings)
      }
    }
  }
}

extension Recordings {
  /// Fits once where the noise is known, or where one state was measured: its noise is a common factor. Else until the weights
  /// of the states and what their residuals say of them agree to a part in ten thousand: that is where the likelihood of
  /// independent normal noise of each state is greatest.
  ///
  /// The steps from weights to weights are extrapolated, as they may get shorter very slowly: D. G. Anderson, J. ACM 12 (1965)
  /// 547, doi:10.1145/321296.321305, with one step looked back at.
  package func weighing(_ fit: (Recordings) -> FitReport) -> FitReport {
    var report = fit(self)
    guard noise == nil, states.count > 1 else { return report }
    var again = self
    var point = noiseToBeginWith.map { Elementary.logarithm($0) }
    var last: (change: [Double], found: [Double])?
    for _ in 0..<Self.weighings where report.outcome.isConverged {
      let found = deviations(report).map { Elementary.logarithm($0) }
      let change = zip(found, point).map { $0 - $1 }
      if change.allSatisfy({ abs($0) <= 1e-4 }) { return report }
      var next = found
      if let last {
        let turn = zip(change, last.change).map { $0 - $1 }
        let square = turn.reduce(0) { $0 + $1 * $1 }
        let share = zip(change, turn).reduce(0) { $0 + $1.0 * $1.1 } / square
        for index in next.indices where square > 0 {
          // No further than to four times the noise, or a quarter of it.
          next[index] -= min(1.4, max(-1.4, share * (found[index] - last.found[index])))
        }
      }
      last = (change, found)
      point = next
      again.guess = next.map { Elementary.exponential($0) }
      report = fit(again.starting(at: report.estimates.map(\.value)))
    }
    if report.outcome.isConverged { report.outcome = .outOfIterations }
    return report
  }

  private static let weighings = 60

  /// What the residuals say of the noise of each state; not less than numbers of its size can tell.
  private func deviations(_ report: FitReport) -> [Double] {
    report.residuals.enumerated().map { place, row in
      let mean = row.reduce(0) { $0 + $1 * $1 } / Double(max(1, row.count))
      return max(mean.squareRoot(), 1e-6 * size(place))
    }
  }
}
