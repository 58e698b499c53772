import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Events under adaptive steps: their times do not drift, blow-ups are events, and failures have names.
@Suite struct AdaptiveEventsTests {
  static func solve(_ layer: ModelLayer, until end: Double, _ method: String, _ settings: Settings) throws -> Solution {
    let model = try ModelDefinition.reading(layer)
    return try #require(Method.named(method)).solve(
      model.problem(from: 0, to: end, locatesSurfaces: settings.eventTimes == .located), settings)
  }

  /// Thousands of steps, each of which rounds its time: the clock keeps what they lose.
  @Test(arguments: [("70*(t >= 101)", "a_rs_step101"), ("70*(t >= 100)", "b_rs_step100"), ("100", "c_rs_const100")])
  func spikesAreRightToElevenPlaces(current: String, name: String) throws {
    for method in ["dormand-prince", "tsit5"] {
      let solution = try Self.solve(
        ModelText.regularSpiking(current: current), until: 1000, method, Settings(tolerance: 1e-13))
      let exact = try Reference.exactSpikes(name)
      #expect(solution.eventTimes[0].count == exact.count)
      let worst = zip(solution.eventTimes[0], exact).map { abs($0 - $1) }.max() ?? .nan
      print("\(method), \(name): worst spike error \(worst), \(solution.cost.steps) steps")
      #expect(worst < 1e-11)
    }
  }

  /// Every shared protocol, with state-dependent thresholds and resets, switched equations and ramps.
  @Test(arguments: ExactCase.all) func everySpikeOfEveryCaseIsFound(item: ExactCase) throws {
    for method in ["dormand-prince", "tsit5", "rodas"] {
      let solution = try Self.solve(item.layer, until: item.end, method, Settings(tolerance: 1e-10))
      #expect(solution.outcome == .finished)
      #expect(solution.eventTimes[0].count == item.spikes.count)
      let worst = zip(solution.eventTimes[0], item.spikes).map { abs($0 - $1) }.max() ?? .infinity
      #expect(worst < 1e-5, "\(method) \(item.name): \(worst)")
    }
  }

  static let adex = ModelText.layer(
    equations: """
      C*dv/dt = -gL*(v - EL) + gL*D*exp((v - VT)/D) - w + 800
      tau*dw/dt = 4*(v - EL) - w
      """,
    parameters: ["C": "281", "gL": "30", "EL": "-70.6", "VT": "-50.4", "D": "2", "tau": "144"],
    initial: ["v": "EL", "w": "0"],
    events: [ModelText.Event("spike", when: "v >= 20", set: ["v": "EL", "w": "w + 80.5"])])

  /// The upstroke passes its last millivolts in 1e-13 ms: below the spacing of time it is the event.
  @Test(arguments: AdaptiveTests.adaptive) func anUpstrokeSteeperThanTimeIsASpike(name: String) throws {
    let reference = try Self.solve(Self.adex, until: 300, "dormand-prince", Settings(tolerance: 1e-11))
    #expect(reference.eventTimes[0].count > 3)
    let isRecipe = !AdaptiveTests.proportional.contains(name)
    let solution = try Self.solve(Self.adex, until: 300, name, Settings(tolerance: isRecipe ? 1e-3 : 1e-7))
    #expect(solution.outcome == .finished)
    #expect(solution.eventTimes[0].count == reference.eventTimes[0].count)
    for (spike, exact) in zip(solution.eventTimes[0], reference.eventTimes[0]) where !isRecipe {
      #expect(abs(spike - exact) < 1e-3, "\(spike) \(exact)")
    }
  }

  @Test(arguments: AdaptiveTests.adaptive) func aBlowUpWithoutAnEventIsNamed(name: String) throws {
    let layer = ModelText.layer(equations: "y' = y^2", initial: ["y": "1"])
    let solution = try Self.solve(layer, until: 2, name, Settings(tolerance: 1e-5))
    let time = try #require(solution.outcome.time)
    #expect(!solution.outcome.isFinished)
    let allowed = AdaptiveTests.proportional.contains(name) ? 1e-3 : 1e-2
    #expect(abs(time - 1) < allowed, "\(solution.outcome)")
  }

  @Test(arguments: AdaptiveTests.adaptive) func aSmallestStepThatIsTooLargeIsNamed(name: String) throws {
    let layer = ModelText.regularSpiking(current: "100")
    let settings = Settings(.adaptive(Tolerance(1e-9), StepBounds(smallest: 5)))
    let solution = try Self.solve(layer, until: 500, name, settings)
    guard case .stepTooSmall = solution.outcome else { return #expect(Bool(false), "\(solution.outcome)") }
  }

  @Test func stepsStayWithinTheirBounds() throws {
    var settings = Settings(.adaptive(Tolerance(1e-3), StepBounds(first: 0.5, largest: 2)))
    settings.log = StepLog.Request()
    let solution = try Self.solve(ModelText.regularSpiking(current: "0"), until: 100, "tsit5", settings)
    let sizes = try #require(solution.log).entries.map(\.size)
    #expect(sizes.first == 0.5)
    #expect(sizes.max() == 2)
  }

  @Test func aRunawayEndsInANamedOutcome() throws {
    var settings = Settings(tolerance: 1e-8)
    settings.limits.steps = 100
    let solution = try Self.solve(ModelText.regularSpiking(current: "100"), until: 1000, "tsit5", settings)
    guard case .outOfSteps = solution.outcome else { return #expect(Bool(false), "\(solution.outcome)") }
  }

  /// Textbook events at the end of adaptive steps.
  @Test func eventsMayWaitForTheEndOfAStep() throws {
    var settings = Settings(.adaptive(Tolerance(1e-4), StepBounds(largest: 1)), eventTimes: .grid)
    settings.log = StepLog.Request()
    let solution = try Self.solve(ModelText.regularSpiking(current: "100"), until: 300, "dormand-prince", settings)
    #expect(solution.outcome == .finished)
    let ends = try #require(solution.log).entries.map { $0.time + $0.size }
    for spike in solution.eventTimes[0] { #expect(ends.contains { abs($0 - spike) < 1e-12 }) }
    #expect(solution.eventTimes[0].count == 4)
  }

  /// An angle that only grows lets steps be as long as the solve; its sine turns many times within one.
  @Test(arguments: AdaptiveTests.adaptive) func marginsThatTurnWithinAStepAreFollowed(name: String) throws {
    let layer = ModelText.layer(
      equations: "th' = 1\nx' = 0", initial: ["th": "1", "x": "0"],
      events: [
        ModelText.Event("up", when: "sin(th) >= 0", set: [:]),
        ModelText.Event("far", when: "th >= 50", set: ["x": "1"]),
        ModelText.Event("down", when: "cos(3*th) < -0.999", set: ["x": "x + 1"]),
        ModelText.Event("part", when: "mod(th, 7) > 6.5", set: ["x": "x + 1"]),
        ModelText.Event("whole", when: "floor(th/10) >= 4", set: ["x": "x + 1"]),
        ModelText.Event("high", when: "floor(2*sin(th)) >= 1", set: [:]),
      ])
    let solution = try Self.solve(layer, until: 100, name, Settings(tolerance: 1e-6))
    #expect(solution.outcome == .finished)
    let turns = (1...16).map { (turn: Int) -> Double in 2 * Double.pi * Double(turn) - 1 }
    let bottoms = (0...47).map { (half: Int) -> Double in
      (Double.pi * Double(2 * half + 1) - Foundation.acos(0.999)) / 3 - 1
    }
    let parts = (0...13).map { (part: Int) -> Double in 7 * Double(part) + 5.5 }
    let highs = (0...15).map { (turn: Int) -> Double in 2 * Double.pi * Double(turn) + Double.pi / 6 - 1 }
    let wanted = [turns, [49], bottoms.filter { $0 > 0 && $0 < 100 }, parts, [39], highs.filter { $0 > 0 }]
    for (times, wanted) in zip(solution.eventTimes, wanted) {
      #expect(times.count == wanted.count)
      for (time, exact) in zip(times, wanted) { #expect(abs(time - exact) < 1e-9, "\(time) \(exact)") }
    }
  }

  /// A condition that is no number for a while costs no search, and is found once it is one.
  @Test(arguments: AdaptiveTests.adaptive) func marginsMayHaveADomain(name: String) throws {
    let layer = ModelText.layer(
      equations: "x' = 1", initial: ["x": "-10"],
      events: [
        ModelText.Event("root", when: "sqrt(x) >= 2", set: [:]),
        ModelText.Event("logarithm", when: "log(x) >= 1", set: ["x": "-5"]),
      ])
    let solution = try Self.solve(layer, until: 20, name, Settings(tolerance: 1e-6))
    #expect(solution.outcome == .finished && solution.eventTimes[0].isEmpty)
    #expect(solution.eventTimes[1].count == 1)
    #expect(abs(solution.eventTimes[1][0] - (10 + Foundation.exp(1.0))) < 1e-9)
  }

  /// The same in fixed steps, with a switching surface of the equations.
  @Test(arguments: ["explicit-euler", "rk4", "backward-euler", "adams-bashforth-2"])
  func surfacesThatBendAreNotSteppedOver(name: String) throws {
    let layer = ModelText.layer(
      equations: "th' = 1\nx' = sin(th) > 0.9", initial: ["th": "0", "x": "0"],
      events: [ModelText.Event("up", when: "sin(th) >= 0.99", set: [:])])
    let solution = try Self.solve(layer, until: 100, name, Settings(step: 5))
    #expect(solution.eventTimes[0].count == 16)
    // Sixteen times the part of a turn for which the sine is above 0.9.
    let width = Double.pi - 2 * Foundation.asin(0.9)
    let end = try #require(solution.trajectory.states.last)
    #expect(abs(end - 16 * width) < 1e-9, "\(end) \(16 * width)")
  }

  /// Tolerances of their own: a state that is held to less does not make steps small.
  @Test func eachStateHasItsTolerance() throws {
    let layer = ModelText.layer(equations: "x' = -x\ny' = 50*cos(50*t)", initial: ["x": "1", "y": "0"])
    let both = try Self.solve(layer, until: 10, "tsit5", Settings(.adaptive(Tolerance(relative: 0, absolute: [1e-6]))))
    let first = try Self.solve(
      layer, until: 10, "tsit5", Settings(.adaptive(Tolerance(relative: 0, absolute: [1e-6, 1]))))
    #expect(first.cost.steps * 3 < both.cost.steps)
  }

  /// Exact for linear equations with linear input, at any step and stiffness.
  @Test func exponentialRosenbrockIsExactForLinearEquations() throws {
    let layer = ModelText.layer(
      equations: "x' = -1000*x + y\ny' = -3*y + x + 2*t", initial: ["x": "1", "y": "2"])
    let problem = try ModelDefinition.reading(layer).problem(from: 0, to: 2)
    func end(_ method: String, _ settings: Settings) throws -> [Double] {
      let trajectory = try #require(Method.named(method)).solve(problem, settings).trajectory
      return trajectory.state(trajectory.count - 1)
    }
    let exact = try end("dormand-prince", Settings(tolerance: 1e-13))
    let large = try end("exponential-rosenbrock-euler", Settings(step: 2))
    for (a, b) in zip(exact, large) { #expect(abs(a - b) < 1e-11, "\(a) \(b)") }
  }
}
