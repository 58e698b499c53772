import Dynamics

/// Estimates unknowns by solving the model from reset to reset, with each reset in the middle of the gap between the samples
/// around it.
///
/// The number of spikes is right from the beginning, but their times are not better known than to half a sampling interval:
/// the sum of squares keeps a floor, and the estimates a bias.
package struct SegmentShooting: Sendable {
  package init() {}

  package func fit(_ model: FitModel, to data: Observations) -> FitReport {
    let start = model.problem(at: model.startingPoint)
    do throws(WindowPlan.Refusal) {
      let plan = try WindowPlan(model, data) { _, _ in [] }
      let shot = Shot(
        model: model, data: data, noise: data.noiseToBeginWith, plan: plan, scales: StateScales(start, data).values,
        resets: .midGap)
      let search = DirectSearch(model: model, data: data, noise: shot.noise, rows: shot.rows)
      var report = search.report(search.search(from: model.startingPoint, limit: 100))
      report.resets = plan.resetCount
      return report
    } catch {
      return .failed(.unsuited(error.reason), model, data)
    }
  }
}
