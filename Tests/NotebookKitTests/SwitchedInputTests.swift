import Dynamics
import Testing

@testable import NotebookKit

/// Inputs that switch often, or for a short while: against integrals that are known.
@Suite struct SwitchedInputTests {
  private static func page(
    _ equations: String, _ control: String, until: Double, input: String = "", events: String = ""
  ) -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = \(equations)
      initial: {x: 0}
      \(input.isEmpty ? "" : "input: {\(input)}")
      \(events.isEmpty ? "" : "events:\n\(events)")
      ```

      ```yaml {solve #s}
      model: m
      \(control)
      until: \(until)
      ```

      {{ s.final(x):.9g }} {{ s.mean(x):.9g }}
      """)
  }

  private static func result(_ page: PageOf) throws -> any TrajectoryResult {
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    return try #require(results.first)
  }

  /// On long spans each switch is found, and each corner.
  @Test(arguments: [
    ("max(sin(2*pi*t), 0)", "method: rk4\nstep: 0.02", 2000.0, 2000 / Double.pi),
    ("abs(sin(t))", "method: rk4\nstep: 0.1", 20000.0, 12732.186841),
    ("(sin(2*pi*t) > 0.5)", "method: heun\nstep: 0.1", 9000.0, 3000),
    ("(mod(t, 1e-3) < 5e-4)", "method: rk4\nstep: 0.05", 100.0, 50),
    ("floor(3*sin(t))", "method: dormand-prince\ntolerance: 1e-9", 20 * Double.pi, -10 * Double.pi),
    // A peak of a width of 0.0028 that comes every 6.28.
    ("1e6*max(sin(t) - 0.999999, 0)", "method: dormand-prince\ntolerance: 1e-9", 100.0, 0.03016988),
    ("30 + round(x)", "method: taylor", 6.0, 12071.7433497),
    ("30 + round(x)", "method: rodas\ntolerance: 1e-10", 6.0, 12071.7433497),
  ]) func everySwitchIsFound(rate: String, control: String, until: Double, exact: Double) throws {
    let page = Self.page(rate, control, until: until)
    #expect(page.messages == [])
    let result = try Self.result(page)
    let final = try #require(result.states(at: [until]).first)
    #expect(abs(final - exact) < 1e-6 * abs(exact), "\(final)")
  }

  /// The mean of an input that jumps where steps end is the mean of what stands between.
  @Test(arguments: ["method: dormand-prince\ntolerance: 1e-8", "method: rk4\nstep: 0.001", "method: taylor"])
  func aMeanLooksBetweenJumps(control: String) throws {
    let result = try Self.result(Self.page("I", control, until: 20, input: "I: 1*(mod(t, 0.07) < 0.02)")).observed
    let mean = try StateCurve(result, "I").mean()
    // 285 whole pulses, and one that begins at 19.95.
    #expect(abs(mean - 0.286) < 1e-9, "\(mean)")
  }

  /// More jumps than a solve can keep to are no silence.
  @Test func tooManyJumpsEndTheSolve() {
    let page = Self.page("(mod(t, 1e-4) < 5e-5)", "method: rk4\nstep: 0.05", until: 100)
    #expect(page.messages == ["t.md:10:9 the solve ended: out of steps at t = 50"], "\(page.messages)")
    #expect(page.hints.first?.hasPrefix("the equations jump more than a million times in the span") == true)
  }

  /// Bounces on a shelf that is not at zero come to an end as well.
  @Test(
    arguments: ["x <= 1", "x <= 2.3", "x <= 0"],
    [
      "method: rk4\nstep: 0.01", "method: heun\nstep: 0.1", "method: dormand-prince\ntolerance: 1e-8", "method: taylor",
    ]) func bouncesComeToRest(shelf: String, control: String) throws
  {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = v
        dv/dt = -9.81
      initial: {x: 5, v: 0}
      events:
        bounce: {when: \(shelf), set: {v: -0.6*v}}
      ```

      ```yaml {solve #s}
      model: m
      \(control)
      until: 20
      outcome: too-many-events
      ```
      """)
    #expect(page.messages == [])
    let result = try Self.result(page)
    // (1 + 2 r/(1 - r)) times the first fall.
    let height = 5 - (Double(shelf.dropFirst(5)) ?? 0)
    let last = try #require(result.eventTimes("bounce").last)
    #expect(abs(last - 4 * (2 * height / 9.81).squareRoot()) < 1e-5)
  }

  /// On the floor from the start, on the way down or up.
  @Test(
    arguments: [("v: -1", 0.0), ("v: 1", 2.0 / 9.81 * 2.5)],
    ["method: rk4\nstep: 0.01", "method: dormand-prince\ntolerance: 1e-8", "method: taylor"]
  ) func aBallBeginsOnTheFloor(initial: (v: String, rest: Double), control: String) throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = v
        dv/dt = -9.81
      initial: {x: 1, \(initial.v)}
      events:
        bounce: {when: x <= 1, set: {v: -0.6*v}}
      ```

      ```yaml {solve #s}
      model: m
      \(control)
      until: 20
      outcome: any
      ```
      """)
    #expect(page.messages == [])
    let result = try Self.result(page)
    guard case .tooManyEvents(at: let time) = result.solution.outcome else {
      return #expect(Bool(false), "\(result.solution.outcome)")
    }
    // A ball that is thrown down bounces once, and then flies for less.
    #expect(time >= initial.rest - 1e-5 && time <= max(initial.rest, 2 * 0.6 / 9.81 * 2.5) + 1e-5, "\(time)")
  }

  /// A dead time that is shorter than the way to the threshold and back changes nothing; and what is below zero is refused.
  @Test(arguments: [
    ("refractory: -1", "a dead time is not below zero, and this is -1"),
    ("refractory: 0.5", nil),
  ]) func deadTimes(refractory: String, message: String?) {
    let page = Self.page(
      "1", "method: rk4\nstep: 0.1", until: 5, events: "  spike: {when: x >= 1, set: {x: 0}, \(refractory)}")
    #expect(page.messages.first.map { String($0.drop { $0 != " " }.dropFirst()) } == message, "\(page.messages)")
  }

  @Test func aPulseDoesNotEndBeforeItBegins() {
    let page = Self.page("u", "method: rk4\nstep: 0.1", until: 5, input: "u: 'pulse(t, 3, 1)'")
    #expect(page.messages.first?.hasSuffix("the pulse ends before it begins") == true, "\(page.messages)")
  }

  @Test func latencyIsThatOfThePulseThatIsOnFromTheStart() throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = I - 0.1*x
      input: {I: 1*(mod(t, 50) < 10)}
      initial: {x: 0}
      events:
        spike: {when: x >= 2, set: {x: 0}}
        tick: {when: 'mod(t, 7) < 1'}
      ```

      ```yaml {solve #s}
      model: m
      method: taylor
      until: 200
      ```

      ```yaml {expect}
      - abs(s.latency - 10*log(1.25)) < 1e-9
      ```
      """)
    #expect(page.messages == [], "\(page.messages)")
  }
}
