import Diagnostics
import Testing

@testable import NotebookKit

/// Data by themselves: figures of them, and tables that people can read.
@Suite struct DataFigureTests {
  private static let data = """
    ```yaml {data #d}
    columns: {t: s, x: V, y: A, who: text}
    by: who
    rows: |
      0, 1, 2, a
      1, 2, 1, a
      2, 3, 4, a
      0, 0.2, 2, b
      1, 0.3, 1.5, b
    ```

    ```yaml {data #e}
    columns: {t: ms, x: mV}
    rows: |
      0, 100
      1500, 200
      2500, 300
    ```


    """

  private static func plot(_ text: String) -> PageOf { PageOf(data + "```yaml {plot #p}\n\(text)\n```") }

  @Test func columnsOverTime() {
    let page = Self.plot("of: d")
    #expect(page.messages == [])
    // Two panels, the groups told apart.
    #expect(
      page.main.contains("5 points") == false && page.main.contains("3 points a") && page.main.contains("2 points b"))
    #expect(page.main.contains("x, y against t"))
  }

  @Test func oneGroupOneColumn() {
    let page = Self.plot("of: d.a\ny: y")
    #expect(page.messages == [])
    #expect(page.main.contains("y against t") && page.main.contains("3 points") && !page.main.contains("points b"))
  }

  @Test func oneColumnAgainstAnother() {
    let page = Self.plot("of: d\nkind: phase")
    #expect(page.messages == [])
    #expect(page.main.contains("y against x"))
    #expect(Self.plot("of: d\nkind: phase\nx: y\ny: x").main.contains("x against y"))
  }

  @Test func severalShareTheUnitsOfTheFirst() {
    let page = Self.plot("of: [d.a, e]\ny: x\nlabels: {e: Second}")
    #expect(page.messages == [])
    // 1500 ms and 200 mV on axes in s and V.
    #expect(page.report.diagnostics.isEmpty && page.html.contains("0.2") && page.main.contains("3 points Second"))
    #expect(page.main.contains(">2.5<"))
  }

  @Test func manyRowsAreACurveAndAShortTable() {
    let rows = (0..<1200).map { "  \($0), \($0 % 7)" }.joined(separator: "\n")
    let page = PageOf(
      "```yaml {data #d}\ncolumns: {t: s, x: V}\nrows: |\n\(rows)\n```\n\n```yaml {plot #p}\nof: d\n```")
    #expect(page.messages == [])
    #expect(page.main.contains("1200 rows, of which the first 20 and the last 5 are shown."))
    #expect(page.main.ranges(of: "<tr>").count < 30 && page.main.contains("<path"))
    // Files have all rows.
    let table = page.report.products.compactMap { $0?.outputs.first }.first
    guard case .table(let shown)? = table else { return #expect(Bool(false), "no table") }
    #expect(shown.rows.count == 1200 && shown.shownRows.count == 26)
    let all = PageOf("```yaml {data #d}\ncolumns: {t: s, x: V}\nshow: yes\nrows: |\n\(rows)\n```")
    #expect(all.main.ranges(of: "<tr>").count == 1201)
  }

  @Test(arguments: [
    ("of: d\nkind: phase\nx: x\ny: x", "a phase plane has one column on each axis"),
    ("of: d\nkind: phase\ny: [x, y]", "a phase plane has one column on each axis"),
    ("of: d\nbin: 2 s", "'bin' has no place in a figure of data alone"),
    ("of: d\ny: z", "'d' has no column of numbers 'z'"),
    ("of: d\ny: who", "'d' has no column of numbers 'who'"),
    ("of: d\nagainst: exact", "'against' has no place in a figure of data alone"),
    ("of: d\nkind: error", "'d' is data, and 'error' shows a solve"),
    ("of: [d, e]\ny: y", "'e' has no column 'y'"),
    ("of: d\nrange: {x: 0 to 3 s}", "'x' is not in s"),
  ])
  func mistakes(text: String, message: String) {
    let found = Self.plot(text).report.diagnostics
    #expect(found.map(\.message) == [message])
    #expect(found.first?.location != nil)
  }

  @Test func unlikeUnitsShareNoAxis() {
    let text = Self.data.replacing("{t: ms, x: mV}", with: "{t: ms, x: mA}")
    let page = PageOf(text + "```yaml {plot #p}\nof: [d.a, e]\ny: x\n```")
    #expect(page.report.diagnostics.map(\.message) == ["'x' is in mA in 'e', and in V in 'd.a'"])
  }
}
