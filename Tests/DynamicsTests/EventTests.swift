import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Events, stops and switching surfaces, each on a problem whose solution is known.
@Suite struct EventTests {
  static func solve(
    _ equations: String, _ initial: KeyValuePairs<String, String>, until end: Double, step: Double,
    method: String = "rk4",
    inputs: KeyValuePairs<String, String> = [:], events: [ModelText.Event] = [],
    eventTimes: Settings.EventTimes = .located
  ) throws -> Solution {
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: equations, initial: initial, inputs: inputs, events: events))
    let problem = model.problem(from: 0, to: end, locatesSurfaces: eventTimes == .located)
    return try #require(Method.named(method)).solve(problem, Settings(step: step, eventTimes: eventTimes))
  }

  static func last(_ solution: Solution, _ component: Int = 0) -> Double {
    solution.trajectory.value(solution.trajectory.count - 1, component)
  }

  // MARK: Time

  @Test func aShortPulseIsNeverSteppedOver() throws {
    let solution = try Self.solve("y' = I", ["y": "0"], until: 1000, step: 50, inputs: ["I": "pulse(t, 303, 305)"])
    #expect(abs(Self.last(solution) - 2) < 1e-12)
  }

  /// Square waves, saw teeth, and corners by abs, min, floor and sign of time: exact for every method.
  @Test(arguments: [
    ("(mod(t, 50) < 10)", 200.0), ("mod(t, 10)", 5000.0), ("floor(t/100)", 4500.0), ("abs(t - 300)", 290_000.0),
    ("min(t, 500)", 375_000.0),
    ("sign(t - 400)", 200.0), ("round(t/1000)", 500.0), ("(sin(2*pi*t/100) > 0)", 500.0),
    ("clip(t, 100, 200)", 185_000.0),
    ("pulse(mod(t, 250), 50, 75)", 100.0), ("ceil(t/500)", 1500.0), ("step(t, 250)*(t < 750)", 500.0),
  ]) func whatJumpsInTimeIsExact(input: String, integral: Double) throws {
    let solution = try Self.solve("y' = I", ["y": "0"], until: 1000, step: 7, inputs: ["I": input])
    #expect(abs(Self.last(solution) - integral) < 1e-8 * max(1, integral), "\(Self.last(solution))")
  }

  // MARK: Surfaces

  @Test func aSwitchOnAStateIsLocated() throws {
    // From 2 with slope −2 until y = 1 at t = 1/2, then with slope −1.
    let solution = try Self.solve("y' = if(y > 1, -2, -1)", ["y": "2"], until: 1, step: 0.3)
    #expect(solution.outcome == .finished)
    #expect(abs(Self.last(solution) - 0.5) < 1e-14)
  }

  @Test(arguments: [
    ("y' = 1 - abs(y)", -0.5, 1.0), ("y' = max(y, 0.5)", 0.1, 1.7), ("y' = min(2*y, 1)", 0.2, 1.5),
    ("y' = 1 + floor(y)*0.5", 0.3, 3.0),
    ("y' = sign(y - 1)*0.5 + 1", 0.0, 3.0), ("y' = clip(y, 0.2, 0.6)", 0.1, 3.0), ("y' = 0.2 + mod(y, 1)", 0.0, 2.5),
  ]) func surfacesKeepTheOrder(equation: String, start: Double, end: Double) throws {
    func value(_ step: Double) throws -> Double {
      Self.last(try Self.solve(equation, ["y": "\(start)"], until: end, step: step))
    }
    let exact = try value(1.0 / 4096)
    let steps = [1.0 / 4, 1.0 / 8, 1.0 / 16, 1.0 / 32]
    let errors = try steps.map { abs(try value($0) - exact) }
    // Where the pieces are linear, RK4 is exact to rounding and there is no order to see.
    if errors[0] > 1e-9 { #expect(ObservedOrder.fit(steps: steps, errors: errors, floor: 1e-13) > 3.7, "\(errors)") }
    #expect(errors[3] < 1e-6)
  }

  @Test func aStateThatWouldSlideIsNamed() throws {
    let solution = try Self.solve("y' = if(y > 0, -1, 1)", ["y": "1"], until: 3, step: 0.3)
    guard case .slides(let time) = solution.outcome else { return #expect(Bool(false), "\(solution.outcome)") }
    #expect(abs(time - 1) < 1e-12)
  }

  @Test func aStateThatRestsOnItsSurfaceRests() throws {
    let solution = try Self.solve("y' = if(y < 0, 0, y^3)", ["y": "0"], until: 10, step: 0.5)
    #expect(solution.outcome == .finished)
    #expect(solution.cost.steps == 20)
    #expect(Self.last(solution) == 0)
  }

  // MARK: Events

  @Test func assignmentsUseTheStateBeforeTheEvent() throws {
    let solution = try Self.solve(
      "v' = 1\nw' = 0", ["v": "0", "w": "5"], until: 1.5, step: 0.4,
      events: [ModelText.Event("swap", when: "v >= 1", set: ["v": "w - 10", "w": "v + 100"])])
    #expect(solution.eventTimes[0].count == 1)
    #expect(abs(Self.last(solution, 0) + 4.5) < 1e-12)
    #expect(abs(Self.last(solution, 1) - 101) < 1e-12)
  }

  @Test func anEventMayDependOnStatesAndEndTheSolve() throws {
    // Free fall: x = 10 − t²/2 meets the rising floor t at 1 + x … solved by t² / 2 + t − 10 = 0.
    let solution = try Self.solve(
      "x' = v\nv' = -1", ["x": "10", "v": "0"], until: 100, step: 0.7,
      events: [ModelText.Event("hit", when: "x <= t", stops: true)])
    let exact = -1 + 21.0.squareRoot()
    guard case .stoppedByEvent(0, let time) = solution.outcome else { return #expect(Bool(false)) }
    #expect(abs(time - exact) < 1e-13)
  }

  @Test func eachEdgeOfAnEventWithoutJumpCountsOnce() throws {
    let solution = try Self.solve(
      "x' = v\nv' = -x", ["x": "0", "v": "1"], until: 20, step: 0.01,
      events: [ModelText.Event("up", when: "x >= 0.5"), ModelText.Event("down", when: "x < -0.5")])
    #expect(solution.eventTimes.map(\.count) == [4, 3])
    #expect(abs(solution.eventTimes[0][1] - (Double.pi / 6 + 2 * .pi)) < 1e-9)
    #expect(abs(solution.eventTimes[1][0] - (Double.pi * 7 / 6)) < 1e-9)
  }

  @Test func aConditionTrueOnlyInsideAStepIsFound() throws {
    // cos t is above 0.999 for 0.0447 on each side of its summits, a fifth of the step.
    let solution = try Self.solve(
      "x' = v\nv' = -x", ["x": "0", "v": "1"], until: 40, step: 0.2,
      events: [ModelText.Event("top", when: "x >= 0.999")])
    #expect(solution.eventTimes[0].count == 7)
  }

  @Test func severalEventsAtOneTimeAllCome() throws {
    let solution = try Self.solve(
      "x' = 1\ny' = 1", ["x": "0", "y": "0"], until: 3, step: 1,
      events: [
        ModelText.Event("a", when: "x >= 1.5", set: ["x": "0"]),
        ModelText.Event("b", when: "y >= 1.5", set: ["y": "-1"]),
      ])
    #expect(solution.eventTimes.map(\.count) == [2, 1])
    #expect(solution.eventTimes[0][0] == solution.eventTimes[1][0])
  }

  @Test func anEventMayCauseAnother() throws {
    let solution = try Self.solve(
      "x' = 1\ny' = 0", ["x": "0", "y": "0"], until: 2, step: 0.3,
      events: [
        ModelText.Event("a", when: "x >= 1", set: ["x": "-10", "y": "5"]),
        ModelText.Event("b", when: "y > 4", set: ["y": "0"]),
      ])
    #expect(solution.eventTimes == [[solution.eventTimes[0][0]], [solution.eventTimes[0][0]]])
    #expect(abs(solution.eventTimes[0][0] - 1) < 1e-14)
  }

  @Test func aBouncingBallEndsInANamedOutcome() throws {
    // Bounces at 2v/g, each half as long as the one before: they pile up in finite time.
    let solution = try Self.solve(
      "x' = v\nv' = -10", ["x": "1", "v": "0"], until: 100, step: 0.01,
      events: [ModelText.Event("bounce", when: "x <= 0", set: ["x": "0", "v": "-0.5*v"])])
    guard case .tooManyEvents(let time) = solution.outcome else { return #expect(Bool(false), "\(solution.outcome)") }
    #expect(abs(time - 3 * 0.2.squareRoot()) < 1e-4)
  }

  /// A ball that loses a fifth of its speed: the number of bounces and the height after t, by adding up parabolas.
  private static func bounced(_ t: Double) -> (count: Int, height: Double) {
    let g = 9.81
    var (count, time, speed) = (0, (2 / g).squareRoot(), (2 * g).squareRoot())
    if t < time { return (0, 1 - g * t * t / 2) }
    while true {
      count += 1
      speed *= 0.8
      if time + 2 * speed / g > t { return (count, speed * (t - time) - g * (t - time) * (t - time) / 2) }
      time += 2 * speed / g
    }
  }

  /// The jump turns the speed alone, so that the ball is still on the floor after it: to the last digit, or a little below. Steps
  /// may be longer than a whole flight.
  @Test(arguments: [
    ("rk4", 1.0), ("rk4", 0.1), ("adams-bashforth-2", 0.01), ("taylor", 0), ("dormand-prince", 0), ("rodas", 0),
  ])
  func aBallThatStaysOnItsFloorBouncesAgain(method: String, step: Double) throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "y' = v\nv' = -9.81", initial: ["y": "1", "v": "0"],
        events: [ModelText.Event("bounce", when: "y <= 0", set: ["v": "-0.8*v"])]))
    let settings = step > 0 ? Settings(step: step) : Settings(tolerance: 1e-10)
    let solver = try #require(Method.named(method))
    for end in [2, 3, 3.9] {
      let solution = solver.solve(model.problem(from: 0, to: end, locatesSurfaces: true), settings)
      let (count, height) = Self.bounced(end)
      #expect(solution.outcome == .finished && solution.eventTimes[0].count == count, "\(method) to \(end)")
      #expect(abs(Self.last(solution) - height) < 1e-9, "\(method) to \(end)")
    }
    // Where it comes to rest, and not through the floor.
    let solution = solver.solve(model.problem(from: 0, to: 6, locatesSurfaces: true), settings)
    guard case .tooManyEvents(let time) = solution.outcome else { return #expect(Bool(false), "\(solution.outcome)") }
    #expect(abs(time - 9 * (2 / 9.81).squareRoot()) < 1e-6)
    #expect((solution.trajectory.component(0).min() ?? .nan) > -1e-9)
  }

  /// With events at the ends of steps a ball lies below its floor when it bounces.
  @Test func onTheGridABallDoesNotFallThroughItsFloor() throws {
    let solution = try Self.solve(
      "y' = v\nv' = -9.81", ["y": "1", "v": "0"], until: 6, step: 0.01,
      events: [ModelText.Event("bounce", when: "y <= 0", set: ["v": "-0.8*v"])], eventTimes: .grid)
    guard case .tooManyEvents(let time) = solution.outcome else { return #expect(Bool(false), "\(solution.outcome)") }
    #expect(time > 3.5 && time < 4.1)
  }

  /// Crossings that follow each other every few steps, and set something else than what they look at.
  @Test(arguments: [Settings.EventTimes.grid, .located]) func aCounterOfOscillationsGoesOn(times: Settings.EventTimes)
    throws
  {
    let solution = try Self.solve(
      "x' = y\ny' = -x\nn' = 0", ["x": "0.5", "y": "0", "n": "0"], until: 60, step: 0.5,
      events: [ModelText.Event("up", when: "x > 0", set: ["n": "n + 1"])], eventTimes: times)
    #expect(solution.outcome == .finished)
    // It begins above zero, which is an event where events are located.
    #expect(abs(Self.last(solution, 2) - 9.5) < 1)
  }

  /// A switch that is thrown once: its condition stays true, and nothing is the matter.
  @Test func aConditionThatStaysTrueComesOnce() throws {
    for (method, times) in [("rk4", Settings.EventTimes.located), ("rk4", .grid), ("explicit-euler", .located)] {
      let solution = try Self.solve(
        "x' = 1\nk' = 0", ["x": "0", "k": "0"], until: 5, step: 0.3, method: method,
        events: [ModelText.Event("throw", when: "x >= 1", set: ["k": "k + 1"])], eventTimes: times)
      #expect(solution.outcome == .finished && Self.last(solution, 1) == 1)
    }
  }

  @Test func anEventThatNeverLetsGoEndsInANamedOutcome() throws {
    let solution = try Self.solve(
      "x' = 1", ["x": "0"], until: 10, step: 0.1, events: [ModelText.Event("stuck", when: "x >= 1", set: ["x": "2"])])
    guard case .tooManyEvents(let time) = solution.outcome else { return #expect(Bool(false), "\(solution.outcome)") }
    #expect(abs(time - 1) < 1e-12)
  }

  @Test func aConditionTrueAtTheStartFiresAtOnce() throws {
    let solution = try Self.solve(
      "x' = 1", ["x": "5"], until: 1, step: 0.3, events: [ModelText.Event("a", when: "x >= 2", set: ["x": "0"])])
    #expect(solution.eventTimes == [[0]])
    #expect(abs(Self.last(solution) - 1) < 1e-12)
  }

  @Test func aTimeEventComesExactly() throws {
    let solution = try Self.solve(
      "x' = 0", ["x": "0"], until: 10, step: 0.3,
      events: [ModelText.Event("kick", when: "t >= 7.1", set: ["x": "x + 1"])])
    #expect(solution.eventTimes == [[7.1]])
    #expect(Self.last(solution) == 1)
  }

  @Test func blowUpWithoutAnEventIsNamed() throws {
    for method in ["rk4", "explicit-euler", "backward-euler"] {
      let solution = try Self.solve("y' = y^2", ["y": "1"], until: 2, step: 0.01, method: method)
      let time = try #require(solution.outcome.time)
      #expect(!solution.outcome.isFinished)
      #expect(time > 0.9 && time < 1.7, "\(method): \(solution.outcome)")
    }
  }

  @Test func anImplicitStepWithoutASolutionIsHalvedOrNamed() throws {
    // y₁ = y₀ + h y₁² has no solution for h y₀ > 1/4.
    let located = try Self.solve(
      "y' = y^2", ["y": "1"], until: 2, step: 0.5, method: "backward-euler",
      events: [ModelText.Event("spike", when: "y >= 30", set: ["y": "1"])])
    #expect(located.outcome == .finished)
    #expect(located.eventTimes[0].count >= 2)
    let grid = try Self.solve("y' = y^2", ["y": "1"], until: 2, step: 0.5, method: "backward-euler", eventTimes: .grid)
    #expect(grid.outcome == .noSolution(at: 0))
  }

  /// To count changes nothing: the same steps, the same bits, in any method whose steps do not end where a series says.
  @Test(arguments: Method.catalogue.filter { !["taylor"].contains($0.name) }.map(\.name))
  func countingLeavesTheSolutionAsItIs(name: String) throws {
    let method = try #require(Method.named(name))
    func solve(_ events: [ModelText.Event]) throws -> Solution {
      let layer = ModelText.layer(
        equations: "x' = y\ny' = -x", initial: ["x": "1", "y": "0"],
        events: [ModelText.Event("kick", when: "x >= 1.5", set: ["x": "0.5"])] + events)
      let settings = method.isAdaptive ? Settings(tolerance: 1e-6) : Settings(step: 0.25)
      return method.solve(try ModelDefinition.reading(layer).problem(from: 0, to: 20), settings)
    }
    let plain = try solve([])
    let counted = try solve([
      ModelText.Event("down", when: "x <= 0", set: [:]), ModelText.Event("far", when: "x^2 >= 0.81", set: [:]),
    ])
    #expect((counted.trajectory.times == plain.trajectory.times) as Bool)
    #expect((counted.trajectory.states == plain.trajectory.states) as Bool)
    #expect(counted.cost.steps == plain.cost.steps)
    guard method.order >= 3 else { return }
    #expect(counted.eventTimes[1].count == 3)
    // From |x| below 0.9 to above: before each turn but the one that the solve begins at.
    #expect(counted.eventTimes[2].count == 6)
    for (turn, time) in counted.eventTimes[1].enumerated() {
      #expect(abs(time - .pi * (0.5 + 2 * Double(turn))) < 2e-2, "\(name) \(time)")
    }
  }
}

/// Powers and roots of what is rectified: not numbers on the other side of the corner.
@Suite struct LimitedDomainTests {
  static let methods = Method.catalogue.map(\.name)

  static func end(_ equations: String, _ initial: KeyValuePairs<String, String>, until end: Double, _ name: String)
    throws -> (
      Outcome, [Double]
    )
  {
    let method = try #require(Method.named(name))
    let settings = method.isAdaptive ? Settings(tolerance: 1e-7) : Settings(step: 0.01)
    let model = try ModelDefinition.reading(
      ModelText.layer(equations: equations, parameters: ["n": "2.2"], initial: initial))
    let solution = method.solve(model.problem(from: 0, to: end), settings)
    return (solution.outcome, Array(solution.trajectory.states.suffix(initial.count)))
  }

  /// x = t − 1 sets off y' = x^2.2 at t = 1: y(3) = 2^3.2/3.2. Written in four ways.
  @Test(arguments: methods, ["max(x, 0)^2.2", "if(x > 0, x^2.2, 0)", "r^2.2", "((abs(x) + x)/2)^n"])
  func aRectifiedPowerSetsIn(name: String, formula: String) throws {
    let more = formula.contains("r") ? "r = max(0, x)\n" : ""
    let (outcome, end) = try Self.end(
      more + "x' = 1\ny' = \(formula)", ["x": "-1", "y": "0"], until: 3, name)
    #expect(outcome == .finished, "\(outcome)")
    let order = try #require(Method.named(name)).order
    #expect(abs(end[1] - Foundation.pow(2, 3.2) / 3.2) < (order < 2 ? 0.05 : 2e-3), "\(end)")
  }

  /// A tank that empties through a hole (Torricelli) is empty at t = 2, and stays so. At zero the slope of the root is infinite,
  /// which methods with a Jacobian or a series end at by name.
  @Test(arguments: [
    "explicit-euler", "midpoint", "heun", "rk4", "adams-bashforth-2", "dormand-prince", "tsit5", "bogacki-shampine",
    "rkf45",
  ])
  func aTankEmpties(name: String) throws {
    let (outcome, end) = try Self.end("h' = -sqrt(max(h, 0))", ["h": "1"], until: 4, name)
    #expect(outcome == .finished, "\(outcome)")
    #expect(abs(end[0]) < 1e-4, "\(end)")
  }

  /// A step that begins where a root begins, at a place in time or in the states, takes no infinite derivative. By quadrature, piece by
  /// piece.
  @Test(
    arguments: [
      ("x' = sqrt(max(sin(t), 0))", 2.793_469_28), ("x' = max(sin(t), 0)^1.5", 1.910_029_12),
      ("x' = if(sin(t) > 0, sin(t)^1.5, 0)", 1.910_029_12), ("p' = 1\nx' = sqrt(max(sin(p), 0))", 2.793_469_28),
      ("p' = 1\nl = sin(p) - 0.2\nx' = max(l + 0.2, 0)^0.8", 2.430_080_95),
    ], methods)
  func aStepMayBeginAtARoot(of rooted: (equations: String, expected: Double), name: String) throws {
    let (equations, expected) = rooted
    // A power series has to begin where there is one.
    if name == "taylor" { return }
    let initial: KeyValuePairs = equations.contains("p'") ? ["p": "0", "x": "0"] : ["x": "0"]
    let (outcome, end) = try Self.end(equations, initial, until: 7, name)
    #expect(outcome == .finished, "\(outcome)")
    #expect(abs((end.last ?? .nan) - expected) < 0.02, "\(end)")
  }

  /// What is written wrong stays wrong: a root of what is negative is no solution.
  @Test func aRootOfWhatIsNegativeFails() throws {
    let (outcome, _) = try Self.end("h' = -sqrt(max(h, 0) - 0.5)", ["h": "1"], until: 4, "dormand-prince")
    #expect(!outcome.isFinished)
  }
}
