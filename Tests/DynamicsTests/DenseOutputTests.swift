import Dynamics
import Expressions
import TestSupport
import Testing

/// States between the rows are the method's own: they go over into the rows, and are as accurate.
@Suite struct DenseOutputTests {
  static let controls: [(String, Settings.Control)] =
    Method.catalogue.map { ($0.name, .fixed(step: 0.25)) }
    + Method.catalogue.filter(\.isAdaptive).map { ($0.name, .adaptive(Tolerance(1e-5))) }

  @Test(arguments: controls) func statesGoOverIntoTheRows(name: String, control: Settings.Control) throws {
    let method = try #require(Method.named(name))
    let problem = try ModelDefinition.reading(ModelText.regularSpiking(current: "100*(t >= 10.1)")).problem(
      from: 0, to: 120)
    let settings = Settings(control)
    let solution = method.solve(problem, settings)
    #expect(solution.outcome == .finished)
    let trajectory = solution.trajectory
    let sampler = Sampler(method, problem, settings, trajectory)
    let rows = (1..<trajectory.count).filter { trajectory.times[$0] - trajectory.times[$0 - 1] > 1e-6 }
    let states = sampler.states(at: rows.map { trajectory.times[$0] - 1e-9 })
    for (position, row) in rows.enumerated() {
      for component in 0..<2 {
        let difference = states[2 * position + component] - trajectory.value(row, component)
        #expect(abs(difference) < 1e-6, "\(name) at \(trajectory.times[row])")
      }
    }
  }

  /// In the middle of steps the error is no larger than what the largest error on rows leads to expect.
  @Test(arguments: Method.catalogue.map(\.name)) func statesBetweenRowsAreAsAccurate(name: String) throws {
    let method = try #require(Method.named(name))
    let problem = try SmoothProblem.problem()
    let exact = try #require(Method.named("dormand-prince"))
    let exactSettings = Settings(tolerance: 1e-13)
    let exactSampler = Sampler(exact, problem, exactSettings, exact.solve(problem, exactSettings).trajectory)
    let settings = Settings(step: 1.0 / 16)
    let sampler = Sampler(method, problem, settings, method.solve(problem, settings).trajectory)
    func error(_ times: [Double]) -> Double {
      zip(sampler.states(at: times), exactSampler.states(at: times)).map { abs($0 - $1) }.max() ?? .nan
    }
    let onRows = error((1...64).map { Double($0) / 16 })
    let between = error((0..<64).map { (Double($0) + 0.5) / 16 })
    #expect(between < 1.5 * onRows + 1e-12, "\(between) against \(onRows)")
  }
}
