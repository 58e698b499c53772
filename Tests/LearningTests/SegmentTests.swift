import Dynamics
import Expressions
import Learning
import TestSupport
import Testing

/// Networks guided by the samples of explicit Euler, which contradict the equations.
@Suite struct SegmentTests {
  static func euler() throws -> (problem: Problem, samples: Samples) {
    let model = try ModelDefinition.reading(ModelText.regularSpiking(current: "70 pA*(t >= 100 ms)"))
    let problem = model.problem(from: 0, to: 1000, locatesSurfaces: false)
    let solution = try #require(Method.named("explicit-euler")).solve(problem, Settings(step: 1, eventTimes: .grid))
    let rows = solution.trajectory
    #expect(rows.count == 1001)
    return (problem, Samples(times: rows.times, values: [rows.component(0), rows.component(1)]))
  }

  static func rmse(_ network: SegmentSolution, _ samples: Samples, _ state: Int) -> Double {
    let states = network.states(at: samples.times)
    let n = network.problem.dimension
    let sum = samples.times.indices.reduce(0.0) { sum, index in
      let error = states[index * n + state] - (samples.values[state]?[index] ?? .nan)
      return sum + error * error
    }
    return (sum / Double(samples.count)).squareRoot()
  }

  /// The course's own network came to 0.507 mV in 1253 s.
  @Test func allSamplesAreFitted() throws {
    let (problem, samples) = try Self.euler()
    let network = SegmentSolution(training: problem, on: samples)
    let v = Self.rmse(network, samples, 0)
    print(
      "guided: v \(v), w \(Self.rmse(network, samples, 1)), \(network.trainedWeights) weights, \(network.iterations) steps"
    )
    #expect(network.solution.outcome == .finished)
    #expect(network.solution.eventTimes[0].count == 6)
    #expect(v <= 0.05)
  }

  @Test(arguments: [1e-2, 1e-1]) func samplesThatWereHeldOutAreMet(weight: Double) throws {
    let (problem, samples) = try Self.euler()
    let network = SegmentSolution(
      training: problem, on: samples, SegmentOptions(physicsWeight: weight, stride: 2))
    let heldOut = samples.at(Array(stride(from: 1, to: 1001, by: 2)))
    print("guided by every second sample, weight \(weight): v \(Self.rmse(network, heldOut, 0)) on the others")
    #expect(Self.rmse(network, heldOut, 0) <= 1)
  }

  /// The samples contradict the equations: a better fit of the one is a worse fit of the other.
  @Test func theWeightOfTheEquationsSetsTheFit() throws {
    let (problem, samples) = try Self.euler()
    var fits: [Double] = []
    var residuals: [Double] = []
    for weight in [1e-5, 1e-3, 1e-1, 10] {
      let network = SegmentSolution(training: problem, on: samples, SegmentOptions(physicsWeight: weight))
      fits.append(Self.rmse(network, samples, 0))
      let squares = network.collocationResiduals.map { $0.values[0] * $0.values[0] }
      residuals.append((squares.reduce(0, +) / Double(squares.count)).squareRoot())
    }
    print("fits \(fits), residuals \(residuals)")
    #expect(fits == fits.sorted())
    #expect(residuals == residuals.sorted(by: >))
  }

  /// Exact samples of a smooth problem, one state of which was not measured.
  @Test func aStateThatWasNotMeasuredIsFound() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: "x' = y\ny' = -x", initial: ["x": "1", "y": "0"]))
    let problem = model.problem(from: 0, to: 6, locatesSurfaces: false)
    let times = (0...60).map { Double($0) / 10 }
    let samples = Samples(times: times, values: [times.map(Elementary.cosine), nil])
    let network = SegmentSolution(training: problem, on: samples, SegmentOptions(physicsWeight: 1))
    let states = network.states(at: times)
    let worst = times.indices.reduce(0.0) { max($0, abs(states[2 * $1 + 1] + Elementary.sine(times[$1]))) }
    print("not measured: \(worst)")
    #expect(worst < 1e-4)
  }
}
