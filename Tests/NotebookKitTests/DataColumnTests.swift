import Testing

/// What the cells of a `data` block are taken for, and which column rows are looked up by.
@Suite struct DataColumnTests {
  private func data(_ columns: String, _ rows: String, _ rest: String = "") -> PageOf {
    PageOf("```yaml {data #d}\ncolumns: \(columns)\nrows: \(rows)\n```\n\n\(rest)\n")
  }

  @Test func aUnitInAColumnOfNumbersIsRefused() {
    let page = data("{t: number, x: number}", "[[0, 1 mV], [1, 2]]")
    #expect(page.messages == ["t.md:3:12 '1 mV' has a unit, and 'x' is a column of numbers without one"])
    #expect(page.hints == ["give the column its unit: 'columns: {x: mV}'"])
    let file = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: number}\n```\n", texts: ["c.csv": "t\n0\n1 ms\n"])
    #expect(file.messages == ["c.csv:3:1 '1 ms' has a unit, and 't' is a column of numbers without one"])
  }

  /// The time is named so, wherever it stands; what is no time keeps the first column for it.
  @Test(arguments: [
    ("{n: number, t: number, x: number}", "d.x(0.5) == 7 and d.n(0.5) == 2 and d.t(2) == 0.5"),
    ("{n: number, time: number, x: number}", "d.x(0.5) == 7 and d.n(0.5) == 2 and d.time(2) == 0.5"),
    ("{n: number, time: ms, x: mV}", "d.x(0.5 ms) == 7"),
    ("{h: number, x: number, y: number}", "d.y(2) == 7 and d.x(2) == 0.5"),
    ("{error: ms, time: number, x: number}", "d.x(2 ms) == 7 and d.time(2) == 0.5"),
  ]) func rowsAreLookedUpByTheTime(columns: String, check: String) {
    let page = data(columns, "[[1, 0, 6], [2, 0.5, 7]]", "```yaml {expect}\n- \(check)\n```")
    #expect(page.messages == [])
  }

  @Test func twoRowsOfOneTimeAreRefused() {
    let page = data("{t: ms, x: number}", "[[0, 1], [1, 2], [1, 3]]", "{{ d.x(0) }} {{ d.x(1 ms) }}")
    #expect(page.messages == ["t.md:6:17 there are 2 rows with t = 1 ms"])
    #expect(page.hints == ["they are row 2 and row 3"])
    let file = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: number, x: number}\n```\n\n{{ d.x(1) }}\n",
      texts: ["c.csv": "t,x\n0,1\n1,2\n1,3\n1,4\n"])
    #expect(file.messages == ["t.md:6:4 there are 3 rows with t = 1"])
    #expect(file.hints == ["they are line 3 of 'c.csv' and line 4 of 'c.csv' and more"])
  }

  @Test func valuesMayBeMissing() {
    let page = data(
      "{t: ms, x: mV, y: number}", "[[0, , 1], [1, NA, 2], [2, 3, ], [3, 4, nan]]", "{{ d.x(2) }} {{ d.y(1) }}")
    #expect(page.messages == [])
    #expect(page.main.contains("4 values are missing."), "\(page.main)")
    #expect(!page.main.lowercased().contains(">nan<"), "\(page.main)")
    let asked = data("{t: ms, x: mV}", "[[0, 1], [1, \"\"]]", "{{ d.x(1) }}")
    #expect(asked.messages == ["t.md:6:4 the 'x' of the row with t = 1 ms is missing"])
    let file = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: number, x: number}\n```\n\n{{ d.x(1) }}\n",
      texts: ["c.csv": "t,x\n0,\n1,2\n2,NaN\n"])
    #expect(file.messages == [])
    #expect(file.main.contains("2 values are missing."))
    #expect(data("{t: ms, x: mV}", "[[0, 1], [, 2]]").messages == ["t.md:3:17 the row has no 't'"])
  }

  @Test func noRowsAreWarnedOf() {
    let page = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: number, x: number}\n```\n\n{{ d.x(1) }}\n",
      texts: ["c.csv": "t,x\n"])
    #expect(page.messages == ["t.md:2:7 there are no rows", "t.md:6:4 there are no rows"])
  }

  @Test func groupsCanBeCounted() {
    let page = PageOf(
      "```yaml {data #d}\ncolumns: {of: text, t: ms}\nby: of\nrows: [[a, 0], [b, 0], [b, 1]]\n```\n\n```yaml {expect}\n- d.count == 3 and d.b.count == 2\n```\n"
    )
    #expect(page.messages == [])
  }
}
