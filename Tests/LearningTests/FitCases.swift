import Dynamics
import Expressions
import Learning
import TestSupport
import Testing

/// Recordings with a known truth, and models to find it with.
struct FitCase {
  let base: Problem
  /// The unknowns: their names, which parameters they are, and their true values.
  let names: [String]
  let indices: [Int]
  let truth: [Double]
  let times: [Double]
  let deviation: Double

  static func fitzhughNagumo(until end: Double = 100, samples: Int = 201, deviation: Double = 0.05) throws -> FitCase {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "dv/dt = v - v^3/3 - w + 0.5\ndw/dt = eps*(v + a - b*w)",
        parameters: ["a": "0.7", "b": "0.8", "eps": "0.08"], initial: ["v": "-1", "w": "1"]))
    return FitCase(
      base: model.problem(from: 0, to: end), names: ["a", "b", "eps"], indices: [0, 1, 2], truth: [0.7, 0.8, 0.08],
      times: (0..<samples).map { Double($0) * end / Double(samples - 1) }, deviation: deviation)
  }

  /// The regular-spiking cell, at rest until 100 ms, sampled each millisecond. Without a seed it has the book's values.
  static func regularSpiking(seed: UInt64) throws -> FitCase {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "C*dv/dt = k*(v - vr)*(v - vt) - w + I*(t >= 100)\ndw/dt = a*(b*(v - vr) - w)",
        parameters: [
          "C": "100", "k": "0.7", "vr": "-60", "vt": "-40", "a": "0.03", "b": "-2", "c": "-50", "d": "100",
          "vpeak": "35", "I": "70",
        ],
        initial: ["v": "vr", "w": "0"],
        events: [ModelText.Event("spike", when: "v >= vpeak", set: ["v": "c", "w": "w + d"])]))
    var random = Random(seed: seed, stream: 7)
    func times(_ value: Double, _ low: Double, _ high: Double) -> Double {
      value * Elementary.exponential(random.uniform(low, high))
    }
    let truth =
      seed == 0
      ? [0.03, -2, 0.7, 70]
      : [times(0.03, -0.4, 0.4), times(-2, -0.4, 0.4), times(0.7, -0.2, 0.2), times(80, -0.1, 0.5)]
    return FitCase(
      base: model.problem(from: 0, to: 1000), names: ["a", "b", "k", "I"], indices: [4, 5, 1, 9], truth: truth,
      times: (0...1000).map(Double.init), deviation: 0.5)
  }

  func problem(_ values: [Double]) -> Problem {
    var problem = base
    for (index, value) in zip(indices, values) { problem.parameters[index] = value }
    return problem
  }

  /// The first state with noise.
  func recording(_ random: inout Random, knowsNoise: Bool = true) throws -> Observations {
    let method = try #require(Method.named("dormand-prince"))
    let settings = Settings(tolerance: 1e-10)
    let problem = problem(truth)
    let solution = method.solve(problem, settings)
    let states = Sampler(method, problem, settings, solution.trajectory).states(at: times)
    let values = times.indices.map { states[$0 * problem.dimension] + deviation * random.normal() }
    return Observations(times: times, states: [0], values: [values], noise: knowsNoise ? [deviation] : nil)
  }

  /// The model from a start within a factor of 3 of each true value.
  func start(_ random: inout Random) -> FitModel {
    let reach = Elementary.logarithm(3)
    return model(truth.map { $0 * Elementary.exponential(random.uniform(-reach, reach)) })
  }

  func model(_ start: [Double]) -> FitModel {
    let unknowns = zip(names, start).map { FitModel.Unknown($0, start: $1, isPositive: $1 > 0) }
    return FitModel(unknowns) { self.problem($0) }
  }
}

extension FitReport {
  /// How far the estimates are from the truth, in standard errors.
  func distance(to truth: [Double]) -> Double {
    zip(estimates, truth).reduce(0) { max($0, abs($1.0.value - $1.1) / $1.0.error) }
  }
}
