import Dynamics
import Expressions
import TestSupport
import Testing

/// The figures of Izhikevich 2003 and 2004 are made by their program's steps, some of them visibly: sequential Euler on a
/// grid gives their spikes one for one, where the equations themselves have others.
@Suite struct PublishedFiguresTests {
  @Test(arguments: ExactCase.all.filter { $0.published != nil })
  func sequentialEulerMakesThePublishedSpikes(item: ExactCase) throws {
    let published = try #require(item.published)
    let model = try ModelDefinition.reading(published.layer)
    // The program's loop includes the end: one step more.
    let problem = model.problem(from: 0, to: item.end + published.step, locatesSurfaces: false)
    let solution = try #require(Method.named("sequential-euler")).solve(
      problem, Settings(step: published.step, eventTimes: .grid))
    // The program stamps a spike with the start of the step that makes it.
    let spikes = solution.eventTimes[0].map { $0 - published.step }
    #expect(spikes.count == published.spikes.count)
    for (spike, expected) in zip(spikes, published.spikes) { #expect(abs(spike - expected) < 1e-9, "\(item.name)") }
  }

  /// The network program of 2003: v in two half steps of 0.5 ms, then u by 1 ms with the new v.
  @Test func substepsAreTakenInTheWrittenOrder() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "v' = 0.04*v^2 + 5*v + 140 - u + 10\nu' = 0.02*(0.2*v - u)", initial: ["v": "-65", "u": "-13"],
        events: [ModelText.Event("spike", when: "v >= 30", set: ["v": "-65", "u": "u + 8"])]))
    var settings = Settings(step: 1, eventTimes: .grid)
    settings.substeps = [2]
    let solution = try #require(Method.named("sequential-euler")).solve(model.problem(from: 0, to: 200), settings)
    var (v, u) = (-65.0, -13.0)
    for row in 1...200 {
      for _ in 0..<2 { v += 0.5 * (0.04 * (v * v) + 5 * v + 140 - u + 10) }
      u += 0.02 * (0.2 * v - u)
      if v >= 30 { (v, u) = (-65, u + 8) }
      #expect(abs(solution.trajectory.value(row, 0) - v) < 1e-9)
      #expect(abs(solution.trajectory.value(row, 1) - u) < 1e-9)
    }
    #expect(solution.eventTimes[0].count > 3)
  }
}
