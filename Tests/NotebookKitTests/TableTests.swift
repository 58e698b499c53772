import Testing

/// Pipe tables, as GitHub reads them.
@Suite struct TableTests {
  private static func cells(_ text: String) -> [[String]] {
    PageOf(text).main.split(separator: "<tr>").dropFirst().map { row in
      row.matches(of: #/<t[hd][^>]*>(.*?)</t[hd]>/#).map { String($0.output.1) }
    }
  }

  @Test func rowsCellsAndAlignments() {
    let page = PageOf("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n")
    #expect(page.messages.isEmpty)
    #expect(page.main.contains("<th scope=\"col\" class=\"left\">a</th><th scope=\"col\" class=\"centre\">b</th>"))
    #expect(page.main.contains("<td class=\"right\">3</td><td>4</td>"))
  }

  @Test(arguments: [
    ("a | b\n--|--\n1 | 2", [["a", "b"], ["1", "2"]]),
    (
      "| a |\n|---|\n| *x* **y** `z` [l](u) |",
      [["a"], ["<em>x</em> <strong>y</strong> <code>z</code> <a href=\"u\">l</a>"]]
    ),
    ("| a |\n|---|\n| x \\| y |", [["a"], ["x | y"]]),
    ("| a |\n|---|\n| `x \\| y` |", [["a"], ["<code>x | y</code>"]]),
    ("| a | b |\n|---|---|\n| - x | # y |\n| 1. z | > w |", [["a", "b"], ["- x", "# y"], ["1. z", "&gt; w"]]),
    ("| a | b |\n|---|---|\n| x |", [["a", "b"], ["x", ""]]),
    ("| a |\n|---|", [["a"]]),
    ("|  | b |\n|---|---|\n| \"x\" | _y_ |", [["", "b"], ["“x”", "<em>y</em>"]]),
    ("| a |\n|---|\n| [r] |\n\n[r]: /u", [["a"], ["<a href=\"/u\">r</a>"]]),
    ("| *a | b* |\n|---|---|\n| `c | d` |", [["*a", "b*"], ["`c", "d`"]]),
    ("> | a | b |\n> |---|---|\n> | 1 | 2 |", [["a", "b"], ["1", "2"]]),
    ("- | a | b |\n  |---|---|\n  | 1 | 2 |\n- x", [["a", "b"], ["1", "2"]]),
    ("| a |\r\n|---|\r\n| é日🧠 |\r\n", [["a"], ["é日🧠"]]),
    ("| a |\n|---|\n| {{ 1 + 1 }} |", [["a"], ["2"]]),
  ]) func cellsHoldInlineMarkdown(text: String, expected: [[String]]) {
    #expect(Self.cells(text) == expected)
  }

  @Test func aTableEndsAtABlankLineOrAnotherBlock() {
    let page = PageOf("text:\n| a |\n|---|\n| 1 |\n> quote\n\nafter")
    #expect(page.main.hasPrefix("<p>text:</p>\n<div"))
    #expect(page.main.hasSuffix("</table></div>\n<blockquote>\n<p>quote</p>\n</blockquote>\n<p>after</p>\n"))
  }

  @Test func formulasAndBarsInFormulas() {
    let page = PageOf("| $x$ | b |\n|---|---|\n| $\\|x\\|$ | $y$ |\n")
    #expect(page.messages.isEmpty)
    #expect(page.main.matches(of: #/<math/#).count == 3)
    #expect(page.main.contains("alttext=\"|x|\""))
  }

  @Test func aTightListStaysTight() {
    #expect(!PageOf("- a\n  | a |\n  |---|\n  | 1 |\n- b").main.contains("<p>"))
  }

  @Test(arguments: [
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "t.md:3:11 the row has 3 cells, and the table 2 columns"),
    ("| a | b |\n|---|\n| 1 | 2 |", "t.md:2:1 this is no table: 2 cells stand over 1 of dashes"),
    ("> | a |\n> |---|\n> | $\\foo$ |", "t.md:3:6 unknown command '\\foo'"),
    ("| a |\n|---|\n| {{ x }} |", "t.md:3:6 unknown result 'x'"),
    ("| a |\n|---|\n| x @y |", "t.md:3:5 nothing is labelled 'y'"),
    ("| a |\n|---|\n| x <b> |", "t.md:3:5 raw HTML is left out of the page"),
  ]) func mistakesHaveTheirPlaces(text: String, message: String) {
    #expect(PageOf(text).messages.contains(message), "\(PageOf(text).messages)")
  }

  /// What looks a little like a table and is none.
  @Test(arguments: ["a | b", "a\n---", "|---|", "a | b\nc | d", "```\n| a |\n|---|\n```", "    | a |\n    |---|"])
  func otherTextIsNoTable(text: String) {
    let page = PageOf(text)
    #expect(!page.main.contains("<table") && page.messages.isEmpty)
  }

  @Test func cellsAreKnownBehindAListingThatIsNeverClosed() {
    #expect(Self.cells("| a |\n|---|\n| b |\n\n```\ncode\n") == [["a"], ["b"]])
    #expect(PageOf("| a |\n|---|\n| b |\n\n```\ncode\n").main.hasSuffix("<pre><code>code\n</code></pre>\n"))
  }
}
