import Plotting
import Testing

@testable import NotebookKit

/// A series looks the same in all figures of a page, and unlike those beside it.
@Suite struct LooksTests {
  private let exact = Looks.Series(label: "exact", method: "Taylor series")
  private let grid = Looks.Series(label: "grid", method: "Midpoint")
  private let located = Looks.Series(label: "located", method: "Midpoint")
  private let euler = Looks.Series(method: "Explicit Euler")
  private let midpoint = Looks.Series(method: "Midpoint")

  @Test func slotsFollowTheFirstAppearance() {
    let looks = Looks([[exact, grid], [euler, midpoint], [located, exact]])
    #expect([exact, grid, euler].map(looks.slot) == [1, 2, 3])
    // They stand for the same method, and nowhere beside each other.
    #expect(looks.slot(of: midpoint) == 2)
    #expect(looks.slot(of: located) == 2)
  }

  @Test func theExactSolutionIsTheUnbrokenLine() {
    let looks = Looks([[grid, euler], [grid, exact]])
    #expect([exact, grid, euler].map(looks.slot) == [1, 2, 3])
  }

  @Test func resultsOfOneMethodSideBySideDiffer() {
    let looks = Looks([[exact, grid], [exact, located], [exact, grid, located]])
    #expect([exact, grid, located].map(looks.slot) == [1, 2, 3])
    #expect(looks.slots(of: [exact, grid, located], and: 2) == [1, 2, 3, 4, 5])
  }

  @Test func aLoneCurveIsUnbroken() {
    let looks = Looks([[grid], [exact, grid]])
    #expect(looks.styles(of: [grid]).map(\.colour) == [.slot(2)])
    #expect(looks.styles(of: [grid]).map(\.dash) == [.solid])
    #expect(looks.styles(of: [euler]).map(\.colour) == [.slot(1)])
    #expect(looks.styles(of: [exact, grid]).map(\.dash) == [.solid, .dashed])
  }

  @Test func noFigureHasALookTwice() {
    let many = (1...11).map { Looks.Series(method: "\($0)") }
    let looks = Looks([Array(many[..<6]), Array(many[5...])])
    for figure in [many[..<6], many[5...], many[...]] {
      #expect(Set(looks.slots(of: Array(figure))).count == figure.count)
    }
    // As long as eight do, no figure goes beyond them.
    #expect(looks.slots(of: Array(many[5...])).max() == 8)
    #expect(Looks().slots(of: [grid, located, exact]) == [1, 2, 3])
  }

  @Test func aMethodKeepsItsLineAllOverThePage() {
    let page = PageOf(
      FigurePageTests.model + FigurePageTests.solve("exact", "rk4", "0.05 ms")
        + FigurePageTests.solve("euler", "explicit-euler", "1 ms")
        + FigurePageTests.plot("of: [exact, euler]\ny: v") + FigurePageTests.plot("of: [euler, exact]\nkind: phase")
        + FigurePageTests.plot("of: euler\ny: v")
          + """
          ```yaml {sweep #errors}
          model: rs
          vary: {method: [midpoint, explicit-euler], step: 1 to 1/4 ms by halves}
          until: 200 ms
          measure: [steps, evaluations]
          ```

          ```yaml {plot}
          of: errors
          kind: curves
          ```

          """)
    #expect(page.messages == [])
    let lines = page.html.matches(of: /class="(line c[^"]*)"[^>]*data-name="Explicit Euler"/).map { String($0.1) }
    #expect(lines == Array(repeating: "line c2 dashed", count: lines.count))
    #expect(lines.count == 4)
    #expect(page.html.contains("<path class=\"line c2\" "))
  }
}
