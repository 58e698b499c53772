import Dynamics
import Expressions
import Learning
import TestSupport
import Testing

/// Networks on windows over many kinds of equations, each held to a bound of its own.
@Suite struct WindowRobustnessTests {
  struct Problem: Sendable, CustomStringConvertible {
    let name: String
    let layer: ModelLayer
    let end: Double
    /// The largest error allowed, as a part of the range of each state.
    let bound: Double
    var description: String { name }
  }

  static let smooth: [Problem] = [
    Problem(
      name: "FitzHugh-Nagumo",
      layer: ModelText.layer(
        equations: "dv/dt = v - v^3/3 - w + 0.5\ndw/dt = 0.08*(v + 0.7 - 0.8*w)", initial: ["v": "-1.2", "w": "-0.625"]),
      end: 200, bound: 1e-8),
    Problem(name: "Hodgkin-Huxley", layer: hodgkinHuxley, end: 100, bound: 1e-8),
    Problem(name: "Van der Pol, mu = 1", layer: vanDerPol(1), end: 30, bound: 1e-8),
    Problem(name: "Van der Pol, mu = 100", layer: vanDerPol(100), end: 200, bound: 1e-5),
    Problem(
      name: "Lorenz",
      layer: ModelText.layer(
        equations: "x' = 10*(y - x)\ny' = x*(28 - z) - y\nz' = x*y - 8/3*z", initial: ["x": "1", "y": "1", "z": "1"]),
      end: 20, bound: 1e-5),
    Problem(
      name: "decay", layer: ModelText.layer(equations: "y' = -y", initial: ["y": "1"]), end: 10, bound: 1e-8),
  ]

  static func vanDerPol(_ mu: Int) -> ModelLayer {
    ModelText.layer(equations: "x' = y\ny' = \(mu)*(1 - x^2)*y - x", initial: ["x": "2", "y": "0"])
  }

  static var hodgkinHuxley: ModelLayer {
    ModelText.layer(
      equations: """
        am = 1/exprel(-(v + 40)/10)
        bm = 4*exp(-(v + 65)/18)
        ah = 0.07*exp(-(v + 65)/20)
        bh = 1/(1 + exp(-(v + 35)/10))
        an = 0.1/exprel(-(v + 55)/10)
        bn = 0.125*exp(-(v + 65)/80)
        dv/dt = 10 - 120*m^3*h*(v - 50) - 36*n^4*(v + 77) - 0.3*(v + 54.387)
        dm/dt = am*(1 - m) - bm*m
        dh/dt = ah*(1 - h) - bh*h
        dn/dt = an*(1 - n) - bn*n
        """, initial: ["v": "-65", "m": "0.0529", "h": "0.5961", "n": "0.3177"])
  }

  @Test(arguments: smooth) func statesAreWithinTheBound(problem: Problem) throws {
    let model = try ModelDefinition.reading(problem.layer)
    let numbers = model.problem(from: 0, to: problem.end)
    let trained = WindowSolution(training: numbers)
    #expect(trained.solution.outcome == .finished)
    let exact = ExactSolution(numbers)
    let times = (1...400).map { problem.end * Double($0) / 400 }
    let (found, truth) = (trained.states(at: times), exact.states(at: times))
    let n = numbers.dimension
    let worst =
      (0..<n).map { i in
        let values = stride(from: i, to: truth.count, by: n).map { truth[$0] }
        let errors = stride(from: i, to: truth.count, by: n).map { abs(found[$0] - truth[$0]) }
        return (errors.max() ?? .nan) / ((values.max() ?? 0) - (values.min() ?? 0))
      }.max() ?? .nan
    print("\(problem.name): \(worst) of the range, \(trained.windows.count) windows, \(trained.iterations) iterations")
    #expect(worst <= problem.bound)
  }

  /// Against Radau IIA at a relative tolerance of 1e-13, which agrees with itself at 1e-12 to twelve digits.
  @Test func robertson() throws {
    let layer = ModelText.layer(
      equations: "y1' = -0.04*y1 + 1e4*y2*y3\ny2' = 0.04*y1 - 1e4*y2*y3 - 3e7*y2^2\ny3' = 3e7*y2^2",
      initial: ["y1": "1", "y2": "0", "y3": "0"])
    let trained = try WindowTests.train(layer, until: 1e4)
    #expect(trained.solution.outcome == .finished)
    let found = trained.states(at: [40, 1e4])
    let exact = [
      0.7158270687194, 9.185534764558e-6, 0.2841637457458, 0.1073004285378, 4.80016697257e-7, 0.8926990914455,
    ]
    // In parts of the range of each state; the second one begins by rising to 3.6e-5.
    let ranges = [1, 3.65e-5, 1]
    let worst = exact.indices.map { abs(found[$0] - exact[$0]) / ranges[$0 % 3] }.max() ?? .infinity
    print("Robertson: \(worst) of the range, \(trained.windows.count) windows")
    #expect(worst < 1e-9)
  }

  @Test(arguments: [60, 70, 80, 100, 150, 200]) func currents(current: Int) throws {
    let layer = ModelText.regularSpiking(current: "\(current) pA*(t >= 101 ms)")
    let model = try ModelDefinition.reading(layer)
    let exact = ExactSolution(model.problem(from: 0, to: 1000)).solution.eventTimes[0]
    let spikes = try WindowTests.train(layer, until: 1000).solution.eventTimes[0]
    let worst = zip(spikes, exact).map { abs($0 - $1) }.max() ?? .infinity
    print("I = \(current): \(spikes.count) spikes, worst \(worst)")
    #expect(spikes.count == exact.count)
    #expect(worst < 1e-6)
  }

  @Test(arguments: 0...20) func seeds(seed: Int) throws {
    let exact = try Reference.exactSpikes("a_rs_step101")
    let trained = try WindowTests.train(
      ModelText.regularSpiking(current: "70 pA*(t >= 101 ms)"), until: 1000, WindowOptions(seed: UInt64(seed)))
    let spikes = trained.solution.eventTimes[0]
    let worst = zip(spikes, exact).map { abs($0 - $1) }.max() ?? .infinity
    print("seed \(seed): worst \(worst), \(trained.windows.count) windows")
    #expect(spikes.count == exact.count)
    #expect(worst < 1e-6)
  }

  /// The last 6 mV of an exponential upstroke take less than the spacing of time.
  @Test(arguments: [-20, 0, 20]) func exponentialUpstrokes(peak: Int) throws {
    let layer = ModelText.layer(
      equations: "281*dv/dt = -30*(v + 70.6) + 60*exp((v + 50.4)/2) - w + 800\n144*dw/dt = 4*(v + 70.6) - w",
      initial: ["v": "-70.6", "w": "0"],
      events: [ModelText.Event("spike", when: "v >= \(peak)", set: ["v": "-70.6", "w": "w + 80.5"])])
    let model = try ModelDefinition.reading(layer)
    let exact = ExactSolution(model.problem(from: 0, to: 300)).solution.eventTimes[0]
    let trained = try WindowTests.train(layer, until: 300)
    let spikes = trained.solution.eventTimes[0]
    let worst = zip(spikes, exact).map { abs($0 - $1) }.max() ?? .infinity
    #expect(trained.solution.outcome == .finished)
    print("AdEx to \(peak): worst \(worst), \(trained.windows.count) windows")
    #expect(spikes.count == exact.count)
    #expect(worst < 1e-6)
  }

  @Test func blowUpIsNamed() throws {
    let trained = try WindowTests.train(
      ModelText.layer(equations: "y' = y^2", initial: ["y": "1"]), until: 2)
    guard case .stepTooSmall(let time) = trained.solution.outcome else {
      return #expect(Bool(false), "\(trained.solution.outcome)")
    }
    #expect(abs(time - 1) < 1e-9)
  }
}
