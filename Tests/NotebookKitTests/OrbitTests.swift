import Dynamics
import Expressions
import Testing

@testable import NotebookKit

/// What solves settle to against a parameter.
@Suite struct OrbitTests {
  private static func page(_ plot: String) -> PageOf {
    PageOf(
      """
      ```yaml {model #hopf}
      equations: |
        x' = r*x - y - x*(x^2 + y^2)
        y' = x + r*y - y*(x^2 + y^2)
      parameters: {r: 1}
      initial: {x: 0.3, y: 0}
      events:
        up: {when: y >= 0}
      ```

      ```yaml {solve #s}
      model: hopf
      method: dopri5
      tolerance: 1e-9
      until: 80
      ```

      ```yaml {plot #fig-o}
      of: s
      kind: orbit
      \(plot)
      ```
      """)
  }

  private static func samples(_ page: PageOf) -> [[String]] {
    let outputs = page.report.products.last??.outputs ?? []
    let text = outputs.compactMap { if case .figure(let figure) = $0 { figure.shown.samples } else { nil } }.first ?? ""
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
  }

  /// The cycle of the normal form of Hopf's bifurcation is the circle of radius √r, and below zero there is rest.
  @Test func maximaAndMinimaAreThoseOfTheCycle() throws {
    let page = Self.page("x: r\ny: x\nafter: 50\nrange: {r: -1 to 2}\nvalues: 7")
    #expect(page.messages == [])
    let rows = Self.samples(page)
    try #require(rows.count > 6, "\(rows)")
    for row in rows {
      let (r, x) = (try #require(Double(row[row.count - 2])), try #require(Double(row[row.count - 1])))
      if r > 0 { #expect(abs(abs(x) - r.squareRoot()) < 1e-6, "\(row)") }
      if r < 0 { #expect(abs(x) < 1e-8, "\(row)") }
    }
    #expect(Set(rows.compactMap { Double($0[$0.count - 2]) }).count == 7)
  }

  @Test func anEventTakesTheStates() throws {
    let page = Self.page("x: r\ny: x\nafter: 50\nevent: up\nrange: {r: 0.5 to 2}\nvalues: 4")
    #expect(page.messages == [])
    let rows = Self.samples(page)
    try #require(rows.count >= 4, "\(rows)")
    for row in rows {
      let (r, x) = (try #require(Double(row[row.count - 2])), try #require(Double(row[row.count - 1])))
      #expect(abs(x - r.squareRoot()) < 1e-6, "\(row)")
    }
  }

  /// Between the folds of r + x - x³ = 0, at ±2/(3√3), the branch that is followed is the one that it came on.
  @Test func whatIsFollowedShowsHysteresis() throws {
    let page = PageOf(
      """
      ```yaml {model #fold}
      equations: x' = r + x - x^3
      parameters: {r: 0}
      initial: {x: -1}
      ```

      ```yaml {solve #s}
      model: fold
      method: dopri5
      tolerance: 1e-9
      until: 60
      ```

      ```yaml {plot}
      of: s
      kind: orbit
      x: r
      y: x
      range: {r: -1 to 1}
      values: 21
      follow: yes
      ```
      """)
    #expect(page.messages == [])
    let rows = Self.samples(page)
    #expect(rows.count == 42)
    let fold = 2 / (3 * 3.0.squareRoot())
    for row in rows {
      let (r, x) = (try #require(Double(row[row.count - 2])), try #require(Double(row[row.count - 1])))
      let isRising = row[row.count - 3] == "rising"
      // The samples are printed with six digits behind the point.
      #expect(abs(r + x - x * x * x) < 0.51e-6 * abs(1 - 3 * x * x), "\(row)")
      #expect((x > 0) == (isRising ? r > fold : r > -fold), "\(row)")
    }
  }

  /// A solve that an event ends begins anew where the event holds.
  @Test func whatIsStoppedIsNotFollowed() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = a
      parameters: {a: 1}
      initial: {x: 0}
      events: {top: {when: x >= 1, stop: yes}}
      ```

      ```yaml {solve #s}
      model: m
      method: dopri5
      tolerance: 1e-8
      until: 4
      ```

      ```yaml {plot}
      of: s
      kind: orbit
      x: a
      y: x
      range: {a: 1 to 2}
      follow: yes
      ```
      """)
    #expect(page.messages == ["t.md:17:7 'follow' goes on from where a solve ends, and 'top' ends it"])
  }

  @Test func equilibriaStandBehind() {
    let page = Self.page("x: r\ny: x\nafter: 50\nrange: {r: -1 to 2}\nvalues: 5\nmarks: [equilibria]")
    #expect(page.messages == [])
    #expect(page.main.contains("Hopf, 0"))
  }

  @Test func mistakesAreTold() {
    for (plot, message) in [
      ("x: r", "an orbit diagram needs a range for 'r'"),
      ("x: y\nrange: {y: 0 to 1}", "'y' is a state, not a parameter or input"),
      ("range: {r: 0 to 1}", "an orbit diagram needs the parameter on its horizontal axis"),
      ("x: r\nrange: {r: 0 to 1}\nafter: 90", "there is nothing after 90: the solve ends at 80"),
      ("x: r\nrange: {r: 0 to 1}\nevent: upp", "there is no event 'upp' in 's'"),
      ("x: r\nrange: {r: 0 to 1}\nvalues: 1", "expected a whole number from 2 to 2000"),
    ] {
      let page = Self.page(plot)
      #expect(page.messages.count == 1 && page.messages.allSatisfy { $0.hasSuffix(message) }, "\(page.messages)")
    }
  }

  /// The turns of a sum of two oscillations are the zeros of its derivative.
  @Test func everyTurnOfACurveIsFound() throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        x' = cos(t) + 1.5*cos(3*t)
      initial: {x: 0}
      ```

      ```yaml {solve #s}
      model: m
      method: dopri5
      tolerance: 1e-10
      until: 20
      ```
      """)
    #expect(page.messages == [])
    let result = try #require(page.report.products.last??.result as? SolveResult)
    let turns = try StateCurve(result, "x").turns(share: 1e-6)
    func slope(_ t: Double) -> Double { Elementary.cosine(t) + 1.5 * Elementary.cosine(3 * t) }
    let grid = (0...200_000).map { 20 * Double($0) / 200_000 }
    let zeros = zip(grid, grid.dropFirst()).filter { slope($0.0) * slope($0.1) < 0 }.map(\.0)
    #expect(turns.count == zeros.count && turns.count > 10)
    for (turn, zero) in zip(turns, zeros) { #expect(abs(turn.time - zero) < 2e-3) }
    for (turn, next) in zip(turns, turns.dropFirst()) { #expect(turn.isMaximum != next.isMaximum) }
    for turn in turns {
      let exact = Elementary.sine(turn.time) + 0.5 * Elementary.sine(3 * turn.time)
      #expect(abs(turn.value - exact) < 1e-8)
    }
  }
}
