import Dynamics
import Learning
import TestSupport
import Testing

/// Unknowns found by networks on windows and by multiple shooting, from starts that are far off.
@Suite("Inverse problems") struct InverseTests {
  @Test("FitzHugh-Nagumo: 30 of 30 starts within a factor of 3 find the minimum", arguments: ["network", "multiple"])
  func fitzhughNagumo(means: String) throws {
    let example = try FitCase.fitzhughNagumo()
    var seconds = 0.0
    for seed in 0..<30 {
      var random = Random(seed: UInt64(seed), stream: 3)
      let data = try example.recording(&random)
      let model = example.start(&random)
      var report: FitReport?
      seconds += processorTime {
        report =
          means == "network"
          ? InverseNetwork().fit(Recordings(model, data)) : FitMethod.multiple.fit(Recordings(model, data))
      }
      let found = try #require(report)
      #expect(found.outcome == .converged, "seed \(seed)")
      // Three errors hold 99.7 % of one estimate; of 90 numbers, some may be beyond.
      #expect(found.distance(to: example.truth) < 4, "seed \(seed): \(found.estimates)")
      #expect(abs(found.chiSquaredPerDegree - 1) < 5 * (2.0 / 198).squareRoot())
      #expect(found.estimates.allSatisfy { $0.isIdentifiable })
      // The minimum itself: a search from the truth comes to the same place.
      if seed < 5 {
        let near = FitMethod.single.fit(Recordings(example.model(example.truth), data))
        for (one, other) in zip(found.estimates, near.estimates) {
          #expect(abs(one.value - other.value) < 0.01 * one.error && abs(one.error / other.error - 1) < 0.01)
        }
      }
    }
    #expect(seconds / 30 < 0.1, "\(seconds / 30) s each")
  }

  @Test("Izhikevich's neuron from noisy potentials: truth, fit and agreement of two starts", arguments: 0..<10)
  func regularSpiking(seed: Int) throws {
    let example = try FitCase.regularSpiking(seed: UInt64(seed))
    var random = Random(seed: UInt64(seed), stream: 8)
    let data = try example.recording(&random)
    let reports = (0..<2).map { _ in InverseNetwork().fit(Recordings(example.start(&random), data)) }
    for report in reports {
      #expect(report.outcome == .converged)
      #expect(report.distance(to: example.truth) < 3, "\(report.estimates)")
      #expect((0.85...1.15).contains(report.chiSquared / Double(data.count)), "\(report.chiSquared)")
    }
    for (one, other) in zip(reports[0].estimates, reports[1].estimates) {
      #expect(abs(one.value - other.value) < 0.1 * one.error)
    }
  }
}
