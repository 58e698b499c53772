import Testing

@testable import NotebookKit

/// Events that set a state close behind their own condition, and so come without end.
@Suite struct ManyEventsTests {
  private func page(_ value: String, _ rest: String = "") -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -x
      initial: {x: 1}
      events: {low: {when: x < 0.1, set: {x: \(value)}}}
      ```
      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: 1e-6
      until: 20
      ```
      \(rest)
      """)
  }

  /// One thousandth further: 18,000 jumps on as many rows, of which 800 pixels show a few hundred.
  @Test func thousandsOfJumpsTakeAsMuchAsTheirPixels() {
    let found = page("0.1001", "```yaml {plot #p}\nof: s\nmarks: [events]\n```\n{{ s.events.low.count }} jumps")
    #expect(found.messages.isEmpty, "\(found.messages)")
    let html = Page(found.report).html
    #expect(html.contains("17707 jumps") && html.utf8.count < 250_000, "\(html.utf8.count)")
  }
}
