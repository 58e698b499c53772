import Dynamics

/// Estimates unknowns by multiple shooting: a window begins at every sample, and all windows are made to fit together while the
/// parameters are found. Spikes come at free times between their samples.
///
/// It finds its way from starts that are far off, where one shot over the whole recording would run away or lose count of
/// the spikes: H. G. Bock 1981, doi:10.1007/978-3-642-68220-9_8; M. Peifer, J. Timmer, IET Syst. Biol. 1 (2007) 78,
/// doi:10.1049/iet-syb:20060067. Not for equations that switch with the states.
package struct MultipleShooting: Sendable {
  package init() {}

  package func fit(_ recordings: Recordings) -> FitReport {
    do throws(WindowPlan.Refusal) {
      let chains = try RecordedChains(recordings, means: .shooting) { recording throws(WindowPlan.Refusal) in
        try WindowPlan(recording.model, recording.data) { _, samples in Array(recording.data.times[samples]) }
      }
      return try chains.fitted(by: Self.stages, Self.tight)
    } catch {
      return .failed(error, recordings)
    }
  }

  /// The equations are held ever more tightly: at the end a defect of 10⁻⁴ of a state's size counts as much as a residual
  /// of one standard deviation.
  private static let stages = [
    // One step of the method in each window: no state runs away in it, however wrong the values are.
    ChainSearch.Stage(continuity: 10, prior: 0.3, stepTolerance: .infinity, limit: 30, tolerance: 1e-3),
    ChainSearch.Stage(continuity: 100, prior: 0.3, limit: 30, tolerance: 1e-3),
    ChainSearch.Stage(continuity: 1e3, prior: 0.1, limit: 30, tolerance: 1e-3),
    ChainSearch.Stage(continuity: 1e4, prior: 0.01, limit: 30, tolerance: 1e-4),
  ]

  static let tight = ChainSearch.Stage(continuity: 1e6, prior: 1e-3, limit: 30, tolerance: 1e-6)
}
