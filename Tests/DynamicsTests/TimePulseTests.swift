import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Short pulses of what depends on time alone, which steps could go across without a sign.
@Suite struct TimePulseTests {
  /// Against the integral in closed form: x(10) of x' = −x + a·exp(−((t − c)/w)²).
  private static func exact(_ height: Double, _ centre: Double, _ width: Double, from start: Double) -> Double {
    start * Foundation.exp(-10)
      + height * width * Double.pi.squareRoot() * Foundation.exp(centre - 10 + width * width / 4)
  }

  @Test(arguments: ["dormand-prince", "tsit5", "rkf45", "rodas", "taylor"], [0.1, 0.01, 0.003])
  func aPulseIsSeen(name: String, width: Double) throws {
    let layer = ModelText.layer(
      equations: "dx/dt = -x + 100*exp(-((t - 5.05)/\(width))^2)", initial: ["x": "1"])
    let solution = try AdaptiveEventsTests.solve(layer, until: 10, name, Settings(tolerance: 1e-8))
    let found = solution.trajectory.value(solution.trajectory.count - 1, 0)
    #expect(abs(found / Self.exact(100, 5.05, width, from: 1) - 1) < 1e-5, "\(name) \(width): \(found)")
  }

  /// Waves, switches and what is seen anyway cost no stop, and fixed steps stay on their grid.
  @Test(arguments: [
    "sin(t)", "sin(t)^2", "tanh((t - 5)/0.01)", "exp(-t)", "1/(1 + t)", "(t >= 5)", "1/(1 + exp(100*(3 - t)))",
    "1/(1 + exp(1000*(9 - t)))",
  ])
  func whatIsNoPulseIsNoStop(input: String) throws {
    let model = try ModelDefinition.reading(ModelText.layer(equations: "dx/dt = -x + \(input)", initial: ["x": "1"]))
    #expect(TimePulses(model.problem(from: 0, to: 10)).tops.isEmpty)
  }

  @Test func aTrainOfPulsesIsSeenWhole() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: "dx/dt = -x + exp(-((mod(t, 10) - 5)/0.1)^2)", initial: ["x": "1"]))
    let tops = TimePulses(model.problem(from: 0, to: 200)).tops
    #expect(tops.count == 20)
    for (place, top) in tops.enumerated() { #expect(abs(top - 5 - 10 * Double(place)) < 1e-6) }
    let fixed = Method.named("rk4")?.solve(model.problem(from: 0, to: 200), Settings(step: 0.3))
    let plain = try ModelDefinition.reading(
      ModelText.layer(equations: "dx/dt = -x + mod(t, 10)", initial: ["x": "1"]))
    let steps = Method.named("rk4")?.solve(plain.problem(from: 0, to: 200), Settings(step: 0.3)).cost.steps
    #expect(fixed?.cost.steps == steps)
  }

  /// The exact solution, with what two tolerances agree on.
  @Test func theExactSolutionSeesIt() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: "dx/dt = -x + 10*exp(-((t - 5.05)/0.1)^2)", initial: ["x": "0"]))
    let exact = ExactSolution(model.problem(from: 0, to: 10))
    #expect(abs(exact.states(at: [10])[0] / Self.exact(10, 5.05, 0.1, from: 0) - 1) < 1e-12)
    #expect(exact.largestDisagreement(at: [10])[0] < 1e-14)
  }

  /// A margin with a pole near the path: its series ends long before that of the states.
  @Test(arguments: [(1.001, 500.0), (1.0001, 5000), (1.1, 5)])
  func aTaylorStepEndsWhereAMarginBends(pole: Double, level: Double) throws {
    let layer = ModelText.layer(
      equations: "x' = 2*y\ny' = -2*x", initial: ["x": "0", "y": "1"],
      events: [ModelText.Event("a", when: "1/(\(pole) + x) >= \(level)", set: [:])])
    let solution = try AdaptiveEventsTests.solve(layer, until: 20, "taylor", Settings(tolerance: 1e-9))
    let threshold = Foundation.asin(1 / level - pole)
    let wanted = (0..<6).map { (Double.pi * Double(2 * $0 + 1) - threshold) / 2 }.filter { $0 < 20 }
    #expect(solution.eventTimes[0].count == 6)
    // An error of the state is one of the time divided by the slope, which is small there.
    for (time, exact) in zip(solution.eventTimes[0], wanted) {
      #expect(abs(time - exact) * abs(2 * Foundation.cos(2 * exact)) < 1e-9, "\(time) \(exact)")
    }
  }

  /// A margin may have poles on the path, where its series holds for nothing: the step is that of the states, in parts.
  @Test(arguments: [("x' = 1", "-1", "tan(x) >= 2", 3000), ("x' = cos(t)", "0", "1/x^2 >= 50", 3000)])
  func aPoleOnThePathIsPassed(equation: String, start: String, condition: String, most: Int) throws {
    let layer = ModelText.layer(
      equations: equation, initial: ["x": start], events: [ModelText.Event("a", when: condition, set: [:])])
    let solution = try AdaptiveEventsTests.solve(layer, until: 30, "taylor", Settings(tolerance: 1e-9))
    #expect(solution.outcome == .finished && solution.cost.steps < most, "\(solution.outcome) \(solution.cost.steps)")
  }

  /// No relative tolerance, and a margin that bends.
  @Test func absoluteTolerancesAreEnoughForAMargin() throws {
    let layer = ModelText.layer(
      equations: "x' = y\ny' = -x", initial: ["x": "0", "y": "1"],
      events: [ModelText.Event("a", when: "x*y >= 0.3", set: [:])])
    let settings = Settings(.adaptive(Tolerance(relative: 0, absolute: [1e-9, 1e-9])))
    let solution = try AdaptiveEventsTests.solve(layer, until: 6, "taylor", settings)
    #expect(solution.outcome == .finished && solution.eventTimes[0].count == 2)
  }

  /// Pulses that a remainder's condition lets through, trains far narrower than the places that are looked at, and small ones beside
  /// large ones or on a wave.
  @Test(arguments: [
    ("if(mod(t, 10) < 5, 100*exp(-((mod(t, 10) - 2.3)/0.01)^2), 0)", 100.0, 10),
    ("exp(-((mod(t, 7.3) - 5.01)/0.002)^2)", 488.0, 67),
    ("sin(t) + 10*exp(-((t - 5.05)/0.01)^2) + exp(-((t - 7)/0.01)^2)", 10.0, 2),
    ("exp(-((t - 3)/0.01)^2) + exp(-((t - 3)/0.01)^2)*2", 10.0, 1),
  ]) func everyPulseHasItsTop(input: String, end: Double, count: Int) throws {
    let model = try ModelDefinition.reading(ModelText.layer(equations: "dx/dt = -x + \(input)", initial: ["x": "1"]))
    #expect(TimePulses(model.problem(from: 0, to: end)).tops.count == count)
  }

  /// A root of what is zero over a while has a slope there: none.
  @Test(
    arguments: ["taylor", "rodas", "backward-euler", "dormand-prince"],
    [
      "sqrt(max(x - 3, 0))", "max(x - 3, 0)^0.5", "sqrt(if(x > 3, x - 3, 0))",
    ]) func rectifiedRoots(name: String, root: String) throws
  {
    let layer = ModelText.layer(equations: "dx/dt = -x + 1 + \(root)", initial: ["x": "0"])
    let settings = name == "backward-euler" ? Settings(step: 1e-3) : Settings(tolerance: 1e-8)
    let solution = try AdaptiveEventsTests.solve(layer, until: 10, name, settings)
    #expect(solution.outcome == .finished)
    let found = solution.trajectory.value(solution.trajectory.count - 1, 0)
    #expect(abs(found - (1 - Foundation.exp(-10))) < 1e-5, "\(found)")
  }
}
