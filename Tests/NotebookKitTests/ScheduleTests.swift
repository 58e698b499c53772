import Dynamics
import Foundation
import Testing

@testable import NotebookKit

/// Events by the clock, against the sum of what decays from each of them.
@Suite struct ScheduleTests {
  private static func page(_ events: String, _ control: String, units: String = "{t: h}", until: Double = 100) -> PageOf
  {
    PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -0.1*x
      units: \(units)
      initial: {x: 0}
      events:
      \(events)
      ```

      ```yaml {solve #s}
      model: m
      \(control)
      until: \(until) \(units.contains("h") ? "h" : "")
      ```
      """)
  }

  struct Doses: Sendable {
    let text: String
    let times: [Double]
  }

  static let doses: [Doses] = [
    Doses(text: "[8, 20, 32.5, 40 h]", times: [8, 20, 32.5, 40]), Doses(text: "[480 min, 20 h]", times: [8, 20]),
    Doses(text: "12", times: [12]), Doses(text: "6 to 96 h by 6", times: (1...16).map { 6 * Double($0) }),
    Doses(text: "0 to 96 h by 12", times: (0...8).map { 12 * Double($0) }), Doses(text: "0", times: [0]),
    Doses(text: "[1, 2, 50]", times: [1, 2, 50]),
    Doses(text: "0.1 to 20 by 0.1", times: (1...200).map { 0.1 * Double($0) }),
  ]

  static let controls = [
    "method: dormand-prince\ntolerance: 1e-10", "method: rk4\nstep: 0.07 h", "method: taylor",
    "method: rodas\ntolerance: 1e-9",
  ]

  @Test(arguments: doses, controls) func dosesAddUp(dose: Doses, control: String) throws {
    let page = Self.page("  dose: {at: \(dose.text), set: {x: x + 1}}", control)
    #expect(page.messages == [])
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    let times = result.eventTimes("dose")
    #expect(times.count == dose.times.count && zip(times, dose.times).allSatisfy { abs($0 - $1) < 1e-12 * max(1, $1) })
    let exact: Double = dose.times.map { exp(-0.1 * (100 - $0)) }.reduce(0, +)
    let final = try #require(result.states(at: [100]).first)
    #expect(abs(final - exact) < 1e-7 * exact + 1e-9, "\(final) \(exact)")
  }

  /// Formulas over parameters: a strobe that follows the frequency, in sweeps too.
  @Test(arguments: controls) func timesMayBeComputed(control: String) throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = v
        dv/dt = -x + cos(w*t)
      parameters: {w: 0.7, lag: 3}
      initial: {x: 0, v: 0}
      events:
        strobe: {at: 0 to 20*pi/w by 2*pi/w}
        late: {at: 2*lag, set: {x: 0}}
      ```

      ```yaml {solve #s}
      model: m
      \(control.replacing(" h", with: ""))
      until: 100
      ```

      ```yaml {expect}
      - s.events.strobe.count == 11 and s.events.late.count == 1
      - s.events.strobe.interval == 2*pi/0.7 within 1e-9
      - s.events.strobe.first == 0 and s.events.late.first == 6
      ```
      """)
    #expect(page.messages == [])
    #expect(
      page.text.contains("strobe, when t=0, …, 20\u{2062}πw, Δ\u{2009}=\u{2009}2\u{2062}πw: it is counted"),
      "\(page.text.prefix(500))")
  }

  @Test(arguments: [
    ("lag", "never comes: its time is lag"), ("20*w to 5*w by w", "never comes"), ("0 to 10 by 0*w", "never comes"),
    ("x", "the times of 'late' are known beforehand, and 'x' is a state"),
  ]) func computedTimesThatNeverCome(times: String, message: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -w*x
      parameters: {w: 1, lag: 50}
      initial: {x: 1}
      events: {late: {at: \(times), set: {x: 0}}}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 10
      ```
      """)
    #expect(page.messages.contains { $0.contains(message) }, "\(page.messages)")
  }

  @Test(arguments: [
    ("0 to 30 by T", "T: 3 h", 11), ("T/2", "T: 3 h", 1), ("30 min to 12 h by 2*T", "T: 1.5 h", 4),
    ("T", "T: 3 h", 1),
  ]) func computedTimesHaveUnits(times: String, parameter: String, count: Int) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -k*x
      parameters: {k: 0.1 1/h, \(parameter)}
      initial: {x: 1 mg}
      events: {dose: {at: \(times), set: {x: x + 1 mg}}}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1 h
      until: 31 h
      ```

      ```yaml {expect}
      - s.events.dose.count == \(count)
      ```
      """)
    #expect(page.messages == [])
  }

  /// Steps end at the times of the clock: looking for what the clock says costs no steps.
  @Test(arguments: ["[12 h]", "12 to 84 h by 12 h"]) func theClockCostsNothing(times: String) throws {
    let page = Self.page("  dose: {at: \(times), set: {x: x + 1}}", "method: rk4\nstep: 1 h", until: 96)
    let results = page.report.products.compactMap { $0?.result as? SolveResult }
    let result = try #require(results.first)
    let events = result.eventTimes("dose").count
    let evaluations = result.solution.cost.evaluations
    #expect(result.solution.cost.steps == 96)
    #expect(evaluations <= 4 * 96 + 16 * events, "\(evaluations)")
  }

  /// Whatever comes at the same time, and where a dead time ends: every time of the clock is kept, in every step.
  @Test(
    arguments: [
      ("  a: {when: x >= 0.3, set: {x: 0}}", 0.3, 20), ("  a: {when: x >= 0.3, set: {x: 0}}", 0.02, 250),
      ("  a: {when: x >= 0.9, set: {x: 0}, refractory: 0.3, hold: [x]}", 1.2, 10),
      ("  a: {when: x >= 0.9, set: {x: 0}, refractory: 0.3}", 1.2, 10),
    ], controls + ["method: rk4\nstep: 0.1", "method: rk4\nstep: 0.013", "method: tsit5\ntolerance: 1e-6"]
  ) func timesThatCoincideAreKept(other: (event: String, every: Double, count: Int), control: String) throws {
    let last = other.every * Double(other.count)
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = 1
        dy/dt = -0.1*y
      initial: {x: 0, y: 0}
      events:
      \(other.event)
        b: {at: \(other.every) to \(last) by \(other.every), set: {y: y + 1}}
        c: {at: \(other.every) to \(last) by \(other.every)}
      ```

      ```yaml {solve #s}
      model: m
      \(control.replacing(" h", with: ""))
      until: \(last + 0.1)
      ```
      """)
    #expect(page.messages == [])
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    for name in ["b", "c"] {
      let times = result.eventTimes(name)
      let isKept = times.enumerated().allSatisfy { abs($1 - other.every * Double($0 + 1)) < 1e-9 }
      #expect(times.count == other.count && isKept, "\(name): \(times.count)")
    }
  }

  @Test(arguments: [
    ("  a: {at: [3, 2], set: {x: 1}}", "{t: h}", ["t.md:6:11 the times of an event rise, and 2 comes after 3"]),
    ("  a: {at: 3, when: x > 3}", "{t: h}", ["t.md:6:20 give 'when' or 'at', not both"]),
    ("  a: {at: 3 mV}", "{t: h}", ["t.md:6:11 expected a time, not a value in mV"]),
    ("  a: {at: 3 s}", "{}", ["t.md:6:3 the model gives time no unit, so '3 s' has no meaning here"]),
    ("  a: {at: 1 to 30 by 1 s}", "{}", ["t.md:6:3 the model gives time no unit, so '1 s' has no meaning here"]),
  ]) func mistakesHaveAPlace(events: String, units: String, messages: [String]) {
    let page = Self.page(events, "method: rk4\nstep: 0.1", units: units)
    #expect(page.messages == messages, "\(page.messages)")
  }

  @Test func theCardSaysWhen() {
    let page = Self.page(
      "  dose: {at: 12 to 96 by 12, set: {x: x + 1}}\n  once: {at: 30 min}", "method: rk4\nstep: 0.1 h")
    #expect(
      page.main.contains("<mtext>12, 24, …, 96\u{A0}h</mtext>") && page.main.contains("<mtext>30\u{A0}min</mtext>"))
  }
}

/// Steps end where the clock has an event come, and nowhere else: what is on the grid leaves a method the one that it is.
@Suite struct ClockStepTests {
  struct Case: Sendable {
    let rate: String
    let event: String
    let step: Double
    let span: Double
    let final: Double
    let steps: Int
  }

  static let cases = [
    Case(
      rate: "-x", event: "{at: 1 to 9 by 1.5, set: {x: x + 1}}", step: 0.5, span: 10, final: 0.142_857_55, steps: 20),
    Case(rate: "-x", event: "{at: 2 to 8 by 2, set: {x: x + 1}}", step: 2, span: 10, final: -1, steps: 5),
    Case(rate: "-x", event: "{at: [0, 2, 4], set: {x: x + 1}}", step: 1, span: 5, final: 0, steps: 5),
    // What only counts changes no step, on the grid or off it.
    Case(rate: "1 - x", event: "{at: 1 to 4 by 1.5}", step: 0.5, span: 4, final: 0.996_093_75, steps: 8),
    Case(rate: "1 - x", event: "{at: [0.3, 0.7, 2.1]}", step: 0.5, span: 4, final: 0.996_093_75, steps: 8),
  ]

  @Test(arguments: cases, ["located", "grid"]) func aMethodKeepsItsSteps(one: Case, times: String) throws {
    let start = one.rate == "-x" ? one.event.contains("[0") ? 0 : 1 : 0
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = \(one.rate)
      initial: {x: \(start)}
      events: {tick: \(one.event)}
      ```

      ```yaml {solve #s}
      model: m
      method: explicit-euler
      step: \(one.step)
      until: \(one.span)
      event-times: \(times)
      ```
      """)
    #expect(page.messages == [])
    let results = page.report.products.compactMap { $0?.result as? SolveResult }
    let result = try #require(results.first)
    let final = try #require(result.states(at: [one.span]).first)
    #expect(abs(final - one.final) < 1e-6, "\(final)")
    #expect(result.solution.cost.steps == one.steps)
    let counts = ["1 to 9": 6, "2 to 8": 4, "[0, 2": 3, "1 to 4": 3, "[0.3,": 3]
    let expected = counts.first { one.event.contains($0.key) }?.value
    #expect(result.eventTimes("tick").count == expected)
  }
}

extension ClockStepTests {
  /// What a jump makes true comes with it, on the grid as between its steps, in whatever order the events stand.
  @Test(arguments: ["located", "grid"], [true, false]) func aJumpMayMakeAnotherEventTrue(
    times: String, comesFirst: Bool
  )
    throws
  {
    let events = ["high: {when: x >= 5, stop: yes}", "dose: {at: [3, 8], set: {x: x + 10}}"]
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -x
      initial: {x: 1}
      events: {\((comesFirst ? events : events.reversed()).joined(separator: ", "))}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.5
      until: 12
      event-times: \(times)
      ```
      """)
    #expect(page.messages == [])
    let results = page.report.products.compactMap { $0?.result as? SolveResult }
    let result = try #require(results.first)
    #expect(result.eventTimes("high") == [3] && result.eventTimes("dose") == [3])
    #expect(result.solution.outcome.word == "stopped")
  }
}
