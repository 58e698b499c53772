import Dynamics

/// Estimates unknowns by physics-informed networks on windows: output weights, states where windows begin, times of spikes and
/// unknowns of the model are found all at once by Gauss and Newton's method, while the equations are held ever more tightly.
///
/// The networks begin on the data and are never integrated, so that no guess is too bad to begin with. The weights of each
/// window are eliminated by reflections. At the end the equations are obeyed exactly, see ``Polish``. Networks with fixed
/// hidden layers for inverse problems: E. Schiassi et al., Neurocomputing 457 (2021) 334, doi:10.1016/j.neucom.2021.06.015.
package struct InverseNetwork: Sendable {
  package var neurons: Int
  /// How many samples a window has at most.
  package var samplesPerWindow: Int
  /// How much of its range a measured state covers in a window, about: upstrokes get shorter windows.
  package var rangePerWindow: Double

  package init(neurons: Int = 10, samplesPerWindow: Int = 16, rangePerWindow: Double = 0.25) {
    self.neurons = neurons
    self.samplesPerWindow = samplesPerWindow
    self.rangePerWindow = rangePerWindow
  }

  package func fit(_ recordings: Recordings) -> FitReport {
    let basis = Basis(neurons: neurons, collocation: 2 * neurons - 4, cut: 1e-10)
    do throws(WindowPlan.Refusal) {
      let chains = try RecordedChains(recordings, means: .network(CollocationTable(basis))) {
        recording throws(WindowPlan.Refusal) in
        try WindowPlan(recording.model, recording.data) { _, samples in cuts(recording.data, samples) }
      }
      return try chains.fitted(by: Self.stages, Self.tight)
    } catch {
      return .failed(error, recordings)
    }
  }

  /// Where windows begin: after so many samples, or after so much of a state's range.
  private func cuts(_ data: Observations, _ samples: Range<Int>) -> [Double] {
    var used = 0.0
    return samples.dropFirst().filter { row in
      var share = 1 / Double(samplesPerWindow)
      for place in data.states.indices where data.hasValues(place) {
        let change = abs(data.filled[place][row] - data.filled[place][row - 1])
        share = max(share, change / (rangePerWindow * data.range(place)))
      }
      used += share
      guard used >= 1 else { return false }
      used = 0
      return true
    }.map { data.times[$0] }
  }

  private static let stages = [
    ChainSearch.Stage(continuity: 1, physics: 1, prior: 0.3, limit: 40, tolerance: 1e-2),
    ChainSearch.Stage(continuity: 10, physics: 10, prior: 0.3, limit: 40, tolerance: 1e-3),
    ChainSearch.Stage(continuity: 100, physics: 100, prior: 0.3, limit: 60, tolerance: 1e-4),
    ChainSearch.Stage(continuity: 1e3, physics: 1e3, prior: 0.1, limit: 60, tolerance: 1e-4),
  ]
  private static let tight = ChainSearch.Stage(
    continuity: 1e4, physics: 1e4, prior: 0.01, limit: 60, tolerance: 1e-6)
}
