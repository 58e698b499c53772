import NotebookKit
import Testing

/// Values in prose that were refused, and parameters that name others.
@Suite struct MistakenValueTests {
  @Test func aRefusedValueIsNotPrinted() {
    let page = PageOf("Sum: {{ 2 V + 3 }}.\n")
    #expect(!page.messages.isEmpty && page.main.contains("Sum: ") && !page.main.contains("Sum: 5"))
  }

  @Test(arguments: [
    ("a: log(-1)", "t.md:2:4 'a' is not a finite number: it is undefined"),
    ("a: 1/0", "t.md:2:4 'a' is not a finite number: it is inf"),
    ("pi: 3", "t.md:2:1 'pi' has a meaning of its own and cannot be redefined"),
  ]) func aNamedValueIsANumber(line: String, message: String) {
    #expect(PageOf("```yaml {values #v}\n\(line)\n```\n").messages == [message])
  }

  /// A column may be called as the count of rows is.
  @Test func aColumnMayCount() {
    let page = PageOf(
      "```yaml {data #d}\ncolumns: {t: number, count: number}\nrows: [[0, 7], [1, 9]]\n```\n\nRows {{ d.count }}, cell {{ d.count(1) }}.\n"
    )
    #expect(page.messages == [] && page.main.contains("Rows 2, cell 9."))
  }

  /// The box at the top is for what has no place on the page: a mistake in a file of data stands in its block alone.
  @Test func aMistakeInAFileStandsInItsBlock() {
    let page = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: number}\n```\n", texts: ["c.csv": "t\n\"0\n"])
    #expect(page.messages == ["c.csv:2:1 the quote is never closed"])
    #expect(page.html.ranges(of: "the quote is never closed").count == 1)
    #expect(!page.html.contains("not what was asked for"))
  }

  @Test func parametersMayNameThoseAboveThem() {
    let page = PageOf("---\nparams: {a: 2, b: params.a*3}\n---\nProduct: {{ params.b }}.\n")
    #expect(page.messages == [] && page.main.contains("Product: 6."))
  }
}
