import Dynamics
import Testing

@testable import NotebookKit

/// Events of one time come in the order of the model's list, whatever a method's steps round them to.
@Suite struct SimultaneousEventsTests {
  private static let controls = [
    "method: euler\nstep: 0.1", "method: rk4\nstep: 0.1", "method: rk4\nstep: 0.03", "method: heun\nstep: 0.7",
    "method: backward-euler\nstep: 0.01", "method: dormand-prince\ntolerance: 1e-7", "method: tsit5\ntolerance: 1e-10",
    "method: rodas\ntolerance: 1e-8", "method: taylor",
  ]

  /// A model with these lines and events, solved by each control.
  private func solved(
    _ equations: String, _ initial: String, _ events: String, until: Double, _ controls: [String] = controls
  ) throws -> [(result: any TrajectoryResult, control: String)] {
    let model =
      "```yaml {model #m}\nequations: |\n\(equations)\ninitial: \(initial)\nevents:\n\(events)\n```\n\n"
    let page = PageOf(
      model
        + controls.enumerated().map { "```yaml {solve #s\($0)}\nmodel: m\n\($1)\nuntil: \(until)\n```\n\n" }.joined())
    try #require(page.messages.isEmpty, "\(page.messages)")
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    try #require(results.count == controls.count)
    return Array(zip(results, controls))
  }

  @Test(arguments: [
    ("{at: [5], set: {w: w + 10}}", "{when: y >= 5, set: {y: 0, w: 2*w}}", 22.0),
    ("{when: y >= 5, set: {y: 0, w: 2*w}}", "{at: [5], set: {w: w + 10}}", 12),
    ("{when: y >= 5, set: {w: 2*w}}", "{at: [5], set: {w: w + 10}}", 12),
    // Strictly: a moment later, which is the same time.
    ("{at: [5], set: {w: w + 10}}", "{when: y > 5, set: {w: 2*w}}", 22),
    ("{when: z >= 0.5, set: {w: 2*w}}", "{when: y >= 5, set: {w: w + 10}}", 12),
    ("{when: y >= 5, set: {w: w + 10}}", "{when: z >= 0.5, set: {w: 2*w}}", 22),
    // Not the same time.
    ("{when: y >= 5.0001, set: {w: 2*w}}", "{at: [5], set: {w: w + 10}}", 22),
    ("{at: [5], set: {w: w + 10}}", "{when: y >= 4.9999, set: {w: 2*w}}", 12),
  ])
  func comeInTheOrderOfTheList(first: String, second: String, w: Double) throws {
    // `w` takes part in no rounding: it doubles, or is increased by 10.
    let solves = try solved(
      "  dw/dt = 0\n  dy/dt = 1\n  dz/dt = 0.1", "{w: 1, y: 0, z: 0}", "  a: \(first)\n  b: \(second)", until: 7.3)
    for (result, control) in solves { #expect(result.states(at: [6.1])[0] == w, "\(control)") }
  }

  @Test func eachComesOnce() throws {
    let solves = try solved(
      "  dw/dt = 0\n  dy/dt = 1", "{w: 1, y: 0}",
      "  b: {when: y >= 1, set: {w: 2*w}}\n  a: {at: 1 to 7 by 1, set: {y: 0}}", until: 7.3)
    for (result, control) in solves {
      #expect(result.eventTimes("b").count == 7 && result.states(at: [7.1])[0] == 128, "\(control)")
    }
  }

  /// What only counts is counted at an instant of the clock, too, before the clock takes its condition away.
  @Test func whatOnlyCountsIsCountedWithTheClock() throws {
    let solves = try solved(
      "  dz/dt = 1\n  dy/dt = 0", "{y: 1, z: 0}",
      "  two: {when: z >= 1}\n  one: {at: 1 to 10 by 1, set: {y: 2*y, z: 0}}", until: 10.5)
    for (result, control) in solves {
      #expect(result.eventTimes("two").count == 10, "\(control): \(result.eventTimes("two"))")
    }
  }

  /// What comes at the very end of a solve comes, whatever the last step was rounded to.
  @Test(arguments: [
    ("  c: {when: x >= 3}", 3.0), ("  c: {when: x >= 3, set: {w: 2}}", 3),
    ("  c: {when: x >= 3}\n  e: {at: [3], stop: yes}", 4),
  ])
  func theEndBelongsToTheSolve(events: String, until: Double) throws {
    let more = [
      "method: dormand-prince\nstep: 0.25", "method: rkc\nstep: 0.25", "method: rkc\ntolerance: 1e-6",
      "method: rodas\nstep: 0.1",
    ]
    let solves = try solved("  dx/dt = 1\n  dw/dt = 0", "{x: 0, w: 1}", events, until: until, Self.controls + more)
    for (result, control) in solves {
      let times = result.eventTimes("c")
      #expect(times.count == 1 && abs(times[0] - 3) < 1e-9, "\(control): \(times)")
      if events.contains("w: 2") { #expect(result.solution.trajectory.states.last == 2, "\(control)") }
    }
  }

  /// What a jump makes true and stands before the event that ends the solve comes before it.
  @Test(arguments: ["located", "grid"]) func whatIsMadeTrueComesBeforeTheEnd(times: String) throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = 0
        dy/dt = 0
      initial: {x: 0, y: 0}
      events:
        c: {when: x >= 1, set: {y: y + 1}}
        d: {at: [1], set: {x: x + 5}}
        stop: {when: x >= 2, stop: yes}
        late: {when: x >= 1.5, set: {y: y + 10}}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.25
      until: 3
      event-times: \(times)
      ```
      """)
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    #expect(result.eventTimes("c") == [1] && result.eventTimes("stop") == [1] && result.eventTimes("late").isEmpty)
    #expect(result.solution.trajectory.state(result.solution.trajectory.count - 1) == [5, 1])
  }

  /// On the grid, a condition is looked at where a step ends, and the clock's events are there in their place, too.
  @Test func theGridKeepsTheOrder() throws {
    let orders = [
      ("{at: [5], set: {w: w + 10}}", "{when: y >= 5, set: {y: 0, w: 2*w}}", 22.0),
      ("{when: y >= 5, set: {y: 0, w: 2*w}}", "{at: [5], set: {w: w + 10}}", 12),
    ]
    for (first, second, w) in orders {
      let page = PageOf(
        """
        ```yaml {model #m}
        equations: |
          dw/dt = 0
          dy/dt = 1
        initial: {w: 1, y: 0}
        events:
          a: \(first)
          b: \(second)
        ```

        ```yaml {solve #s}
        model: m
        method: euler
        step: 0.25
        until: 7
        event-times: grid
        ```
        """)
      let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
      let result = try #require(results.first)
      #expect(result.states(at: [6])[0] == w)
    }
  }
}
