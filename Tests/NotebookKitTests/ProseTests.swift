import Diagnostics
import NotebookKit
import TestSupport
import Testing

@Suite struct ProseTests {
  static func page(_ text: String) -> (html: String, messages: [String]) {
    let plan = Plan(Notebook(parsing: Source(path: "t.md", text: text)))
    let report = Report(running: plan)
    let html = Page(report).html
    let main =
      html.split(separator: "<main>\n", maxSplits: 1).last?.split(separator: "</main>", maxSplits: 1).first ?? ""
    return (String(main), report.diagnostics.map(\.message))
  }

  @Test func plainMarkdownIsWhatLibcmarkMakesOfIt() {
    #expect(Self.page("Some *text* with `code`.").html == "<p>Some <em>text</em> with <code>code</code>.</p>\n")
  }

  /// Signs of ours that stand in code, links and addresses are left alone.
  @Test(arguments: [
    "`$x$ {{ y }} @z`", "```\n$x$ {{ y }} @z\n```", "    $x$ {{ y }} @z", "[a](http://x.org/@you/$a$)",
    "<https://x.org/@you>",
    "me@example.org", "costs 5$ or 6$", "\\$x\\$", "a {b} c", "~~~yaml\n@x {{ y\n~~~",
  ]) func leavesOtherSignsAlone(text: String) {
    let (html, messages) = Self.page(text)
    #expect(messages.isEmpty)
    #expect(!html.contains("<math") && !html.contains("unknown"))
  }

  @Test(arguments: [
    "$x$", "$`x`$", "a $x$ b", "$$x$$", "$$\nx\n$$", "```math\nx\n```", "- $x$", "> $$\n> x\n> $$", "**$x$**", "# $x$",
    "$\\{x\\}$",
    "$a*b*c$", "$x_1$ and *$y$*",
  ]) func findsFormulas(text: String) {
    let (html, messages) = Self.page(text)
    #expect(messages.isEmpty)
    #expect(html.contains("<math"))
    #expect(!html.contains("$"))
  }

  @Test func linesOfADisplayFormulaAreNoListOrHeading() {
    let (html, _) = Self.page("$$\na\n+ b\n= c\n$$\n\nafter")
    #expect(!html.contains("<ul>") && !html.contains("<h1"))
    #expect(html.contains("<p>after</p>"))
  }

  @Test func equationsAreNumberedAndReferredTo() {
    let (html, messages) = Self.page("See @eq-a and @eq-b.\n\n```math {#eq-a}\nx\n```\n\n$$ y $$ {#eq-b}\n")
    #expect(messages.isEmpty)
    #expect(html.contains("<a class=\"ref\" href=\"#eq-a\">Equation\u{A0}1</a>"))
    #expect(html.contains("<a class=\"ref\" href=\"#eq-b\">Equation\u{A0}2</a>"))
    #expect(html.contains("id=\"eq-b\""))
  }

  @Test func headingsHaveIdsAndAreReferredTo() {
    let (html, messages) = Self.page("# First *one*\n\n# Second {#sec-b}\n\n# First one\n\nSee @sec-b.")
    #expect(messages.isEmpty)
    #expect(html.contains("<h1 id=\"first-one\">") && html.contains("<h1 id=\"first-one-2\">"))
    #expect(html.contains("<a class=\"ref\" href=\"#sec-b\">Section “Second”</a>"))
    #expect(!html.contains("{#"))
  }

  @Test func valuesAreFormulasWithAFormat() {
    let front = "---\nparams: {x: 3, name: word, q: 5 ms}\n---\n"
    #expect(Self.page(front + "{{ params.x }}").html == "<p>3</p>\n")
    #expect(Self.page(front + "{{ params.x/7:.3f }}").html == "<p>0.429</p>\n")
    #expect(Self.page(front + "{{ -params.x/7e9 }}").html == "<p>−4.28571\u{202F}×\u{202F}10⁻¹⁰</p>\n")
    #expect(Self.page(front + "{{ params.name }}").html == "<p>word</p>\n")
    #expect(Self.page(front + "**{{ params.x }}**").html == "<p><strong>3</strong></p>\n")
    #expect(Self.page(front + "$x = {{ params.x }}$").html.contains("<mn>3</mn>"))
  }

  @Test func rawHTMLIsLeftOutWithAWarning() {
    let (html, messages) = Self.page(
      "a <b>c</b>\n\n<script>alert(1)</script>\n\n<!-- a comment -->\n\n[x](javascript:alert(1))")
    #expect(!html.contains("<b>") && !html.contains("script") && !html.contains("comment"))
    #expect(messages.count == 4)
  }

  @Test func privateCharactersOfTheAuthorsOwnSurvive() {
    #expect(Self.page("a \u{F0000} $x$ \u{F0001} b").html.contains("a \u{F0000} <math"))
  }

  /// Near misses of the form of a directive are shown the right form.
  @Test(arguments: [
    ("```{solve}", "write '```yaml {solve}'"), ("```yaml{solve #a}", "write '```yaml {solve #a}'"),
    ("```yml {solve}", "write '```yaml {solve}'"), ("```solve {#a}", "write '```yaml {solve #a}'"),
    ("```yaml {solve} step=1", "keys go into the block"),
    ("```yaml {solve #A_b}", "write '#a-b': a label is small letters, digits and '-'"),
    ("```yaml {#a solve}", "write '```yaml {name #label}'"),
    ("```yaml {solve #a .wide}", "write '```yaml {solve #label}'; keys go into the block"),
    ("```yaml {solve", "write '```yaml {name #label}'"), ("```yaml {}", "write '```yaml {solve #label}'"),
  ]) func nearMissesAreShownTheRightForm(fence: String, hint: String) {
    let plan = Plan(Notebook(parsing: Source(path: "t.md", text: fence + "\nx: 1\n```\n")))
    #expect(plan.diagnostics.count == 1)
    #expect(plan.diagnostics.first?.hint == hint)
  }

  @Test(arguments: ["```yaml", "```yaml config.yml", "```swift", "```", "```expect", "```math-ish", "```json {1,3}"])
  func listingsStayListings(fence: String) {
    let (html, messages) = Self.page(fence + "\nx: 1\n```\n")
    #expect(messages.isEmpty)
    #expect(html.contains("<pre><code"))
  }

  @Test func anUnclosedBlockIsOneMessage() {
    let (_, messages) = Self.page("```yaml {solve #a}\nmodel: rs\n\nmore text: that is: not yaml\n")
    #expect(messages == ["the block is never closed"])
  }

  @Test func circlesAreFound() {
    let (_, messages) = Self.page("```yaml {values #a}\nx: b.y\n```\n```yaml {values #b}\ny: a.x\n```\n")
    #expect(messages.contains { $0.hasPrefix("'a' needs itself") || $0.hasPrefix("'b' needs itself") })
  }

  /// Any text makes a page, and no text takes long.
  @Test func anyTextMakesAPage() {
    var random = SplitMix64(seed: 11)
    let pieces = [
      "```yaml {solve #a}\n", "```\n", "model: rs\n", "$x$", "$$", "{{ a.v(1) }}", "{{", "}}", "@a", "# H {#a}\n",
      "\n\n", "- ", "> ",
      "| a | b |\n|---|---|\n", "---\n", "params: {I: 1}\n", "<!-- x -->", "<b>", "![a](b)", "[x](y)", "é日🧠", "\\", "`",
      "*", "\t", "$`x`$",
      "```yaml {model #m}\nequations: |\n  dv/dt = -v\ninitial: {v: 1}\n```\n", "```math {#e}\n\\frac{a}{b}\n```\n",
      "\u{F0000}", "\r\n", "[^a]", "[^a]: x\n", "[@a; @B, p. 3]", "| a |\n|--|\n", " | ", "\\|", "> [!NOTE]\n",
      "- [ ] ", "    ",
      "<!-- solution -->\n", "<!-- /solution -->\n", "<!-- include: x -->\n", "\u{FFFFD}",
      "---\nbibliography: x\n---\n", "===\n",
    ]
    for _ in 0..<1500 {
      let count = Int.random(in: 0..<20, using: &random)
      _ = Self.page((0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined())
    }
  }

  @Test(arguments: [
    "![[]()", "[", "*a ", "> ", "- ", "$", "{{", "`", "$$", "@a ", "{{ a }}", "$x$ ", "# a\n", "<", "```yaml {solve}\n",
  ])
  func longRepetitionsEnd(piece: String) {
    let time = processorTime { _ = Self.page(String(repeating: piece, count: 20_000)) }
    #expect(time < 20, "\(piece)")
  }
}

/// What a line may not part.
@Suite struct BondsTests {
  @Test func aFormulaKeepsItsSigns() {
    let text = PageOf("see ($a$), and $b$.\n").main
    #expect(text.contains("see <span class=\"bound\">(<math"))
    #expect(text.contains("</math>),</span> and <span class=\"bound\"><math"))
    #expect(text.contains("</math>.</span></p>"))
    #expect(PageOf("the $k$-th, one\n").main.contains("</math>-th,</span> one"))
  }

  @Test func aFormulaInATitleIsSaidOnce() {
    #expect(PageOf("# About $x$ here {#sec-x}\n\nsee @sec-x\n").main.contains("Section “About x here”"))
  }

  @Test func aNumberKeepsItsUnit() {
    let text = PageOf(
      "---\nparams: {I: 70 pA}\n---\n\nat 5 ms, $6$ mV, {{ params.I }} pA, 7\nHz, 8 s; `9 ms` and 4 spikes\n"
    ).main
    for bond in ["5\u{A0}ms", "</math>\u{A0}mV", "70\u{A0}pA", "7\u{A0}Hz", "8\u{A0}s"] { #expect(text.contains(bond)) }
    #expect(text.contains("9 ms</code>") && text.contains("4 spikes"))
  }
}
