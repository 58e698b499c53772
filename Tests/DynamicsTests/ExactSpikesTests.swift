import Dynamics
import Expressions
import TestSupport
import Testing

@Suite struct ExactSpikesTests {
  @Test(arguments: [(0.1, 1e-5), (0.01, 1e-8)])
  func rk4LocatesTheSixSpikes(step: Double, tolerance: Double) throws {
    let model = try ModelDefinition.reading(ModelText.regularSpiking(current: "70 pA*(t >= 100 ms)"))
    let solution = try #require(Method.named("rk4")).solve(model.problem(from: 0, to: 1000), Settings(step: step))
    let exact = try Reference.exactSpikes("b_rs_step100")
    #expect(solution.eventTimes[0].count == exact.count)
    let worst = zip(solution.eventTimes[0], exact).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst < tolerance)
    print("rk4 h=\(step): worst spike error \(worst)")
  }

  /// Every shared protocol, written as a user would write it: state-dependent thresholds and resets, switched equations,
  /// ramps. Every spike is found, none extra.
  @Test(arguments: ExactCase.all)
  func everySpikeOfEveryCaseIsFound(item: ExactCase) throws {
    let model = try ModelDefinition.reading(item.layer)
    let step = item.end > 500 ? 1.0 / 512 : 1.0 / 1024
    let solution = try #require(Method.named("rk4")).solve(model.problem(from: 0, to: item.end), Settings(step: step))
    #expect(solution.outcome == .finished)
    let spikes = solution.eventTimes[0]
    #expect(spikes.count == item.spikes.count)
    let worst = zip(spikes, item.spikes).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst < 1e-7, "\(item.name)")
  }
}
