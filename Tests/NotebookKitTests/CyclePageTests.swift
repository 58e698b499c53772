import Testing

@testable import NotebookKit

/// Branches of cycles on a page: in a table, in formulas, in a figure.
@Suite struct CyclePageTests {
  private static let normalForm = """
    ```yaml {model #m}
    equations: |
      x' = p*x - 2*y + x*(x^2 + y^2) - x*(x^2 + y^2)^2
      y' = p*y + 2*x + y*(x^2 + y^2) - y*(x^2 + y^2)^2
    parameters: {p: -0.1}
    initial: {x: 0.1, y: 0}
    ```

    """

  /// Cycles that are born at p = 0 meet others at p = -1/4, with the radius √½ and the period π.
  @Test func cyclesHaveRowsAndNumbers() {
    let page = PageOf(
      Self.normalForm + """
        ```yaml {equilibria #turns}
        model: m
        vary: {p: -1 to 1}
        range: {x: -2 to 2}
        cycles: yes
        ```

        {{ turns.cycle-fold(1) }}, {{ turns.period(1):.6f }}, {{ turns.kind(2) }} at {{ turns.hopf(1) }}; {{ turns.x(1) }}

        ```yaml {expect}
        - turns.count == 2
        - not turns.supercritical(2)
        - turns.x(2) == 0 within 1e-9
        ```
        """)
    #expect(page.messages == ["t.md:15:102 row 1 is a cycle (fold of cycles): x has no one value on it"])
    #expect(page.main.contains("−0.25, 3.141593, subcritical Hopf at 0; "))
    #expect(page.main.contains("−0.7071\u{a0}…\u{a0}0.7071"))
  }

  @Test func aDiagramHasCyclesWhereTheyAreAskedFor() {
    for marks in ["", "marks: [cycles]\n"] {
      let page = PageOf(
        Self.normalForm + """
          ```yaml {plot #fig-p}
          of: m
          kind: bifurcation
          x: p
          y: x
          range: {p: -1 to 1, x: -2 to 2}
          \(marks)alt: branches
          ```
          """)
      #expect(page.messages == [])
      for text in ["unstable cycles", "stable cycles", "fold of cycles, -0.25"] {
        #expect(page.main.contains(text) == !marks.isEmpty, "\(text)")
      }
    }
  }

  @Test(arguments: [
    ("cycles: yes", "", "t.md:10:9 cycles are followed while a parameter varies"),
    (
      "cycles: yes\nvary: {p: 0 to 1}\nrange: {x: 0 to 1}", "events: {top: {when: x >= 1, set: {x: 0}}}",
      "t.md:11:9 cycles are followed through equations without jumps, and 'top' sets states"
    ),
  ]) func cyclesThatCannotBeFollowedAreRefused(_ lines: String, _ events: String, _ message: String) {
    let model = events.isEmpty ? Self.normalForm : Self.normalForm.replacing("initial:", with: events + "\ninitial:")
    let page = PageOf(
      model + """
        ```yaml {equilibria #turns}
        model: m
        \(lines)
        ```
        """)
    #expect(page.messages == [message])
  }
}
