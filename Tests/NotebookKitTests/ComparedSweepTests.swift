import Foundation
import Markup
import Testing

@testable import NotebookKit

/// Sweeps side by side, on y' = -k y, whose solutions are known.
@Suite struct ComparedSweepTests {
  private static func text(_ block: String) -> String {
    """
    ```yaml {model #m}
    equations: dy/dt = -k*y
    parameters: {k: 1}
    initial: {y: 1}
    ```

    ```yaml {sweep #euler}
    model: m
    method: euler
    step: 0.5
    until: 1
    vary: {k: [0.5, 1, 2]}
    measure: [max, min]
    ```

    ```yaml {sweep #exact}
    model: m
    method: exact
    until: 1
    vary: {k: [2, 1, 4]}
    measure: [min, outcome]
    ```

    ```yaml {sweep #steps}
    model: m
    method: euler
    until: 1
    vary: {step: [0.5, 0.25]}
    measure: min
    ```

    ```yaml {compare #both}
    \(block)
    ```
    """
  }

  private static func table(_ page: PageOf) throws -> Table {
    let index = try #require(page.report.plan.nodes.indices.last)
    for case .table(let table) in page.report.products[index]?.outputs ?? [] { return table }
    throw Missing()
  }
  private struct Missing: Error {}

  /// Points are found by their values, whatever their order, and one that is missing has a dash.
  @Test func pointsAreFoundByTheirValues() throws {
    let page = PageOf(Self.text("of: euler\nagainst: exact\nlabels: {euler: Euler}\ndigits: 10"))
    #expect(page.messages == [])
    let table = try Self.table(page)
    #expect(table.columns.map(\.name) == ["k", "euler.min", "exact.min", "euler-exact.min"])
    #expect(
      table.columns.map { $0.title.plainText } == ["k", "minimum of y, Euler", "minimum of y, exact", "difference"])
    let numbers = table.rows.map { $0.map { if case .number(let value, _) = $0 { value } else { Double.nan } } }
    #expect(numbers.map { $0[0] } == [0.5, 1, 2])
    #expect(numbers.map { $0[1] } == [0.5625, 0.25, 0])
    #expect(numbers[0][2].isNaN && numbers[0][3].isNaN)
    for (row, k) in [(1, 1.0), (2, 2.0)] {
      let exact = exp(-k)
      #expect(abs(numbers[row][2] - exact) < 1e-13)
      #expect(abs(numbers[row][3] - (numbers[row][1] - exact)) < 1e-13)
    }
  }

  @Test func whatIsNotComparableSaysWhy() {
    for (block, message) in [
      ("of: [euler, steps]", "t.md:33:5 'euler' and 'steps' have no points in common: one varies k, the other step"),
      ("of: [euler, exact]\nmeasure: max", "t.md:34:10 'max' is not measured by all of the sweeps"),
      ("of: [euler, exact]\nat: 1", "t.md:34:5 'at' belongs to solves, and these are sweeps"),
      ("of: euler\nagainst: exact\nlabels: {other: a}", "t.md:35:10 'other' is not among the results shown"),
    ] {
      let page = PageOf(Self.text(block))
      #expect(page.messages == [message], "\(page.messages)")
    }
  }
}
