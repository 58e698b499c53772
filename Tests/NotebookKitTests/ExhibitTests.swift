import Testing

@testable import NotebookKit

/// Images and tables of the text with captions and labels, as Pandoc and Quarto have them.
@Suite struct ExhibitTests {
  private static let table = "| a | b |\n|---|---|\n| 1 | 2 |\n"

  private struct NoText: Error {}

  private func page(_ text: String) -> PageOf { PageOf(text, files: ImageTests.files) }

  @Test func imagesAndTablesCountWithTheOthers() {
    let page = page(
      """
      See @fig-b, @tbl-a and @fig-a.

      ![A *cell* at $v = {{ 2*3 }}$ mV](a.png){#fig-a width=60%}

      ```yaml {model #m}
      equations: dx/dt = -x
      initial: {x: 1}
      ```

      ```yaml {solve #s}
      model: m
      method: taylor
      until: 1
      ```

      ```yaml {plot}
      of: s
      echo: no
      ```

      ![Another](a.png){#fig-b}

      \(Self.table)

      : The **numbers** of {{ 1 + 1 }} cells,
      in two lines {#tbl-a}

      ```yaml {compare #c}
      of: s
      measure: max
      echo: no
      ```

      \(Self.table)

      : Without a label
      """)
    #expect(page.messages.isEmpty, "\(page.messages)")
    let main = page.main
    #expect(
      main.contains(
        "See <a class=\"ref\" href=\"#fig-b\">Figure\u{A0}3</a>, <a class=\"ref\" href=\"#tbl-a\">Table\u{A0}1</a> and <a class=\"ref\" href=\"#fig-a\">Figure\u{A0}1</a>."
      ))
    #expect(
      main.contains(
        "<div class=\"exhibit figure\" id=\"fig-a\">\n<figure>\n<img class=\"alone\" style=\"width: 60%\" src=\"data:image/png;base64,iVBORwECAw==\" alt=\"A cell at v = 6 mV\" />\n<figcaption><a class=\"label\" href=\"#fig-a\">Figure\u{A0}1.</a> A <em>cell</em> at <math"
      ))
    #expect(
      main.contains(
        "<figcaption><a class=\"label\" href=\"#tbl-a\">Table\u{A0}1.</a> The <strong>numbers</strong> of 2 cells, in two lines</figcaption>"
      ))
    #expect(main.contains("<figcaption><span class=\"label\">Table\u{A0}3.</span> Without a label</figcaption>"))
    #expect(!main.contains("{#") && !main.contains(": The"))
  }

  @Test(arguments: [
    "\(table)\n: In {{ 2 }} {#tbl-a}", "\(table)\n\n\n: In {{ 2 }} {#tbl-a}\n\nText",
    "> | a | b |\n> |---|---|\n> | 1 | 2 |\n>\n> : In {{ 2 }} {#tbl-a}",
    "- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n\n  : In {{ 2 }} {#tbl-a}\n- y",
    "\(table)\r\n: In {{ 2 }} {#tbl-a}\r\n",
  ]) func captionsStandBelowTables(text: String) {
    let page = page(text + "\n\n@tbl-a\n")
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(page.main.contains("<td>1</td><td>2</td></tr></tbody>"), "\(page.main)")
    #expect(
      page.main.contains("<figcaption><a class=\"label\" href=\"#tbl-a\">Table\u{A0}1.</a> In 2</figcaption>"),
      "\(page.main)")
  }

  @Test func aWidthAloneMakesNoFigure() {
    let page = page("![x](a.png){width=20%}\n\n![y](a.png){ width=\"100%\" }")
    #expect(page.messages.isEmpty)
    #expect(page.main.contains("<p><img class=\"alone\" style=\"width: 20%\" src="))
    #expect(page.main.contains("style=\"width: 100%\"") && !page.main.contains("figure"))
  }

  @Test(arguments: [
    ("![x](a.png){#fig_a}", "t.md:1:14 'fig_a' is not a label"),
    ("![x](a.png){#fig-a}\n\n![y](a.png){#fig-a}", "t.md:3:14 the label 'fig-a' is given twice"),
    ("![x](a.png){width=2cm}", "t.md:1:12 these attributes are Quarto's, and stand on the page as they are"),
    ("![x](a.png){width=0%}", "t.md:1:12 these attributes are Quarto's, and stand on the page as they are"),
    ("Text.\n\n: caption {#tbl-a}", "t.md:3:1 no table stands above this caption"),
    ("\(table)\nText.\n\n: caption {#tbl-a}", "t.md:7:1 no table stands above this caption"),
    ("\(table)\n: caption {#Tbl}", "t.md:5:13 'Tbl' is not a label"),
    ("\(table): caption {#tbl-a}", "t.md:4:1 this is a row of the table"),
    (
      "\(table)\n: caption {#tbl-a .striped}",
      "t.md:5:1 these attributes are Quarto's, and stand on the page as they are"
    ),
    ("\(table)\n: caption @none {#tbl-a}", "t.md:5:11 nothing is labelled 'none'"),
  ]) func mistakesHaveTheirPlaces(text: String, message: String) {
    #expect(page(text).messages == [message])
  }

  @Test func othersSayThemInMarkdown() throws {
    let page = page(
      "![A *cell* at {{ 2 }}](a.png){#fig-a width=60%}\n\n\(Self.table)\n: Of {{ 2 }} {#tbl-a}\n\n> | a |\n> |---|\n>\n> : Quoted\n>\n> ![An [odd] one](a.png \"t]t\"){#fig-b}\n\n- x\n\n  ![In a list](a.png){#fig-c}\n\n  more\n"
    )
    let files = ExportFormat.markdown.files(page.report, ExportSettings(name: "t"))
    let content = try #require(files.first?.content)
    guard case .bytes(let bytes) = content else { throw NoText() }
    let file = String(decoding: bytes, as: UTF8.self)
    #expect(
      file.contains(
        """
        ![A *cell* at 2](t-files/images/a.png)\\
        <a id="fig-a"></a>**Figure 1.** A *cell* at 2

        | a | b |
        |---|---|
        | 1 | 2 |

        <a id="tbl-a"></a>**Table 1.** Of 2

        > | a |
        > |---|
        >
        > **Table 2.** Quoted
        >
        > ![An [odd] one](t-files/images/a.png "t]t")\\
        > <a id="fig-b"></a>**Figure 2.** An [odd] one

        - x

          ![In a list](t-files/images/a.png)\\
          <a id="fig-c"></a>**Figure 3.** In a list

          more
        """), "\(file)")
  }
}
