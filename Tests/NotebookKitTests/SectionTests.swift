import Testing

@testable import NotebookKit

/// States at an event, on x = cos t, whose section at x = 0 from below is (0, 1).
@Suite struct SectionTests {
  private static func text(_ plot: String, events: String = "  up: {when: x >= 0}") -> String {
    """
    ```yaml {model #m}
    equations: |
      x' = y
      y' = -x
    initial: {x: 1, y: 0}
    events:
    \(events)
    ```

    ```yaml {solve #a}
    model: m
    method: dopri5
    tolerance: 1e-10
    until: 30
    ```

    ```yaml {plot #fig-s}
    of: a
    \(plot)
    ```
    """
  }

  @Test func statesAreTakenWhereTheEventComes() throws {
    let page = PageOf(Self.text("kind: section\nrange: {t: 5 to 30}"))
    #expect(page.messages == [])
    let samples = try #require(
      page.report.products.last??.outputs.compactMap { output -> String? in
        if case .figure(let figure) = output { figure.shown.samples } else { nil }
      }.first)
    let rows = samples.split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    #expect(rows.count == 4, "\(samples)")
    for row in rows { #expect(abs(row[row.count - 2]) < 1e-7 && abs(row[row.count - 1] - 1) < 1e-7, "\(row)") }
  }

  @Test func mistakesAreTold() {
    for (plot, events, message) in [
      ("kind: section\nevent: upp", "  up: {when: x >= 0}", "there is no event 'upp' in all that is shown"),
      ("kind: section", "  up: {when: x >= 0}\n  down: {when: x <= 0}", "a section wants to be told which event"),
      ("kind: phase\nevent: up", "  up: {when: x >= 0}", "'event' has no place in 'phase'"),
    ] {
      let page = PageOf(Self.text(plot, events: events))
      #expect(page.messages.count == 1 && page.messages[0].hasSuffix(message), "\(page.messages)")
    }
  }
}
