import NotebookKit
import TestSupport
import Testing

/// Boxes, task lists, numbered sections, languages, and text that means harm.
@Suite struct ProseExtensionTests {
  @Test(arguments: [
    ("NOTE", "Note"), ("TIP", "Tip"), ("IMPORTANT", "Important"), ("WARNING", "Warning"), ("caution", "Caution"),
  ])
  func boxes(kind: String, name: String) {
    let page = PageOf("> [!\(kind)]\n> Text *here*.\n>\n> - more\n")
    #expect(page.messages.isEmpty)
    #expect(
      page.main
        == "<div class=\"alert \(kind.lowercased())\" role=\"note\">\n<p class=\"alert-name\">\(name)</p>\n<p>Text <em>here</em>.</p>\n<ul>\n<li>more</li>\n</ul>\n</div>\n"
    )
  }

  @Test func boxesMayBeEmptyNestedOrApartFromTheirText() {
    #expect(PageOf("> [!NOTE]\n").main.contains("class=\"alert note\""))
    #expect(PageOf("> [!NOTE]\n>\n> x").main.contains("<p>x</p>\n</div>"))
    #expect(PageOf("- > [!NOTE]\n  > x\n").main.contains("<li>\n<div class=\"alert note\""))
    #expect(PageOf("> [!NOTE]\n> > [!TIP]\n> > x\n").main.contains("<div class=\"alert tip\""))
    #expect(PageOf("> [!NOTE]\n> | a |\n> |---|\n> | ![x](y.png) |").main.contains("<table>"))
  }

  @Test func anUnknownBoxIsAQuoteWithAWarning() {
    let page = PageOf("x\n\n> [!WARN]\n> x")
    #expect(page.messages == ["t.md:3:3 '[!WARN]' is no kind of box"])
    #expect(page.main.contains("<blockquote>"))
    #expect(PageOf("> [!NOTE] inline\n> x").main.contains("<blockquote>"))
  }

  @Test func boxesToTick() {
    let main = PageOf("- [x] *done*\n- [ ] open\n- [y] other\n- [ ]\n").main
    #expect(main.contains("<li><span class=\"task done\" role=\"img\" aria-label=\"done\"></span> <em>done</em></li>"))
    #expect(main.contains("aria-label=\"to do\"></span> open</li>") && main.contains("<li>[y] other</li>"))
  }

  @Test func sectionsAreNumbered() {
    let page = PageOf(
      "---\nnumber-sections: yes\n---\n## A\n### B {#sec-b}\n### C\n## D\n#### E {#sec-e}\n\n@sec-b @sec-e")
    #expect(page.messages.isEmpty)
    let numbers = page.main.matches(of: #/section-number">([^<]*)</#).map { String($0.output.1) }
    #expect(numbers == ["1", "1.1", "1.2", "2", "2.0.1"])
    #expect(page.main.contains(">Section\u{A0}1.1</a> ") && page.main.contains(">Section\u{A0}2.0.1</a>"))
    #expect(page.html.contains("<li><a href=\"#sec-b\"><span class=\"section-number\">1.1</span> B</a>"))
  }

  @Test func theLanguageIsThePages() {
    #expect(PageOf("---\nlang: de\n---\n").html.contains("<html lang=\"de\">"))
    #expect(PageOf("").html.contains("<html lang=\"en\">"))
  }

  @Test(arguments: [
    ("a\n\nb <b>x", "t.md:3:3 raw HTML is left out of the page"),
    ("a <i>x</i> <i>", "t.md:1:12 raw HTML is left out of the page"),
    ("- x\n\n  <div>\n  y\n", "t.md:3:3 raw HTML is left out of the page"),
    ("# Title {#Sec_x}", "t.md:1:11 'Sec_x' is not a label"),
    ("x [y](javascript:z)", "t.md:1:7 a link that would run a script is left out"),
  ]) func whatIsLeftOutIsSaid(text: String, message: String) {
    #expect(PageOf(text).messages.contains(message), "\(PageOf(text).messages)")
  }

  @Test func whatGoesOverALineEndLeavesNoBlankBehindIt() {
    #expect(PageOf("see $a\n= b$, and").main.contains("</math>,</span> and"))
    #expect(
      PageOf("# H {#h}\n\nsee [@h,\np. 3], and").main.contains(
        "see\n[<a class=\"ref\" href=\"#h\">Section “H”</a>, p.\u{A0}3], and"))
    #expect(PageOf("- $a\n  = b$ c\n- d").main.matches(of: #/<li>/#).count == 2)
  }

  @Test func headingsOfSeveralLinesAreOneHeading() {
    let page = PageOf("One $a$\ntwo $b$\n===\n\nnext $c$\n---\n")
    #expect(page.main.matches(of: #/<math/#).count == 3 && page.main.matches(of: #/<h[12] /#).count == 2)
    #expect(page.report.notebook.prose.formulas.count == 3)
  }

  /// Text that means harm ends in time, and with a message where it is cut short.
  @Test(
    arguments: [
      ("![[]()", "opening brackets"), ("[", "opening brackets"), ("[^a", nil), ("[@a; ", nil),
      ("[^a]: b\n", "defined twice"),
      ("> ", "deep, and the limit is 100"), ("- ", nil), ("| a ", nil),
      ("[x](", "opening brackets"),
      ("$x$ ", "formulas, values and references"), ("<!-- solution -->\n", "a part inside another"),
      ("> [!NOTE]\n", nil),
      ("![a](b)\n", nil), ("<b>", nil), ("**a", nil), ("[^a]", nil), ("@a:", nil), ("- [ ] ", nil), ("<!--", nil),
    ] as [(String, String?)]) func hostileTextEndsInTime(piece: String, message: String?)
  {
    var page: PageOf?
    let count = ["![[]()", "[", "$x$ "].contains(piece) ? 100_000 : 20_000
    let time = processorTime { page = PageOf(String(repeating: piece, count: count)) }
    #expect(time < 30, "\(piece): \(time)")
    if let message { #expect(page?.messages.contains { $0.contains(message) } == true, "\(piece)") }
  }

  @Test(arguments: [1, 2000]) func wideAndLongTablesEndInTime(columns: Int) {
    let row = String(repeating: "| a ", count: columns) + "|\n"
    let dashes = String(repeating: "|---", count: columns) + "|\n"
    var page: PageOf?
    let time = processorTime { page = PageOf(row + dashes + String(repeating: row, count: 20_000 / columns)) }
    #expect(time < 20, "\(time)")
    #expect(page?.messages == (columns > 100 ? ["t.md:2:1 the table has more than 100 columns"] : []))
  }
}
