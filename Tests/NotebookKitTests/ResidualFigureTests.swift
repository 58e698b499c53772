import NotebookKit
import Testing

/// What is left of data when a curve is taken from them.
@Suite struct ResidualFigureTests {
  private static func page(_ plot: String, rows: String = "[[0, 1, 7], [1, 0.4, 7], [2, NA, 7], [3, 0.1, 7]]") -> PageOf
  {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = -k*x
        dz/dt = x
      parameters: {k: 1}
      initial: {x: 1, z: 0}
      ```

      ```yaml {data #d}
      columns: {t: number, x: number, other: number}
      rows: \(rows)
      show: no
      ```

      ```yaml {fit #f}
      model: m
      data: d
      unknown: [k]
      method: single
      use: [x]
      ```

      ```yaml {plot #p}
      \(plot)
      ```
      """)
  }

  @Test(arguments: ["of: f\nkind: error\nagainst: d", "of: f\nkind: trace\nagainst: d\ny: [x]"])
  func residualsAreShown(plot: String) {
    let page = Self.page(plot)
    #expect(page.messages == [])
    #expect(page.text.contains("residual of x") && !page.text.contains("residual of z"), "\(page.text.suffix(600))")
  }

  /// The data less the curve: three points for three values.
  @Test func theirValuesAreThoseOfTheData() {
    let page = Self.page("of: f\nkind: error\nagainst: d")
    #expect(page.main.contains("3 points"), "\(page.text.suffix(600))")
  }

  @Test func whatTheDataLackIsSaid() {
    let page = Self.page("of: f\nkind: error\nagainst: d\ny: [z]")
    #expect(page.messages == ["t.md:26:10 'd' has no column 'z'"], "\(page.messages)")
    #expect(
      Self.page("of: f\nkind: error\nagainst: d", rows: "[[0, 1, 7], [1, 0.4, 7], [-3, 0.1, 7]]").messages.count > 0)
  }
}
