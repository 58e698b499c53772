import Dynamics
import Expressions
import TestSupport
import Testing

/// Methods that choose their own steps, every one that the catalogue has.
@Suite struct AdaptiveTests {
  static let adaptive = Method.catalogue.filter { $0.solver.control != nil }.map(\.name)

  static func solve(
    _ layer: ModelLayer, until end: Double, _ method: String, _ control: Settings.Control,
    eventTimes: Settings.EventTimes = .located
  ) throws -> Solution {
    let problem = try ModelDefinition.reading(layer).problem(
      from: 0, to: end, locatesSurfaces: eventTimes == .located)
    return try #require(Method.named(method)).solve(problem, Settings(control, eventTimes: eventTimes))
  }

  static func solve(_ layer: ModelLayer, until end: Double, _ method: String, tolerance: Double) throws -> Solution {
    try solve(layer, until: end, method, .adaptive(Tolerance(tolerance)))
  }

  /// From rest nothing bounds a step but the stops: a pulse of 2 ms must not fall into one.
  @Test(arguments: adaptive) func aShortPulseFromRestIsSeen(name: String) throws {
    let layer = ModelText.regularSpiking(current: "2000*(t >= 300 and t < 302)")
    for tolerance in [1e-3, 1e-6] {
      let solution = try Self.solve(layer, until: 1000, name, tolerance: tolerance)
      #expect(solution.outcome == .finished)
      let spikes = solution.eventTimes[0]
      #expect(spikes.count == 1, "\(spikes)")
      #expect(abs((spikes.first ?? 0) - 304.920079) < 5000 * tolerance, "\(spikes)")
    }
  }
}
