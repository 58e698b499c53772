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

/// The reference solver on problems with known solutions.
@Suite struct TaylorAccuracyTests {
  static func solve(
    _ equations: String, _ initial: KeyValuePairs<String, String>, until end: Double, tolerance: Tolerance = .tightest,
    inputs: KeyValuePairs<String, String> = [:], events: [ModelText.Event] = []
  ) throws -> Solution {
    try TaylorTests.solve(
      ModelText.layer(equations: equations, initial: initial, inputs: inputs, events: events), until: end,
      tolerance: tolerance)
  }

  static func last(_ solution: Solution, _ component: Int = 0) -> Double {
    solution.trajectory.value(solution.trajectory.count - 1, component)
  }

  /// Smooth, coupled, nonlinear and non-autonomous, with solutions in closed form.
  static let smoothProblems: [(equation: String, start: String, end: Double, exact: Double)] = [
    ("y' = y*cos(t)", "1", 20, exp(sin(20))), ("y' = -2*t*y^2", "1", 30, 1 / 901),
    ("y' = exp(-y)*t", "0", 40, log(801)), ("y' = 1 + y^2", "0", 1.5, tan(1.5)),
    ("y' = -3*y + 3*sin(t) + cos(t)", "0", 10, sin(10)), ("y' = y^1.5/(1 + t)^2", "1", 9, pow(0.55, -2)),
    ("y' = tanh(t)*y", "1", 5, cosh(5)), ("y' = 1/(1 + t^2)", "0", 100, atan(100)),
    ("y' = 2^y", "0", 1, -log(1 - log(2)) / log(2)), ("y' = -y^3", "1", 1000, pow(2001, -0.5)),
  ]

  @Test(arguments: smoothProblems)
  func smoothProblemsAreSolvedToThirteenDigits(equation: String, start: String, end: Double, exact: Double) throws {
    let solution = try Self.solve(equation, ["y": start], until: end)
    #expect(solution.outcome == .finished)
    #expect(abs(Self.last(solution) - exact) < 1e-13 * abs(exact), "\(Self.last(solution)) against \(exact)")
  }

  /// Two circles of the Kepler problem with eccentricity 0.6: the error follows the tolerance.
  @Test func theToleranceIsHonoured() throws {
    let equations = "x' = u\ny' = v\nu' = -x/(x^2 + y^2)^1.5\nv' = -y/(x^2 + y^2)^1.5"
    let initial: KeyValuePairs = ["x": "0.4", "y": "0", "u": "0", "v": "2"]
    let tolerances = [1e-3, 1e-5, 1e-7, 1e-9, 1e-11, 1e-13]
    var errors: [Double] = []
    var steps: [Int] = []
    for tolerance in tolerances {
      let solution = try Self.solve(equations, initial, until: 4 * .pi, tolerance: Tolerance(tolerance))
      errors.append(max(abs(Self.last(solution) - 0.4), abs(Self.last(solution, 1))))
      steps.append(solution.cost.steps)
    }
    print("Kepler: \(errors) in \(steps) steps")
    for (index, error) in errors.enumerated() {
      #expect(error < 1000 * tolerances[index])
      if index > 0 { #expect(error < errors[index - 1]) }
    }
  }

  /// The last coefficients of a series may all be zero: those of t⁴⁰ at 0, and of cos(t⁵).
  @Test func aSeriesThatLooksFinishedIsNotBelieved() throws {
    #expect(abs(Self.last(try Self.solve("y' = 41*t^40", ["y": "0"], until: 2)) / 0x1p41 - 1) < 1e-13)
    let cosine = Self.last(try Self.solve("y' = 5*t^4*cos(t^5)", ["y": "0"], until: 1.5))
    #expect(abs(cosine - sin(pow(1.5, 5))) < 1e-13)
  }

  @Test func aStateAtRestNeedsOneStep() throws {
    let solution = try Self.solve("v' = v*(1 - v)", ["v": "1"], until: 1e6)
    #expect(solution.cost.steps == 1)
    #expect(Self.last(solution) == 1)
  }

  @Test func blowUpIsNamedWhereItIs() throws {
    let solution = try Self.solve("y' = y^2", ["y": "1"], until: 2)
    let time = try #require(solution.outcome.time)
    #expect(!solution.outcome.isFinished)
    #expect(abs(time - 1) < 1e-12, "\(solution.outcome)")
  }

  /// Steps of 1.3 over a condition that is true for 0.009 at the summits of a sine; and one that is false so long.
  @Test(arguments: [
    ("x >= 0.99999", 7), ("x >= -0.99999", 6), ("x > 0.5", 7), ("abs(x) >= 0.99999", 13), ("x <= -0.5", 6),
  ])
  func edgesWithinAStepAreFound(condition: String, count: Int) throws {
    let solution = try Self.solve(
      "x' = v\nv' = -x", ["x": "0", "v": "1"], until: 40, events: [ModelText.Event("edge", when: condition)])
    #expect(solution.eventTimes[0].count == count, "\(condition)")
    #expect(solution.cost.steps < 120)
  }

  /// Three roots within a step: the first one counts.
  @Test func theFirstOfSeveralRootsCounts() throws {
    let solution = try Self.solve(
      "x' = 1", ["x": "0"], until: 1,
      events: [ModelText.Event("hit", when: "(x - 0.2)*(x - 0.3)*(x - 0.7) >= 0", stops: true)])
    guard case .stoppedByEvent(0, let time) = solution.outcome else { return #expect(Bool(false)) }
    #expect(abs(time - 0.2) < 1e-15)
  }

  @Test func surfacesInsideLongStepsAreLocated() throws {
    // A triangle wave by a corner: x″ = −sign(x), with period 4√2 and x = t(√2 − t/2) at first.
    let solution = try Self.solve("x' = v\nv' = -sign(x)", ["x": "0", "v": "sqrt(2)"], until: 8 * 2.0.squareRoot())
    #expect(solution.outcome == .finished)
    #expect(abs(Self.last(solution)) < 1e-13)
    #expect(abs(Self.last(solution, 1) - 2.0.squareRoot()) < 1e-13)
  }

  @Test(arguments: ["floor(3*x)", "mod(x, 0.3)", "max(x, 0.5)", "abs(x - 0.4)", "min(x, t)"])
  func jumpsAndCornersKeepTheDigits(function: String) throws {
    let equation = "x' = 0.3 + \(function)"
    let fine = try Self.solve(equation, ["x": "0.05"], until: 3)
    let coarse = try Self.solve(equation, ["x": "0.05"], until: 3, tolerance: Tolerance(1e-12))
    #expect(fine.outcome == .finished)
    let size = max(1, abs(Self.last(fine)))
    #expect(abs(Self.last(fine) - Self.last(coarse)) < 1e-10 * size)
    let model = try ModelDefinition.reading(ModelText.layer(equations: equation, initial: ["x": "0.05"]))
    let rk4 = try #require(Method.named("rk4")).solve(model.problem(from: 0, to: 3), Settings(step: 1e-4))
    #expect(abs(Self.last(fine) - Self.last(rk4)) < 1e-11 * size)
  }
}

/// Through the removable singularities of the opening rates, as authors write them: the built-in model's equations by quotients.
/// The exact values are by Taylor series of order 36 with 70 digits.
@Suite struct HodgkinHuxleyTests {
  static func layer(start: String, current: String) -> ModelLayer {
    ModelText.layer(
      equations: """
        alpha_m = 0.1*(v + 40)/(1 - exp(-(v + 40)/10))
        beta_m = 4*exp(-(v + 65)/18)
        alpha_h = 0.07*exp(-(v + 65)/20)
        beta_h = 1/(1 + exp(-(v + 35)/10))
        alpha_n = 0.01*(v + 55)/(1 - exp(-(v + 55)/10))
        beta_n = 0.125*exp(-(v + 65)/80)
        v' = I - 120*m^3*h*(v - 50) - 36*n^4*(v + 77) - 0.3*(v + 54.387)
        m' = alpha_m*(1 - m) - beta_m*m
        h' = alpha_h*(1 - h) - beta_h*h
        n' = alpha_n*(1 - n) - beta_n*n
        """,
      initial: [
        "v": start, "m": "alpha_m/(alpha_m + beta_m)", "h": "alpha_h/(alpha_h + beta_h)",
        "n": "alpha_n/(alpha_n + beta_n)",
      ],
      inputs: ["I": current], events: [ModelText.Event("spike", when: "v >= 0")])
  }

  @Test(
    arguments: [
      (
        "-65", "10", 60.0, [1.900971951657356035, 16.82258264961481690, 31.47182664143336931, 46.10900156012313202],
        [-50.52316641222073687, 0.1878802211986717245, 0.4048941948291655269, 0.4174781988939528456]
      ),
      (
        "-55", "0", 30, [],
        [-64.98547585980710583, 0.05301866208791397454, 0.5924696884210667040, 0.3175079593092904341]
      ),
      (
        "-40", "0", 30, [],
        [-65.00032588187116891, 0.05290898496761244082, 0.5936159951756101503, 0.3173934134358906048]
      ),
    ] as [(String, String, Double, [Double], [Double])])
  func theOrbitPassesTheSingularities(
    start: String, current: String, end: Double, spikes: [Double], final: [Double]
  ) throws {
    let solution = try TaylorTests.solve(Self.layer(start: start, current: current), until: end)
    #expect(solution.outcome == .finished)
    #expect(solution.eventTimes[0].count == spikes.count)
    for (found, exact) in zip(solution.eventTimes[0], spikes) { #expect(abs(found - exact) < 1e-12) }
    for (index, exact) in final.enumerated() {
      #expect(abs(TaylorAccuracyTests.last(solution, index) - exact) < 1e-11 * abs(exact))
    }
    print("Hodgkin-Huxley from \(start): \(solution.eventTimes[0]), \(solution.cost.steps) steps")
  }
}
