import Testing

@testable import NotebookKit

/// A model like another may leave out events of it.
@Suite struct LeftOutEventsTests {
  private static let base = """
    ```yaml {model #m}
    equations: dA/dt = -0.2*A
    initial: {A: 100}
    events:
      dose: {at: 12 to 96 by 12, set: {A: A + 100}}
      low: {when: A <= 20}
    ```


    """

  private static func like(_ events: String) -> PageOf {
    PageOf(
      base
        + "```yaml {model #n}\nlike: m\nevents: \(events)\n```\n\n```yaml {solve #s}\nmodel: n\nmethod: taylor\nuntil: 20\n```\n"
    )
  }

  @Test(arguments: [
    ("none", [String]()), ("{dose: none}", ["low"]), ("{low: none}", ["dose"]), ("{dose: none, low: none}", []),
    ("{dose: none, high: {when: A >= 200}}", ["low", "high"]),
  ]) func oneOrAllOfThem(events: String, left: [String]) throws {
    let page = Self.like(events)
    #expect(page.messages.isEmpty, "\(page.messages)")
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    #expect(result.facts.events == left)
    let isDosed = left.contains("dose")
    #expect(abs(result.states(at: [20])[0] - (isDosed ? 22.02 : 1.8316)) < 0.01)
  }

  @Test(arguments: [
    ("{dos: none}", "t.md:11:10 there is no event 'dos' to leave out", "did you mean 'dose'?"),
    ("{dose: nothing}", "t.md:11:16 expected 'when' and 'set' for the event 'dose'", nil),
    ("some", "t.md:11:9 expected events by name, or 'none'", nil),
  ]) func whatIsNotThereCannotBe(events: String, message: String, hint: String?) {
    let page = Self.like(events)
    #expect(page.messages.first == message)
    if let hint { #expect(page.hints.first == hint) }
  }

  /// The names of an author's events are in any language: no 's' makes several of them.
  @Test func eventsAreCountedByTheirNames() {
    let page = PageOf(Self.base + "```yaml {solve #s}\nmodel: m\nmethod: taylor\nuntil: 20\n```\n")
    #expect(page.main.contains("· 1 × dose · 1 × low · events located"), "\(page.main)")
  }

  /// Events of one time come in the order of the list; that of a model like another counts where it names them all.
  @Test(arguments: [("{zero: ZERO, dose: DOSE}", "10"), ("{dose: DOSE, zero: ZERO}", "0"), ("{zero: ZERO}", "0")])
  func theirOrderIsThatOfTheLastList(events: String, value: String) {
    func filled(_ text: String) -> String {
      text.replacing("DOSE", with: "{at: 6, set: {A: A + 10}}").replacing("ZERO", with: "{at: 6, set: {A: 0}}")
    }
    let page = PageOf(
      filled(
        """
        ```yaml {model #m}
        equations: dA/dt = 0*A
        initial: {A: 100}
        events: {dose: DOSE, zero: ZERO}
        ```

        ```yaml {model #n}
        like: m
        events: \(events)
        ```

        ```yaml {solve #s}
        model: n
        method: rk4
        step: 0.5
        until: 7
        ```

        {{ s.A(7) }}
        """))
    #expect(page.messages == [])
    #expect(page.main.contains("<p>\(value)</p>"), "\(page.main.suffix(300))")
  }
}
