import Dynamics

/// Estimates unknowns by solving the model from reset to reset, with each reset in the middle of the gap between the samples
/// around it.
///
/// The number of spikes is right from the beginning, but their times are not better known than to half a sampling interval:
/// the sum of squares keeps a floor, and the estimates a bias.
package struct SegmentShooting: Sendable {
  package init() {}

  package func fit(_ recordings: Recordings) -> FitReport {
    let noise = recordings.noiseToBeginWith
    do throws(WindowPlan.Refusal) {
      let plans = try recordings.coarsePlans()
      let predictions = zip(recordings.all, plans).map { recording, plan -> DirectSearch.Prediction in
        return Shot(
          recording, noise: noise, plan: plan,
          scales: StateScales(recording.start, recording.data).values, resets: .midGap
        ).rows
      }
      let search = DirectSearch(recordings: recordings, noise: noise, predictions: predictions)
      var report = search.report(search.search(from: recordings.unknowns.startingPoint, limit: 100))
      report.resets = plans.map(\.resetCount)
      return report
    } catch {
      return .failed(error, recordings)
    }
  }
}
