import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// The reference solver against exact solutions.
@Suite struct TaylorTests {
  static func solve(_ layer: ModelLayer, until end: Double, tolerance: Tolerance = .tightest) throws -> Solution {
    let model = try ModelDefinition.reading(layer)
    return try #require(Method.named("taylor"))
      .solve(model.problem(from: 0, to: end), Settings(.adaptive(tolerance)))
  }

  /// Spike times known to 20 digits. Double precision allows about 3e-11 ms in the worst of them.
  @Test(arguments: ExactCase.all)
  func everySpikeOfEveryCaseIsExact(item: ExactCase) throws {
    let solution = try Self.solve(item.layer, until: item.end)
    #expect(solution.outcome == .finished)
    let spikes = solution.eventTimes[0]
    #expect(spikes.count == item.spikes.count)
    let worst = zip(spikes, item.spikes).map { abs($0 - $1) }.max() ?? .infinity
    let isOfTheFirstThree = ["a_", "b_", "c_"].contains { item.name.hasPrefix($0) }
    #expect(worst < (isOfTheFirstThree ? 1e-11 : 1e-10), "\(item.name)")
    print("\(item.name): \(spikes.count) spikes, worst \(worst), \(solution.cost)")
  }
}
