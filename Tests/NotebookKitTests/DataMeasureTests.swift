import Testing

/// Numbers that sum up a column of data: `d.max(C)`.
@Suite struct DataMeasureTests {
  private static let block = """
    ```yaml {data #d}
    columns: {t: h, C: mg/L}
    rows: [[0, 0], [1, 4], [2, 7], [4, NA], [6, 3]]
    ```

    """

  private func page(_ text: String) -> PageOf { PageOf(Self.block + text) }

  /// By hand: a missing value is left out, and the line goes past it.
  @Test(arguments: [
    ("{{ d.max(C) }}", "7"), ("{{ d.min(C) }}", "0"), ("{{ d.mean(C) }}", "3.5"),
    ("{{ d.deviation(C):.4f }}", "2.8868"), ("{{ d.final(C) }}", "3"), ("{{ d.time-of-max(C) }}", "2"),
    ("{{ d.time-of-min(C) }}", "0"), ("{{ d.integral(C) }}", "27.5"), ("{{ d.max(C):.0f ug/L }}", "7000 µg/L"),
    ("{{ d.integral(C):.2f mg*min/L }}", "1650.00 "),
  ]) func byHand(query: String, text: String) {
    let page = page("It is \(query).")
    #expect(page.messages == [])
    #expect(page.text.contains("It is \(text)"), "\(page.text)")
  }

  @Test func checksMayAskForThem() {
    #expect(page("```yaml {expect}\nthat:\n  - d.max(C) == 7\n  - d.time-of-max(C) == 120 min\n```\n").messages == [])
  }

  @Test func aColumnOfThatNameComesFirst() {
    let page = PageOf(
      "```yaml {data #d}\ncolumns: {t: h, max: mg/L}\nrows: [[0, 1], [1, 4]]\n```\n{{ d.max(1) }} and {{ d.min(max) }}")
    #expect(page.messages == [])
    #expect(page.text.contains("4 and 1"))
  }

  @Test(arguments: [
    ("{{ d.auc(C) }}", "here that is 'integral'"), ("{{ d.max(t) }}", "C"),
    ("{{ d.maximum(C) }}", "here that is 'max'"),
  ]) func mistakes(query: String, hint: String) {
    let page = page(query)
    #expect(page.messages.count == 1, "\(page.messages)")
    #expect(page.hints.contains { $0.contains(hint) }, "\(page.hints)")
  }

  @Test(arguments: ["max", "mean", "integral", "final", "deviation"]) func noRowsHaveNone(measure: String) {
    let page = PageOf(
      "```yaml {data #d}\ncolumns: {t: h, C: mg/L}\nrows: [[0, NA]]\n```\n{{ d.\(measure)(C) }}")
    #expect(page.messages == ["t.md:5:4 '\(measure)' wants more rows with a value of 'C' than 0"])
  }

  @Test func rowsOutOfOrderHaveNoArea() {
    let page = PageOf(
      "```yaml {data #d}\ncolumns: {t: h, C: mg/L}\nrows: [[0, 1], [2, 4], [1, 3]]\n```\n{{ d.integral(C) }}")
    #expect(page.messages == ["t.md:5:4 'integral' wants rows whose t rises"])
    #expect(page.hints == ["put them in order"])
  }
}
