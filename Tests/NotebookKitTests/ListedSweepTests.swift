import Diagnostics
import Dynamics
import NotebookKit
import TestSupport
import Testing

/// Sweeps over points that are listed, and no grid.
@Suite struct ListedSweepTests {
  static let model = """
    ```yaml {model #cell}
    like: izhikevich-2003
    input: {I: 10}
    ```

    """

  static func sweep(_ lines: String) -> String {
    model + "```yaml {sweep #s}\nmodel: cell\nmethod: rk4\nstep: 0.1\nuntil: 400\n\(lines)\n```\n\n"
  }

  private func expectGood(_ text: String) {
    let page = PageOf(text)
    #expect(page.messages == [], "\(page.hints)")
  }

  /// RS, IB and CH of E. M. Izhikevich, IEEE Trans. Neural Netw. 14 (2003) 1569.
  @Test func pointsAreTakenPlaceByPlace() {
    let solves = [(-65, 8), (-55, 4), (-50, 2)].enumerated().map { index, cell in
      """
      ```yaml {solve #one-\(index)}
      model: cell
      method: rk4
      step: 0.1
      until: 400
      parameters: {c: \(cell.0), d: \(cell.1)}
      ```

      """
    }
    expectGood(
      Self.sweep("vary: {c: [-65, -55, -50], d: [8, 4, 2]}\ntogether: [c, d]\nmeasure: [count, cv, latency]")
        + solves.joined() + """
          ```yaml {expect}
          - s.points == 3
          - s.count(c = -65) == one-0.count and s.cv(d = 8) == one-0.cv
          - s.count(c = -55, d = 4) == one-1.count and s.latency(c = -55) == one-1.latency
          - s.count(d = 2) == one-2.count and s.cv(c = -50) == one-2.cv
          - s.count.min == one-0.count
          ```
          """)
  }

  /// What is taken together is one side of a grid, wherever its names stand.
  @Test func theRestIsAGrid() {
    expectGood(
      Self.sweep(
        "vary: {c: [-65, -50], I: [5, 10, 15], d: [8, 2]}\ntogether: [d, c]\nmeasure: [count]\nshow: no")
          + """
          ```yaml {sweep #grid}
          model: cell
          method: rk4
          step: 0.1
          until: 400
          vary: {c: [-65, -50], I: [5, 10, 15], d: [8, 2]}
          measure: [count]
          show: no
          ```

          ```yaml {plot #p}
          of: s
          kind: curves
          x: I
          ```

          ```yaml {plot #q}
          of: s
          kind: f-I
          x: I
          where: {c: -50}
          ```

          ```yaml {expect}
          - s.points == 6 and grid.points == 12
          - s.count(c = -65, I = 5) == grid.count(c = -65, d = 8, I = 5)
          - s.count(c = -50, I = 15) == grid.count(c = -50, d = 2, I = 15)
          - s.count(d = 2, I = 10) == grid.count(c = -50, d = 2, I = 10)
          - s.count(I = 5).max == max(s.count(c = -65, I = 5), s.count(c = -50, I = 5))
          ```
          """)
  }

  /// Two groups are the two sides of a grid.
  @Test func severalGroupsAreTakenTogether() {
    expectGood(
      Self.sweep(
        "vary: {c: [-65, -50], d: [8, 2], I: [5, 10, 15], a: [0.02, 0.03, 0.02]}\ntogether: [[c, d], [I, a]]\nmeasure: [count]"
      ) + """
        ```yaml {sweep #grid}
        model: cell
        method: rk4
        step: 0.1
        until: 400
        vary: {c: [-65, -50], d: [8, 2], I: [5, 10, 15], a: [0.02, 0.03]}
        measure: [count]
        show: no
        ```

        ```yaml {expect}
        - s.points == 6 and grid.points == 24
        - s.count(c = -65, I = 10) == grid.count(c = -65, d = 8, I = 10, a = 0.03)
        - s.count(d = 2, I = 15) == grid.count(c = -50, d = 2, I = 15, a = 0.02)
        - s.count(d = 2, a = 0.03) == s.count(c = -50, I = 10)
        ```
        """)
  }

  /// Curves are named by all that tells them apart; doubled values are points of their own.
  @Test func figuresAndTablesShowListedPoints() {
    let page = PageOf(
      Self.sweep("vary: {c: [-65, -65, -50], d: [8, 2, 2], I: [5, 10]}\ntogether: [c, d]\nmeasure: [count]")
        + "```yaml {plot #p}\nof: s\nkind: curves\nx: I\ncolour: c\n```\n")
    #expect(page.messages == [])
    for name in ["c = -65 mV, d = 8", "c = -65 mV, d = 2", "c = -50 mV, d = 2"] {
      #expect(page.html.replacing("\u{2212}", with: "-").contains(name) || page.html.contains("d = 8"), "\(name)")
    }
    #expect(page.html.contains("<i>c</i>") && page.html.contains("<i>d</i>") && page.html.contains("<i>I</i>"))
  }

  @Test func methodsMayHaveStepsOfTheirOwn() {
    expectGood(
      Self.model + """
        ```yaml {sweep #s}
        model: cell
        until: 200
        vary: {method: [explicit-euler, rk4], step: [0.05, 0.5]}
        together: [method, step]
        measure: [count, steps]
        ```

        ```yaml {expect}
        - s.points == 2
        - s.steps(method = rk4) < 500 and s.steps(method = explicit-euler) > 3999
        ```
        """)
  }

  /// What is kept of one sweep is not taken for another that has the same solves in another order.
  @Test func theOrderOfWhatVariesIsKeptApart() async {
    func text(_ vary: String, _ count: String) -> String {
      Self.model + """
        ```yaml {sweep #s}
        model: cell
        step: 0.1
        until: 200
        vary: \(vary)
        measure: [count]
        ```

        ```yaml {solve #one}
        model: cell
        method: rk4
        step: 0.1
        until: 200
        input: {I: 5}
        ```

        ```yaml {expect}
        - s.count(method = \(count), I = 5) == one.count
        - s.count(method = \(count), I = 20) > one.count
        ```
        """
    }
    let kept = StoreTests.Kept()
    for vary in ["{method: [heun, rk4], I: [5, 20]}", "{I: [5, 20], method: [heun, rk4]}"] {
      let plan = Plan(Notebook(parsing: Source(path: "s.md", text: text(vary, "rk4"))))
      let report = await Report.running(plan, workers: Workers(1), store: kept.store()) { _ in }
      #expect(report.diagnostics.isEmpty, "\(vary): \(report.diagnostics.map(\.message))")
    }
  }

  static let wrong: [(lines: String, message: String)] = [
    ("vary: {c: [-65, -55], d: ⟦[8, 4, 2]⟧}\ntogether: [c, d]\nmeasure: count", "'d' has 3 values, and 'c' has 2"),
    ("vary: {c: [-65, -55], d: ⟦8⟧}\ntogether: [c, d]\nmeasure: count", "'d' has 1 value, and 'c' has 2"),
    ("vary: {c: [-65], d: [8]}\ntogether: [c, ⟦c⟧]\nmeasure: count", "'c' is named twice"),
    ("vary: {c: [-65], d: [8]}\ntogether: [c, ⟦k⟧]\nmeasure: count", "'k' does not vary"),
    ("vary: {c: [-65], d: [8]}\ntogether: ⟦[c]⟧\nmeasure: count", "together are two or more"),
    (
      "vary: {c: [-65], d: [8], a: [1]}\ntogether: [[c, d], [⟦d⟧, a]]\nmeasure: count", "'d' is named twice"
    ),
    ("vary: {⟦preset⟧: [bursting, regular-spiking]}\nmeasure: count", "'preset' does not vary"),
    ("vary: {⟦v(0)⟧: [-60, -70]}\nmeasure: count", "the model has no 'v(0)' to vary"),
    ("vary: {c: ⟦[]⟧}\nmeasure: count", "the list is empty"),
    ("vary: ⟦{}⟧\nmeasure: count", "nothing varies"),
    ("vary: {c: [-65]}\nmeasure: ⟦[]⟧", "the list is empty"),
    ("vary: {I: 0 to 10 pA by ⟦20⟧}\nmeasure: count", "a step of 20 is longer than the way from 0 to 10 pA"),
    ("vary: {I: 0 to 10 pA by ⟦1e-6⟧}\nmeasure: count", "that is more than a million values from 0 to 10 pA"),
    ("vary: {I: 0 to 10 pA by ⟦-1⟧}\nmeasure: count", "a step of -1 does not lead from 0 to 10 pA"),
    ("vary: {I: 0 to 10 pA by ⟦1 mV⟧}\nmeasure: count", "the step measures something else than the ends"),
    ("vary: {I: [1 pA, ⟦2⟧, 0.003 nA]}\nmeasure: count", "'2' has no unit, and the others have different ones"),
    ("vary: {c: [-65], ⟦c⟧: [8]}\ntogether: [c, d]\nmeasure: count", "'c' is given twice"),
    ("vary: {c: ⟦-65 to -50⟧, d: [8, 4]}\ntogether: [c, d]\nmeasure: count", "the range has no step"),
  ]

  @Test(arguments: wrong.indices) func everyMistakeIsToldInItsPlace(index: Int) throws {
    let (lines, message) = Self.wrong[index]
    let marked = MarkedText(Self.sweep(lines))
    let found = Plan(Notebook(parsing: marked.source())).diagnostics
    let one = try #require(found.first { $0.message == message }, "\(found.map(\.message))")
    #expect(one.location?.range == marked.ranges.first, "\(one.location?.text ?? "")")
    #expect(one.hint != nil || !one.notes.isEmpty)
  }

  @Test func whatIsNoPointIsSaid() {
    func first(_ text: String) -> (message: String, hint: String) {
      let page = PageOf(
        Self.sweep("vary: {c: [-65, -55], d: [8, 4]}\ntogether: [c, d]\nmeasure: [count]") + text)
      return (page.messages.first.map { String($0.drop { $0 != " " }.dropFirst()) } ?? "", page.hints.first ?? "")
    }
    let none = first("{{ s.count(c = -65, d = 4) }}")
    #expect(none.message == "the sweep has no such point")
    #expect(none.hint.contains("c = -65") && none.hint.contains("d = 8"))
    let map = first("```yaml {plot #p}\nof: s\nkind: heatmap\nx: c\ncolour: d\n```\n")
    #expect(map.message == "a heat map wants a grid, and 'c' varies together with others")
  }
}
