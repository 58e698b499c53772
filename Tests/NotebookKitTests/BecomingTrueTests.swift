import Testing

@testable import NotebookKit

/// When conditions become true: on the time, on what jumps, by other events' jumps, on whole numbers; against times that are known.
@Suite struct BecomingTrueTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let equations: String
    let initial: String
    let events: String
    var input = ""
    let until: Double
    let event: String
    let times: [Double]
    var testDescription: String { events.replacing("\n", with: " ") + " " + equations.replacing("\n", with: "; ") }
  }

  static let circle = "  dx/dt = y\n  dy/dt = -x"
  static let pi = Double.pi

  static let cases: [Case] = [
    // Doses: on the time alone.
    Case(
      equations: "  dx/dt = -0.5*x", initial: "x: 1", events: "  dose: {when: mod(t, 6) < 1, set: {x: x + 1}}",
      until: 20.03, event: "dose", times: [6, 12, 18]),
    Case(
      equations: "  dx/dt = -0.5*x", initial: "x: 1", events: "  dose: {when: mod(t, 1.3) < 1, set: {x: x + 1}}",
      until: 20.03, event: "dose", times: (1...15).map { 1.3 * Double($0) }),
    Case(
      equations: "  dx/dt = -0.5*x", initial: "x: 1", events: "  dose: {when: mod(t, 0.1) < 0.05, set: {x: x + 1}}",
      until: 5.03, event: "dose", times: (1...50).map { 0.1 * Double($0) }),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  dose: {when: sin(pi*t/8) < 0, set: {x: x + 1}}",
      until: 60, event: "dose", times: [8, 24, 40, 56]),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  dose: {when: sin(pi*t/8) < 0}", until: 60, event: "dose",
      times: [8, 24, 40, 56]),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  dose: {when: sin(t) < 0, set: {x: x + 1}}", until: 60,
      event: "dose", times: (0..<10).map { pi * Double(2 * $0 + 1) }),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  dose: {when: mod(t, 7) < 3}", until: 60, event: "dose",
      times: (1...8).map { 7 * Double($0) }),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  dose: {when: 'mod(floor(t/8), 2) > 0', set: {x: x + 1}}",
      until: 50, event: "dose", times: [8, 24, 40]),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1",
      events: "  dose: {when: 'floor(t/8) > floor((t - 1)/8)', set: {x: x + 1}}", until: 50, event: "dose",
      times: [8, 16, 24, 32, 40, 48]),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  dose: {when: max(-sin(pi*t/8), 0) > 0, set: {x: x + 1}}",
      until: 50, event: "dose", times: [8, 24, 40]),
    // Named sub-expressions and inputs that jump.
    Case(
      equations: "  dx/dt = 1\n  G = (x >= 3)", initial: "x: 0", events: "  on: {when: G >= 0.5}", until: 20,
      event: "on", times: [3]),
    Case(
      equations: "  dx/dt = 1\n  G = if(x > 3, x, 0)", initial: "x: 0", events: "  on: {when: G > 2}",
      until: 20, event: "on", times: [3]),
    Case(
      equations: "  dx/dt = 1\n  G = floor(x)", initial: "x: 0", events: "  on: {when: G >= 3}", until: 20, event: "on",
      times: [3]),
    Case(
      equations: "  dx/dt = -x + I", initial: "x: 0", events: "  on: {when: I >= 0.5}", input: "I: 1*(t >= 5)",
      until: 20, event: "on", times: [5]),
    Case(
      equations: "  dx/dt = -x + I", initial: "x: 0", events: "  on: {when: I >= 0.5}", input: "I: sin(t)", until: 20,
      event: "on", times: (0..<4).map { pi / 6 + 2 * pi * Double($0) }.filter { $0 < 20 }),
    Case(
      equations: "  dx/dt = 1", initial: "x: 0", events: "  on: {when: x >= 10 - 7*I}", input: "I: 1*(t >= 5)",
      until: 20, event: "on", times: [5]),
    // By the jumps of others.
    Case(
      equations: "  dx/dt = 1\n  dk/dt = 0", initial: "x: 0, k: 0",
      events: "  tick: {when: x >= 1, set: {x: 0, k: k + 1}}\n  third: {when: k >= 3, set: {k: 0}}", until: 10.5,
      event: "third", times: [3, 6, 9]),
    Case(
      equations: "  dx/dt = 1\n  dk/dt = 0", initial: "x: 0, k: 0",
      events: "  tick: {when: x >= 1, set: {x: 0, k: k + 1}}\n  third: {when: k > 2 and x > 0.5, set: {k: 0}}",
      until: 10.2, event: "third", times: [3.5, 6.5, 9.5]),
    Case(
      equations: "  dx/dt = 1\n  dk/dt = 0", initial: "x: 0, k: 0",
      events: "  tick: {when: x >= 1, set: {x: 0, k: k + 1}}\n  odd: {when: 'mod(k, 2) >= 1'}", until: 10.5,
      event: "odd", times: [1, 3, 5, 7, 9]),
    Case(
      equations: "  dx/dt = 1\n  dk/dt = 0", initial: "x: 0, k: 0",
      events: "  tick: {when: x >= 1, set: {x: 0, k: k + 1}}\n  odd: {when: 'mod(k, 2) > 0'}", until: 10.5,
      event: "odd", times: [1, 3, 5, 7, 9]),
    Case(
      equations: "  dx/dt = 1", initial: "x: 0",
      events: "  spike: {when: x >= 1, set: {x: -1}}\n  below: {when: x < 0}",
      until: 10.5, event: "below", times: [1, 3, 5, 7, 9]),
    Case(
      equations: "  dx/dt = 1", initial: "x: 0.1",
      events: "  spike: {when: x >= 1, set: {x: 0}}\n  below: {when: x <= 0.2}", until: 5.5, event: "below",
      times: [0.9, 1.9, 2.9, 3.9, 4.9]),
    // Whole numbers, and what rests on its threshold.
    Case(
      equations: circle, initial: "x: 0, y: 1", events: "  a: {when: 'floor(2*x) > 0'}", until: 20, event: "a",
      times: (0..<4).map { pi / 6 + 2 * pi * Double($0) }),
    Case(
      equations: circle, initial: "x: 0, y: 1", events: "  a: {when: 'max(x, 0) > 0'}", until: 20, event: "a",
      times: (0..<4).map { 2 * pi * Double($0) }),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  a: {when: floor(t/7) > 3}", until: 40, event: "a",
      times: [28]),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  a: {when: 'step(t, 8) > 0', set: {x: x + 1}}", until: 40.3,
      event: "a", times: [8]),
    // Two conditions, one of them on the time.
    Case(
      equations: circle + "\n  dn/dt = 0", initial: "x: 0, y: 1, n: 0",
      events: "  a: {when: t >= 5 and y >= 0, set: {n: n + 1}}", until: 20, event: "a",
      times: [5, 3.5 * pi, 5.5 * pi]),
    Case(
      equations: "  dv/dt = 1", initial: "v: 0", events: "  a: {when: v >= 1, set: {v: 0}, refractory: 1.7}", until: 10,
      event: "a", times: [1, 2.7, 4.4, 6.1, 7.8, 9.5]),
    // One of two with its border, the other without.
    Case(
      equations: "  dx/dt = 1.9", initial: "x: 0",
      events: "  a: {when: 't >= 1.1 and max(x - 1.69, 0) > 0', set: {x: -0.64}}", until: 4, event: "a",
      times: [1.1, 1.1 + 2.33 / 1.9, 1.1 + 4.66 / 1.9]),
    Case(
      equations: "  dx/dt = 1\n  dk/dt = 0", initial: "x: 0, k: 0",
      events: "  tick: {when: x >= 1, set: {x: 0, k: k + 1}}\n  odd: {when: 't >= 0 and mod(k, 2) > 0'}", until: 6.5,
      event: "odd", times: [1, 3, 5]),
    // On the boundary from the beginning, with a jump off it.
    Case(
      equations: "  dx/dt = 1", initial: "x: 1.5", events: "  a: {when: floor(x) >= 1, set: {x: 0}}", until: 3.3,
      event: "a", times: [0, 1, 2, 3]),
    Case(
      equations: "  dn/dt = 0", initial: "n: 1", events: "  a: {when: n >= 1, set: {n: 0}}", until: 3, event: "a",
      times: [0]),
    // One crossing is one, whatever the remainder rounds to.
    Case(
      equations: "  dx/dt = 2", initial: "x: 0.2", events: "  a: {when: 'mod(x, 0.3) > 0.1'}", until: 3.9,
      event: "a", times: (1...26).map { 0.15 * Double($0) - 0.05 }),
    // True from the beginning.
    Case(
      equations: "  dx/dt = 1", initial: "x: 0", events: "  a: {when: x >= 0}", until: 5, event: "a", times: []),
    Case(
      equations: "  dx/dt = -x", initial: "x: 1", events: "  a: {when: sin(2*pi*t/3) >= 0, set: {x: x + 1}}", until: 10,
      event: "a", times: [3, 6, 9]),
  ]

  static let controls = [
    "method: rk4\nstep: 0.01", "method: rk4\nstep: 0.1", "method: heun\nstep: 0.05", "method: ab2\nstep: 0.02",
    "method: dormand-prince\ntolerance: 1e-6", "method: dormand-prince\ntolerance: 1e-9",
    "method: tsit5\ntolerance: 1e-6", "method: rodas\ntolerance: 1e-8", "method: taylor",
    "method: backward-euler\nstep: 0.01",
  ]

  @Test(arguments: cases, controls) func eventsComeWhereTheyShould(event: Case, control: String) throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
      \(event.equations)
      initial: {\(event.initial)}
      \(event.input.isEmpty ? "" : "input: {\(event.input)}")
      events:
      \(event.events)
      ```

      ```yaml {solve #s}
      model: m
      \(control)
      until: \(event.until)
      ```
      """)
    try #require(page.messages == [])
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    let found = result.eventTimes(event.event)
    // Methods of low order are late or early on a circle by their own errors.
    let allowed = event.equations.contains("dy/dt") ? (control.contains("euler") ? 0.3 : 0.02) : 1e-9
    #expect(
      found.count == event.times.count && zip(found, event.times).allSatisfy { abs($0 - $1) < allowed },
      "\(found) and not \(event.times)")
  }
}
