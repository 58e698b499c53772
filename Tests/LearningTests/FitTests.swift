import Dynamics
import Expressions
import Learning
import TestSupport
import Testing

/// What fits report: errors, intervals, what cannot be known, and failures by name.
@Suite("Fits") struct FitTests {
  /// dy/dt = −a y from y₀ = 2, sampled at 0, 0.1 ... 2.
  static func decay(
    _ names: [String], equation: String = "dy/dt = -a*y", deviation: Double = 0.01, knowsNoise: Bool = true,
    seed: UInt64 = 1
  ) throws -> (model: FitModel, data: Observations) {
    let definition = try ModelDefinition.reading(
      ModelText.layer(equations: equation, parameters: ["a": "1.5", "b": "1"], initial: ["y": "2"]))
    let base = definition.problem(from: 0, to: 2)
    let times = (0...20).map { Double($0) / 10 }
    var random = Random(seed: seed)
    let values = times.map { 2 * Elementary.exponential(-1.5 * $0) + deviation * random.normal() }
    let data = Observations(times: times, states: [0], values: [values], noise: knowsNoise ? [deviation] : nil)
    let unknowns = names.map { name in
      FitModel.Unknown(name, start: name == "y(0)" ? 1 : 0.7, isPositive: name != "y(0)")
    }
    let model = FitModel(unknowns) { values in
      var problem = base
      for (name, value) in zip(names, values) {
        switch name {
        case "a": problem.parameters[0] = value
        case "b": problem.parameters[1] = value
        default: problem.initial[0] = value
        }
      }
      return problem
    }
    return (model, data)
  }

  @Test("standard errors are those of the normal equations", arguments: FitMethod.allCases)
  func errors(method: FitMethod) throws {
    let (model, data) = try Self.decay(["a", "y(0)"])
    let report = method.fit(Recordings(model, data))
    #expect(report.outcome == .converged)
    let (a, start) = (report.estimates[0].value, report.estimates[1].value)
    // y = s exp(−a t): slopes by hand.
    var normal = (0.0, 0.0, 0.0)
    for t in data.times {
      let byStart = Elementary.exponential(-a * t)
      let byRate = -start * t * byStart
      normal = (normal.0 + byRate * byRate, normal.1 + byRate * byStart, normal.2 + byStart * byStart)
    }
    let determinant = normal.0 * normal.2 - normal.1 * normal.1
    let errors = [0.01 * (normal.2 / determinant).squareRoot(), 0.01 * (normal.0 / determinant).squareRoot()]
    for (estimate, error) in zip(report.estimates, errors) {
      #expect(abs(estimate.error / error - 1) < 1e-4, "\(estimate) against \(error)")
      #expect(estimate.interval.contains(estimate.value) && estimate.isIdentifiable)
    }
    #expect(report.distance(to: [1.5, 2]) < 3)
    #expect(report.residuals[0].count == 21 && report.degreesOfFreedom == 19)
    let squares = report.residuals[0].reduce(0) { $0 + $1 * $1 } / 1e-4
    #expect(abs(squares / report.chiSquared - 1) < 1e-9)
  }

  @Test("noise that is not given is that of the residuals")
  func noise() throws {
    let (model, data) = try Self.decay(["a"], deviation: 0.05, knowsNoise: false)
    let report = FitMethod.multiple.fit(Recordings(model, data))
    #expect(abs(report.chiSquaredPerDegree - 1) < 1e-9)
    let spread = (report.residuals[0].reduce(0) { $0 + $1 * $1 } / 20).squareRoot()
    #expect(abs(report.noise[0] / spread - 1) < 1e-9)
    // With 20 degrees of freedom an interval reaches further than two errors.
    let estimate = report.estimates[0]
    let reach = Elementary.logarithm(estimate.interval.upperBound / estimate.value) * estimate.value / estimate.error
    #expect(abs(reach - 2.086) < 1e-3)
  }

  @Test("what the data cannot tell apart is said not to be identifiable", arguments: FitMethod.allCases)
  func identifiability(method: FitMethod) throws {
    let (model, data) = try Self.decay(["a", "b"], equation: "dy/dt = -a*b*y")
    let report = method.fit(Recordings(model, data))
    #expect(report.outcome == .converged)
    #expect(report.estimates.allSatisfy { !$0.isIdentifiable })
    #expect(report.conditionNumber > 1e7)
    #expect(abs(report.estimates[0].value * report.estimates[1].value - 1.5) < 0.02)
  }

  @Test("data without noise give the truth", arguments: FitMethod.allCases)
  func exactData(method: FitMethod) throws {
    let (model, data) = try Self.decay(["a", "y(0)"], deviation: 0, knowsNoise: false)
    let report = method.fit(Recordings(model, data))
    #expect(report.outcome == .converged)
    #expect(abs(report.estimates[0].value - 1.5) < 1e-6 && abs(report.estimates[1].value - 2) < 1e-6)
  }

  @Test("two measured states weigh as their own residuals say")
  func weights() throws {
    let definition = try ModelDefinition.reading(
      ModelText.layer(
        equations: "dx/dt = -a*x\ndy/dt = a*x - b*y", parameters: ["a": "1.5", "b": "0.5"],
        initial: ["x": "2", "y": "0"]))
    let base = definition.problem(from: 0, to: 4)
    let method = try #require(Method.named("dormand-prince"))
    let times = (0...200).map { Double($0) / 50 }
    let solution = method.solve(base, Settings(tolerance: 1e-10))
    let states = Sampler(method, base, Settings(tolerance: 1e-10), solution.trajectory).states(at: times)
    var random = Random(seed: 5)
    let x = times.indices.map { states[2 * $0] + 0.1 * random.normal() }
    let y = times.indices.map { states[2 * $0 + 1] + 0.001 * random.normal() }
    let model = FitModel(
      [FitModel.Unknown("a", start: 1, isPositive: true), FitModel.Unknown("b", start: 1, isPositive: true)]
    ) { values in
      var problem = base
      problem.parameters = values
      return problem
    }
    let report = FitMethod.multiple.fit(
      Recordings(model, Observations(times: times, states: [0, 1], values: [x, y], noise: nil)))
    #expect(abs(report.noise[0] / 0.1 - 1) < 0.2 && abs(report.noise[1] / 0.001 - 1) < 0.2)
    #expect(report.distance(to: [1.5, 0.5]) < 3)
  }

  @Test("what windows cannot follow is refused with a reason")
  func refusals() throws {
    let definition = try ModelDefinition.reading(
      ModelText.layer(equations: "dy/dt = -a*if(y > 1, y, 1)", parameters: ["a": "1.5"], initial: ["y": "2"]))
    let base = definition.problem(from: 0, to: 1)
    let model = FitModel([FitModel.Unknown("a", start: 1, isPositive: true)]) { values in
      var problem = base
      problem.parameters = values
      return problem
    }
    let data = Observations(
      times: [0, 0.2, 0.4, 0.6], states: [0], values: [[2, 1.48, 1.1, 0.8]], noise: [0.01])
    guard case .unsuited(let reason) = FitMethod.multiple.fit(Recordings(model, data)).outcome else {
      Issue.record("it was not refused")
      return
    }
    #expect(reason.contains("switch with the states"))
    // One solution over the whole recording can follow them.
    let report = FitMethod.single.fit(Recordings(model, data))
    #expect(report.outcome == .converged)
    #expect(abs(report.estimates[0].value - 1.5) < 0.1)
  }

  @Test("a start from which the model runs away is named")
  func noStart() throws {
    let definition = try ModelDefinition.reading(
      ModelText.layer(equations: "dy/dt = a*y^2", parameters: ["a": "0.1"], initial: ["y": "1"]))
    let base = definition.problem(from: 0, to: 4)
    let model = FitModel([FitModel.Unknown("a", start: 0.4, isPositive: true)]) { values in
      var problem = base
      problem.parameters = values
      return problem
    }
    let times = (0...8).map { Double($0) / 2 }
    let data = Observations(times: times, states: [0], values: [times.map { 1 / (1 - 0.1 * $0) }], noise: [0.01])
    #expect(FitMethod.single.fit(Recordings(model, data)).outcome == .noStart)
    let report = FitMethod.multiple.fit(Recordings(model, data))
    #expect(report.outcome == .converged)
    #expect(abs(report.estimates[0].value - 0.1) < 0.01)
  }
}
