import Diagnostics
import Foundation
import NotebookKit
import Testing

/// What every form is, and Markdown and LaTeX in detail.
@Suite struct ExportTests {
  private static func files(_ page: PageOf, _ format: ExportFormat) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: format.files(page.report, ExportSettings(name: "t")).map { file in
        switch file.content {
        case .bytes(let bytes): (file.path, String(decoding: bytes, as: UTF8.self))
        case .printed(let html): (file.path, html)
        }
      })
  }

  /// A file of the folder for each form, and a form for each file.
  @Test func theCatalogueKnowsEveryForm() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/NotebookKit/Exports")
    let texts = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .map { try String(contentsOf: $0, encoding: .utf8) }
    let written = texts.joined().matches(of: /static let \w+ = ExportFormat\(\s*"([a-z-]+)"/).map {
      String($0.output.1)
    }
    #expect(Set(written) == Set(ExportFormat.catalogue.map(\.name)) && written.count == ExportFormat.catalogue.count)
    #expect(ExportFormat.catalogue.first?.name == "html")
  }

  @Test(arguments: ExportFormat.catalogue.map(\.name)) func theSameReportGivesTheSameFiles(name: String) throws {
    let format = try #require(ExportFormat.catalogue.first { $0.name == name })
    let first = Self.files(PageOf(JupyterTests.lesson), format)
    #expect(!first.isEmpty && first == Self.files(PageOf(JupyterTests.lesson), format))
    #expect(first.keys.allSatisfy { $0.hasPrefix("t.") || $0.hasPrefix("t-") })
  }

  private static let text = """
    ---
    title: On $v$ and *w*
    author: A. Author
    abstract: See @fig-v.
    params: {I: 70}
    bibliography: works.bib
    ---

    # First {#sec-a}

    The current is {{ params.I }} pA ([@izhi, p. 3], @izhi, @eq-e, @sec-a, [-@nobody]).[^n]
    $I = {{ params.I }}$, as in `{{ code }}`, in [another](other.html#there) and [far](https://example.org/a.html).

    [^n]: A note on @fig-v.

    ```math {#eq-e}
    y = {{ params.I }}
    ```

    $$ a = b $$ {#eq-f}

    ```yaml {model #m}
    equations: |
      dx/dt = if(t > 0.5, -k_a*x^2/2, sqrt(x)) + exp(-t)
    parameters: {k_a: 2}
    initial: {x: 1}
    ```

    > quoted
    >
    > ```yaml {solve #run}
    > model: m
    > method: rk4
    > step: 0.1
    > until: 1
    > ```

    ```yaml {plot #fig-v}
    of: run
    caption: The path at {{ params.I }} | pA.
    alt: It falls [slowly].
    ```

    ```yaml {data #tbl}
    columns: {name: text, x: mV}
    rows:
      - [a|b_c, 3.5]
      - [d & 5 %, -2.5]
    caption: Data.
    ```

    ![a dot](images/dot.svg)
    """
  private static let around = [
    "works.bib": "@article{izhi, author={Izhikevich, Eugene}, title={Simple model}, journal={IEEE}, year={2003}}",
    "images/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
  ]

  @Test func markdownIsFilledInAndKeepsTheRest() throws {
    let page = PageOf(Self.text.replacing(", [-@nobody]", with: ""), texts: Self.around)
    #expect(page.messages.isEmpty, "\(page.messages)")
    let files = Self.files(page, .markdown)
    let text = try #require(files["t.md"])
    for part in [
      "# On $v$ and *w*\n", "*A. Author*", "See [Figure 1](#fig-v).".replacing(" 1", with: "\u{A0}1"),
      "# <a id=\"sec-a\"></a>First\n",
      "The current is 70 pA ((Izhikevich, 2003, p. 3), Izhikevich (2003), Equation\u{A0}1,",
      "$I = {70}$, as in `{{ code }}`, in [another](other.md#there) and [far](https://example.org/a.html).",
      "[^n]: A note on [Figure\u{A0}1](#fig-v).", "```math\ny = {70} \\tag{1}\n```", "$$ a = b \\tag{2} $$\n",
      "\\frac{\\mathrm{d}x}{\\mathrm{d}t}", "\\begin{cases}", "k_{a}", "\\sqrt{x}", "\\exp(-t)",
      "> Runge–Kutta 4", "![It falls \\[slowly\\].](t-files/fig-v.svg)", "**Figure 1.** The path at 70 | pA.",
      "| a\\|b\\_c | 3.5 |", "| d & 5 % | −2.5 |", "![a dot](t-files/images/images-dot.svg)",
      "# References\n\n- Izhikevich, E. (2003). Simple model. *IEEE*.",
    ] { #expect(text.contains(part), "\(part) in \(text)") }
    #expect(!text.contains("yaml {") && !text.contains("{#") && !text.contains("@"))
    #expect(Set(files.keys) == ["t.md", "t-files/fig-v.svg", "t-files/images/images-dot.svg"])
    #expect(files["t-files/fig-v.svg"]?.contains("--plot-1:") == true)
  }

  @Test func mistakesAndFailuresAreTold() throws {
    let page = PageOf("a\n\n```yaml {solve #x}\nstpe: 1\n```\n\nb {{ x.steps }}\n")
    let text = try #require(Self.files(page, .markdown)["t.md"])
    #expect(text.contains("> [!CAUTION]\n> This block has a mistake") && text.contains("stpe") && text.contains("b ?"))
  }

  @Test func tablesAreLaTeX() throws {
    let files = Self.files(PageOf(Self.text, texts: Self.around), .latexTables)
    #expect(files.count == 1)
    let table = try #require(files["t-tables/tbl.tex"])
    for part in [
      "\\begin{tabular}{lr}", "a|b\\_c & 3.5 \\\\", "d \\& 5 \\% & $-2.5$ \\\\", "\\toprule",
      "\\bottomrule\n\\end{tabular}\n",
    ] { #expect(table.contains(part), "\(part) in \(table)") }
  }

  @Test func cellsOfLaTeXAreEscaped() throws {
    let format = try #require(NumberFormat(parsing: ".1e"))
    let table = Table(
      columns: [Table.Column("a_b", unit: "mV", isNumeric: false), Table.Column("c")],
      rows: [
        [.text("{x} \\ ~ ^ # < µ ²"), .number(-1.2e-9, format)], [.missing("no reason"), .number(.infinity, format)],
      ])
    let text = LaTeXTable.text(table, caption: "two\nlines")
    #expect(text.contains("% two lines\n\\begin{tabular}{lr}\n\\toprule\na\\_b (mV) & c \\\\"))
    #expect(
      text.contains(
        "\\{x\\} \\textbackslash{} \\textasciitilde{} \\textasciicircum{} \\# $<$ $\\mu$ $^{2}$ & $-1.2 \\times 10^{-9}$ \\\\"
      ), "\(text)")
    #expect(text.contains("--- & $\\infty$ \\\\"))
  }

  @Test func paperIsSaidInThePage() throws {
    let report = PageOf("# A\n").report
    for (paper, word) in [(Paper.a4, "A4"), (.letter, "Letter")] {
      let files = ExportFormat.printed.files(report, ExportSettings(name: "t", paper: paper))
      guard case .printed(let html) = try #require(files.first).content else { continue }
      #expect(html.contains("@page { size: \(word); }\n</style>") && files[0].path == "t.pdf")
    }
  }
}
