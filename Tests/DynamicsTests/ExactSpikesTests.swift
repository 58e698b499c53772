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
}
