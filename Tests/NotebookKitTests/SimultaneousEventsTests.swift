import Testing

@testable import NotebookKit

/// Events of one time come in the order of the model's list, whatever a method's steps round them to.
@Suite struct SimultaneousEventsTests {
  private static let controls = [
    "method: euler\nstep: 0.1", "method: rk4\nstep: 0.1", "method: rk4\nstep: 0.03", "method: heun\nstep: 0.7",
    "method: backward-euler\nstep: 0.01", "method: dormand-prince\ntolerance: 1e-7", "method: tsit5\ntolerance: 1e-10",
    "method: rodas\ntolerance: 1e-8", "method: taylor",
  ]

  /// `w` takes part in no rounding: it doubles, or is increased by 10.
  private func results(_ first: String, _ second: String, _ extra: String = "") throws -> [(w: Double, control: String)]
  {
    let model = """
      ```yaml {model #m}
      equations: |
        dw/dt = 0
        dy/dt = 1
        dz/dt = 0.1
      initial: {w: 1, y: 0, z: 0}
      events:
        a: \(first)
        b: \(second)
      ```

      """
    let page = PageOf(
      model
        + Self.controls.enumerated().map {
          "```yaml {solve #s\($0)}\nmodel: m\n\($1)\nuntil: 7.3\n\(extra)\n```\n\n"
        }.joined())
    try #require(page.messages.isEmpty, "\(page.messages)")
    return zip(page.report.products.compactMap { $0?.result as? any TrajectoryResult }, Self.controls).map {
      ($0.states(at: [6.1])[0], $1)
    }
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
    for result in try results(first, second) { #expect(result.w == w, "\(result.control)") }
  }

  @Test func eachComesOnce() throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dw/dt = 0
        dy/dt = 1
      initial: {w: 1, y: 0}
      events:
        b: {when: y >= 1, set: {w: 2*w}}
        a: {every: 1, set: {y: 0}}
      ```

      """
        + Self.controls.enumerated().map {
          "```yaml {solve #s\($0)}\nmodel: m\n\($1)\nuntil: 7.3\n```\n\n"
        }.joined())
    for (result, control) in zip(page.report.products.compactMap { $0?.result as? any TrajectoryResult }, Self.controls)
    {
      #expect(result.eventTimes("b").count == 7 && result.states(at: [7.1])[0] == 128, "\(control)")
    }
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
