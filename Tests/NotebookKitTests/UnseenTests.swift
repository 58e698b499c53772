import Plotting
import Testing

@testable import NotebookKit

/// Figures that do not show what they were asked for say so; so do those of what is not there.
@Suite struct UnseenTests {
  private static let model = """
    ```yaml {model #q}
    equations: |
      dv/dt = r - v
      dw/dt = -w
    parameters: {r: 1}
    initial: {v: -1, w: 0}
    ```

    ```yaml {solve #s}
    model: q
    method: dormand-prince
    tolerance: 1e-8
    until: 10
    ```


    """

  @Test(arguments: [
    ("of: s\ny: v\nlog: v", "logarithmic axis does not show"),
    ("of: s\ny: v\nrange: {t: 1 to 10, v: 5 to 9}", "the figure is empty: nothing lies within its axes"),
    ("of: q\nkind: bifurcation\nx: r\ny: v\nrange: {r: 3 to 4, v: 0 to 1}", "the figure is empty"),
  ]) func whatIsNotShownIsSaid(plot: String, message: String) {
    let page = PageOf(Self.model + "```yaml {plot #fig-p}\n\(plot)\n```\n")
    #expect(page.messages.count == 1 && page.messages[0].contains(message), "\(page.messages)")
    #expect(page.report.status == .good)
  }

  @Test(arguments: ["of: s", "of: s\nkind: phase\nmarks: [nullclines, equilibria]", "of: s\ny: v\nrange: {t: 1 to 10}"])
  func whatIsShownIsNot(plot: String) {
    #expect(PageOf(Self.model + "```yaml {plot #fig-p}\n\(plot)\n```\n").messages == [])
  }

  /// A state that stays where it is has a plane around it.
  @Test func aStraightPathHasNullclines() {
    let page = PageOf(
      Self.model + "```yaml {plot #fig-p}\nof: s\nkind: phase\nmarks: [nullclines, equilibria]\n```\n")
    #expect(page.main.contains("stable node") && page.main.contains("-nullcline"))
  }

  @Test(arguments: [
    ("r*x - x^3 + (t > 3)", []),
    (
      "r*x - x^3 + cos(t) + (t > 3)",
      ["t.md:9:7 the equations move with the time, and have no equilibria: those drawn are of the moment t = 0"]
    ),
  ]) func equilibriaOfAMomentAreCalledSo(rate: String, messages: [String]) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = \(rate)
      parameters: {r: 0}
      initial: {x: 0}
      ```

      ```yaml {plot #fig-p}
      of: m
      kind: bifurcation
      x: r
      y: x
      range: {r: -1 to 1, x: -2 to 2}
      ```
      """)
    #expect(page.messages == messages)
  }

  /// Where a population is not there its rate is zero: a line by itself, which the rest of the nullcline crosses.
  @Test(arguments: [(0.0, 0.0), (-0.2, -0.1), (-4, -2)]) func nullclinesCross(left: Double, below: Double) throws {
    let page = PageOf(
      "```yaml {model #m}\nequations: |\n  dN/dt = N*(1 - N/4) - N*P/(1 + N)\n  dP/dt = P*(0.8*N/(1 + N) - 0.4)*(3 - P)\ninitial: {N: 1, P: 1}\n```\n"
    )
    let values = page.report.products.compactMap { $0?.result as? ModelValues }
    let model = try #require(values.first?.model)
    let marks = PhasePortrait(model, ("N", "P"), at: 0, x: left...4, y: below...2).nullclines
    let lines = marks.compactMap { $0 as? Line }
    #expect(lines.map(\.x) == [[0, 0], [left, 4]] && lines.map(\.y) == [[below, 2], [0, 0]])
    // What is left: 1 - N/4 - P/(1 + N) changes its sign on the axis, too.
    let field = try #require(marks.compactMap { $0 as? Contours }.first).field
    for (row, y) in field.y.enumerated() {
      for (column, x) in field.x.enumerated() where abs(x + 1) > 0.2 {
        let left = 1 - x / 4 - y / (1 + x)
        #expect(
          abs(field[column, row] - left) < 1e-4 * max(1, abs(left))
            || abs(x) < 1e-6 && abs(field[column, row] - left) < 1e-3, "\(x) \(y) \(field[column, row]) \(left)")
      }
    }
  }

  /// What needs a partner grows with its square.
  @Test func aDoubleZeroIsOneLine() throws {
    let page = PageOf(
      "```yaml {model #m}\nequations: |\n  dN/dt = N^2*(1 - N - P)\n  dP/dt = P*(N - 0.3)\ninitial: {N: 1, P: 1}\n```\n"
    )
    let values = page.report.products.compactMap { $0?.result as? ModelValues }
    let model = try #require(values.first?.model)
    let marks = PhasePortrait(model, ("N", "P"), at: 0, x: 0...1.5, y: 0...1.5).nullclines
    let field = try #require(marks.compactMap { $0 as? Contours }.first).field
    for (row, y) in field.y.enumerated() {
      for (column, x) in field.x.enumerated() { #expect(abs(field[column, row] - (1 - x - y)) < 1e-4) }
    }
  }

  @Test func aCurveMayBeginAtZero() {
    let page = PageOf(
      "```yaml {model #q}\nequations: |\n  dA/dt = -A\n  dC/dt = A - 0.1*C\ninitial: {A: 1, C: 0}\n```\n\n```yaml {solve #s}\nmodel: q\nmethod: taylor\nuntil: 10\n```\n\n```yaml {plot}\nof: s\ny: C\nlog: C\n```\n"
    )
    #expect(page.messages.isEmpty)
  }

  /// A branch ends where another state leaves its range.
  @Test func branchesAreHeldToAllRanges() {
    func page(_ more: String) -> PageOf {
      PageOf(
        "```yaml {model #m}\nequations: |\n  dS/dt = D*(5 - S) - 0.5*S/(0.2 + S)*X\n  dX/dt = 0.5*S/(0.2 + S)*X - D*X\nparameters: {D: 0.2}\ninitial: {S: 5, X: 0.05}\n```\n\n```yaml {plot}\nof: m\nkind: bifurcation\nx: D\ny: X\nrange: {D: 0.55 to 0.8, X: 4 to 7\(more)}\n```\n"
      )
    }
    // Above D = 0.5 a state of cells is left that has less than no substrate.
    #expect(page("").messages.isEmpty)
    #expect(page(", S: 0 to 6").messages == ["t.md:11:7 the figure is empty: nothing lies within its axes"])
  }

  @Test func axesHaveNamesOfTheAuthor() {
    let plot = "```yaml {plot}\nof: s\ny: v\nlabels: {t: Zeit, v: Potential}\n```\n"
    let page = PageOf(Self.model + plot)
    #expect(
      page.messages.isEmpty && page.main.contains(">Zeit<") && page.main.contains(">Potential<"), "\(page.messages)")
    let sweep = """
      ```yaml {sweep #w}
      model: q
      method: taylor
      until: 1
      vary: {r: [1, 2, 3]}
      measure: [max, final]
      columns: [v]
      ```

      ```yaml {plot}
      of: w
      kind: curves
      y: max
      labels: {r: Rate, max(v): Gipfel}
      log: r
      ```


      """
    let measured = PageOf(Self.model + sweep)
    #expect(measured.messages.isEmpty, "\(measured.messages)")
    #expect(measured.main.contains(">Rate<") && measured.main.contains(">Gipfel<"))
    let wrong = PageOf(Self.model + sweep.replacing("log: r", with: "log: q").replacing("Gipfel", with: "x"))
    #expect(wrong.messages == ["t.md:30:6 the figure shows no 'q'"], "\(wrong.messages)")
    let other = PageOf(Self.model + plot.replacing("t: Zeit", with: "u: Zeit"))
    #expect(other.messages.first?.hasSuffix("'u' is not among the results and axes shown") == true)
  }

  @Test func samplesHaveNamesOfTheAuthor() {
    let page = PageOf(
      Self.model
        + "```yaml {data #d}\nrows: |\n  1, 0.2\n  2, 0.5\ncolumns: {t: number, v: number}\n```\n\n```yaml {plot}\nof: s\ny: v\ndata: d\nlabels: {d: Messung, s: Modell}\n```\n"
    )
    #expect(page.messages.isEmpty && page.main.contains(">Messung<"), "\(page.messages)")
  }

  /// A rate that jumps from one sign to the other is zero nowhere there.
  @Test func aJumpIsNoNullcline() throws {
    func contour(_ rate: String) throws -> [Double] {
      let page = PageOf(
        "```yaml {model #m}\nequations: |\n  dv/dt = \(rate)\n  dw/dt = v - w\ninitial: {v: 0, w: 0}\n```\n")
      let values = page.report.products.compactMap { $0?.result as? ModelValues }
      let model = try #require(values.first?.model)
      let portrait = PhasePortrait(model, ("v", "w"), at: 0, x: -1...1.5, y: -1...1.5)
      let mark = try #require(portrait.nullclines.first as? Contours)
      return mark.field.values
    }
    // -v + 0.3 - w + (v > 0.25): two straight pieces.
    let values = try contour("-v + (v > 0.25) - w + 0.3")
    #expect(values.contains { $0.isNaN } && values.filter(\.isNaN).count < 100)
    #expect(try contour("-v - w + 0.3 + max(v, 0)").allSatisfy { !$0.isNaN })
  }

  /// Parts that name parts are looked into once: three hundred of them take no time.
  @Test func longChainsOfPartsAreRead() {
    let parts = (1...300).map { "  y\($0) = y\($0 - 1)*(1 - y\($0 - 1))" }.joined(separator: "\n")
    let page = PageOf(
      "```yaml {model #m}\nequations: |\n  dx/dt = -y300\n  y0 = x\n\(parts)\ninitial: {x: 0.1}\n```\n\n"
        + "```yaml {solve #s}\nmodel: m\nmethod: rodas\ntolerance: 1e-6\nuntil: 1\n```\n")
    #expect(page.messages == [])
  }

  /// A fit that nothing told where to go has found nothing.
  @Test func aFitThatDoesNotMoveHasNotConverged() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -b*x
      parameters: {b: 100}
      initial: {x: 1}
      ```

      ```yaml {data #d}
      columns: {t: number, x: number}
      rows: [[1, 0.61], [2, 0.36], [3, NA], [4, 0.13], [5, 0.08]]
      ```

      ```yaml {fit #f}
      model: m
      data: d
      unknown: [b]
      method: single
      ```

      {{ f.b.error }}
      """)
    #expect(
      page.messages == [
        "t.md:15:10 the fit found no better place than its start: the data do not respond to 'b' at 100, and the model is far from them"
      ])
    // That its numbers are missing is no message of its own.
    #expect(page.main.contains("class=\"unknown\""))
    #expect(page.main.contains("1 row without a value left out"))
  }

  /// Keys that do nothing with the method given are named.
  @Test(arguments: [
    (
      "method: euler\nstep: 0.1\nlargest-step: 0.01",
      "'largest-step' does nothing here: with a 'step' all steps are alike"
    ),
    (
      "method: euler\nstep: 0.1\nsubsteps: {v: 2}",
      "'substeps' does nothing here: 'explicit-euler' takes all states at once"
    ),
    (
      "method: rk4\nstep: 0.1\nnewton-tolerance: 1e-3",
      "'newton-tolerance' does nothing here: 'rk4' solves no equations by Newton's method"
    ),
    ("method: trapezoidal\nstep: 0.1\nnewton-tolerance: 1e-9", nil),
    ("method: sequential-euler\nstep: 0.1\nsubsteps: {v: 2}", nil),
    ("method: tsit5\ntolerance: 1e-6\nlargest-step: 0.01", nil),
  ]) func idleKeysAreNamed(control: String, message: String?) {
    let page = PageOf(Self.model + "```yaml {solve #r}\nmodel: q\n\(control)\nuntil: 1\n```\n")
    #expect(page.messages.map { String($0.drop { $0 != " " }.dropFirst()) } == (message.map { [$0] } ?? []))
  }
}
