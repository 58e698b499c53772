import Dynamics
import Expressions
import TestSupport
import Testing

/// What a method did step by step is written down when it is asked for, and only then.
@Suite struct StepLogTests {
  static func solve(_ method: String, _ control: Settings.Control, _ request: StepLog.Request?) throws -> Solution {
    var settings = Settings(control)
    settings.log = request
    let model = try ModelDefinition.reading(ModelText.regularSpiking(current: "100"))
    return try #require(Method.named(method)).solve(model.problem(from: 0, to: 200), settings)
  }

  @Test(arguments: Method.catalogue.filter(\.isAdaptive).map(\.name)) func acceptedStepsTileTheSpan(name: String) throws
  {
    let control = Settings.Control.adaptive(Tolerance(1e-4))
    let solution = try Self.solve(name, control, StepLog.Request())
    let entries = try #require(solution.log).entries
    #expect(entries.count == solution.cost.steps)
    #expect(entries.map(\.rejections).reduce(0, +) == solution.cost.rejected)
    for (entry, next) in zip(entries, entries.dropFirst()) {
      #expect(abs(entry.time + entry.size - next.time) < 1e-12)
    }
    #expect(entries.allSatisfy { ($0.error ?? .nan) <= 1 })
    let silent = try Self.solve(name, control, nil)
    #expect(silent.log == nil)
    #expect(silent.trajectory.times == solution.trajectory.times)
    #expect(silent.trajectory.states == solution.trajectory.states)
  }

  @Test func newtonIterationsAreCountedStepByStep() throws {
    let solution = try Self.solve("backward-euler", .fixed(step: 0.25), StepLog.Request(steps: 0..<50))
    let entries = try #require(solution.log).entries
    #expect(entries.count == 50)
    #expect(entries.allSatisfy { (2...10).contains($0.newtonIterations) && $0.error == nil })
    let whole = try Self.solve("backward-euler", .fixed(step: 0.25), StepLog.Request())
    #expect(whole.log?.entries.map(\.newtonIterations).reduce(0, +) == whole.cost.newtonIterations)
  }

  @Test func stagesAreTheSlopes() throws {
    let solution = try Self.solve(
      "heun", .fixed(step: 1), StepLog.Request(steps: 3..<5, keepsStages: true))
    let log = try #require(solution.log)
    #expect(log.entries.map(\.time) == [3, 4])
    for entry in 0..<2 {
      let (v, w) = (solution.trajectory.value(3 + entry, 0), solution.trajectory.value(3 + entry, 1))
      let k1 = OriginalQuirksTests.slope(v, w, 100)
      let k2 = OriginalQuirksTests.slope(v + k1.0, w + k1.1, 100)
      for (stage, slope) in [k1, k2].enumerated() {
        let logged = try #require(log.stage(stage, of: entry))
        #expect(abs(logged[0] - slope.0) < 1e-13 && abs(logged[1] - slope.1) < 1e-13)
      }
    }
    #expect(log.stage(2, of: 0) == nil)
  }

  /// With fixed steps the estimate of an embedded pair is in the states' own units.
  @Test func fixedStepsHaveAnEstimateToo() throws {
    let solution = try Self.solve("bogacki-shampine", .fixed(step: 0.5), StepLog.Request())
    let errors = try #require(solution.log).entries.compactMap(\.error)
    #expect(errors.count == solution.cost.steps)
    #expect(errors.allSatisfy { $0 >= 0 && $0 < 5 })
    #expect(errors.contains { $0 > 1e-3 })
  }
}
