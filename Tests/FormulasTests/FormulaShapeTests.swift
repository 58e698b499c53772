import Diagnostics
import Formulas
import Markup
import Testing

/// What the MathML of single constructs looks like.
@Suite struct FormulaShapeTests {
  /// What stands between `<semantics>` and the annotation.
  static func content(_ tex: String, isDisplay: Bool = false) -> String {
    let formula = Formula(tex: Fragment(tex, path: "f"), isDisplay: isDisplay)
    guard case .element("math", _, let parts) = formula.math, case .element("semantics", _, let content)? = parts.first
    else { return "" }
    return content.dropLast().map(\.html).joined()
  }

  @Test func theElementHoldsTheTeX() {
    let formula = Formula(tex: Fragment(" a < b ", path: "f"), isDisplay: true)
    #expect(
      formula.math.html == """
        <math display="block" alttext="a &lt; b"><semantics><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>\
        <annotation encoding="application/x-tex">a &lt; b</annotation></semantics></math>
        """)
    #expect(!Formula(tex: Fragment("a", path: "f"), isDisplay: false).math.html.contains("display"))
  }

  @Test(arguments: [
    ("x", "<mi>x</mi>"), (#"\mathrm d"#, #"<mi mathvariant="normal">d</mi>"#), (#"\mathrm{peak}"#, "<mi>peak</mi>"),
    (#"\Gamma"#, #"<mi mathvariant="normal">Γ</mi>"#), (#"\alpha"#, "<mi>α</mi>"), (#"\varepsilon"#, "<mi>ε</mi>"),
    (#"\epsilon"#, "<mi>ϵ</mi>"), (#"\varphi"#, "<mi>φ</mi>"), (#"\phi"#, "<mi>ϕ</mi>"),
    (#"\nabla"#, #"<mi mathvariant="normal">∇</mi>"#), (#"\partial"#, "<mi>∂</mi>"),
    (#"\mathbb R"#, "<mi>ℝ</mi>"), ("é", "<mi>é</mi>"), ("x\u{304}", "<mi>x\u{304}</mi>"),
    ("3.14", "<mn>3.14</mn>"), (".5", "<mn>.5</mn>"), ("1{,}000", "<mn>1,000</mn>"),
    ("1,2", "<mrow><mn>1</mn><mo>,</mo><mn>2</mn></mrow>"), (#"\mathbf{12}"#, "<mn>𝟏𝟐</mn>"),
    (#"\operatorname{leaky-relu}"#, "<mi>leaky-relu</mi>"), (#"\mathit{diff}"#, "<mi>𝑑𝑖𝑓𝑓</mi>"),
    (#"{\rm d}"#, #"<mi mathvariant="normal">d</mi>"#), ("", "<mrow/>"),
  ])
  func identifiersAndNumbers(tex: String, expected: String) { #expect(Self.content(tex) == expected) }

  /// The letters in the holes of Unicode's alphabets, and some beside them.
  @Test(arguments: [
    (#"\mathbb{CHNPQRZAk1}"#, "ℂℍℕℙℚℝℤ𝔸𝕜𝟙"), (#"\mathcal{BEFHILMRegoAb}"#, "ℬℰℱℋℐℒℳℛℯℊℴ𝒜𝒷"),
    (#"\mathscr{L}"#, "ℒ"), (#"\mathfrak{CHIRZAg}"#, "ℭℌℑℜℨ𝔄𝔤"), (#"\mathbf{Aa\alpha\Gamma\nabla0}"#, "𝐀𝐚𝛂𝚪𝛁𝟎"),
    (#"\boldsymbol{Aa\alpha\epsilon\Gamma\nabla\partial0}"#, "𝑨𝒂𝜶𝝐𝚪𝛁𝝏𝟎"), (#"\bm{\mathcal L}"#, "𝓛"),
    (#"\boldsymbol{\mathrm x}"#, "𝐱"), (#"\mathit{h\Gamma}"#, "ℎ𝛤"), (#"\mathsf{Aa0}"#, "𝖠𝖺𝟢"),
    (#"\mathtt{Aa0}"#, "𝙰𝚊𝟶"),
  ])
  func alphabets(tex: String, letters: String) {
    let formula = Formula(tex: Fragment(tex, path: "f"), isDisplay: false)
    #expect(formula.math.plainText == letters + tex)
  }

  @Test(arguments: [
    ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"), ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    ("x^12", "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>2</mn></mrow>"),
    ("f'", "<mrow><mi>f</mi><mo>′</mo></mrow>"), ("f''", "<mrow><mi>f</mi><mo>″</mo></mrow>"),
    (#"f^\prime"#, "<mrow><mi>f</mi><mo>′</mo></mrow>"), (#"f^{\prime\prime}"#, "<mrow><mi>f</mi><mo>″</mo></mrow>"),
    ("f'^2", "<msup><mrow><mi>f</mi><mo>′</mo></mrow><mn>2</mn></msup>"),
    (
      "y_1'",
      #"<msub><mrow><mi>y</mi><mo>′</mo></mrow><mrow><mspace class="back-5"/><mn>1</mn></mrow></msub>"#
    ),
    ("{}^2x", "<mrow><msup><mrow/><mn>2</mn></msup><mi>x</mi></mrow>"),
    (#"\hat x"#, #"<mover accent="true"><mi>x</mi><mo stretchy="false" class="slanted">ˆ</mo></mover>"#),
    (#"\hat{\mathbf x}"#, #"<mover accent="true"><mi>𝐱</mi><mo stretchy="false">ˆ</mo></mover>"#),
    (
      #"\widehat{ab}"#,
      #"<mover accent="true"><mrow><mi>a</mi><mi>b</mi></mrow><mo stretchy="true">ˆ</mo></mover>"#
    ),
    (#"\overline z"#, #"<mrow class="overline"><mi>z</mi></mrow>"#),
    (#"\sqrt[3]x"#, "<mroot><mi>x</mi><mn>3</mn></mroot>"), (#"\sqrt{x}"#, "<msqrt><mi>x</mi></msqrt>"),
    (#"\frac12"#, "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
    (#"\dfrac12"#, #"<mstyle displaystyle="true"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>"#),
    (
      #"x^\tfrac12"#,
      #"<msup><mi>x</mi><mstyle displaystyle="false" scriptlevel="0"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle></msup>"#
    ),
    (
      #"\tbinom nk"#,
      #"<mrow><mo>(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow>"#
    ),
  ])
  func scriptsAndConstructs(tex: String, expected: String) { #expect(Self.content(tex) == expected) }

  @Test(arguments: [
    (#"\sum_i^n"#, false, "msubsup"), (#"\sum_i^n"#, true, "munderover"), (#"\sum\nolimits_i"#, true, "msub"),
    (#"\lim_{x}"#, true, "munder"), (#"\lim_{x}"#, false, "msub"), (#"\int_a^b"#, true, "msubsup"),
    (#"\int\limits_a^b"#, true, "munderover"), (#"\operatorname*{argmin}_x"#, true, "munder"),
    (#"\operatorname{argmin}_x"#, true, "msub"), (#"\underbrace{x}_n"#, false, "munder"),
  ])
  func limits(tex: String, isDisplay: Bool, element: String) {
    #expect(Self.content(tex, isDisplay: isDisplay).hasPrefix("<\(element)>"))
  }

  @Test func limitsStayAboveInALineWhenAskedFor() {
    #expect(Self.content(#"\sum\limits_i"#).contains(#"<mo lspace="0" rspace="0" movablelimits="false">∑</mo>"#))
  }

  @Test(arguments: [
    ("a-b", "<mo>−</mo>"), ("-b", #"<mo form="prefix">−</mo>"#), ("a=-b", #"<mo form="prefix">−</mo>"#),
    ("(-b)", #"<mo form="prefix">−</mo>"#), ("a,-b", #"<mo form="prefix">−</mo>"#),
    (#"\sin -b"#, #"<mo form="prefix" lspace="0.1667em">−</mo>"#), ("{-}b", #"<mo form="prefix">−</mo>"#),
    ("x_{i+1}", #"<mo lspace="0" rspace="0">+</mo>"#), ("x^{i=1}", #"<mo lspace="0" rspace="0">=</mo>"#),
    (#"f(\cdot)"#, #"<mo lspace="0" rspace="0">⋅</mo>"#), (#"|-x|"#, #"<mo form="prefix">−</mo>"#),
    ("a:b", #"<mo lspace="0.2778em" rspace="0.2778em">:</mo>"#),
    (#"f\colon A"#, #"<mo lspace="0" rspace="0.1667em">:</mo>"#),
  ])
  func operatorsKnowTheirNeighbours(tex: String, expected: String) { #expect(Self.content(tex).contains(expected)) }

  @Test(arguments: [
    (#"2\sin x"#, #"<mn>2</mn><mspace width="0.1667em"/><mi>sin</mi><mo rspace="0.1667em">⁡</mo><mi>x</mi>"#),
    (#"\sin(x)"#, #"<mi>sin</mi><mo>⁡</mo><mo stretchy="false">(</mo>"#),
    (#"\sin^2 x"#, #"<msup><mi>sin</mi><mn>2</mn></msup><mo rspace="0.1667em">⁡</mo><mi>x</mi>"#),
    (#"\arg\max"#, #"<mi>arg</mi><mo rspace="0.1667em">⁡</mo><mi>max</mi>"#),
    (#"a\!b"#, #"<mi>a</mi><mspace class="back-3"/><mi>b</mi>"#),
  ])
  func functionsAndSpaces(tex: String, expected: String) { #expect(Self.content(tex).contains(expected)) }

  @Test(arguments: [
    (#"\left(x\right)"#, #"<mo form="prefix" stretchy="false">(</mo>"#),
    (#"\left(x^2\right)"#, #"<mo form="prefix" stretchy="false" mathsize="120%">(</mo>"#),
    (#"\left(\dfrac12\right)"#, #"<mo form="prefix" stretchy="true">(</mo>"#),
    (#"\left.x\right|"#, #"<mrow><mi>x</mi><mo form="postfix" stretchy="false">|</mo></mrow>"#),
    (#"\Bigl\{"#, #"<mo form="prefix" stretchy="true" minsize="1.8em" maxsize="1.8em">{</mo>"#),
    ("|x||y|", #"<mo form="postfix" stretchy="false">|</mo><mo form="prefix" stretchy="false">|</mo>"#),
    ("f(x)", #"<mo stretchy="false">(</mo>"#),
  ])
  func delimiters(tex: String, expected: String) { #expect(Self.content(tex).contains(expected)) }

  @Test func alignedColumnsAlternate() {
    let content = Self.content(#"\begin{aligned} a &= b & c &= d \\ &+ e \end{aligned}"#, isDisplay: true)
    #expect(content.hasPrefix(#"<mtable class="aligned" displaystyle="true"><mtr><mtd class="r">"#))
    #expect(content.split(separator: "<mtd class=\"").dropFirst().map(\.first) == ["r", "l", "r", "l", "r", "l"])
    #expect(content.contains(#"<mtd class="l"><mo form="infix">+</mo>"#))
  }

  @Test func anArrayHasItsLines() {
    let content = Self.content(#"\begin{array}{l|cr|} \hline a & b & c \\ \hline \end{array}"#)
    #expect(content.contains(#"<mtr class="rule rule-below">"#))
    #expect(
      content.split(separator: "<mtd").dropFirst().map { $0.prefix { $0 != ">" } } == [
        #" class="l bar-after""#, "", #" class="r bar-after""#,
      ])
  }

  @Test func aLineBreakAtTheEndAddsNoLine() {
    let content = Self.content(#"\begin{cases} a \\ b \\ \end{cases}"#)
    #expect(content.split(separator: "<mtr>").count == 3)
  }

  @Test func spaceAtTheEndsOfWordsIsKept() {
    #expect(
      Self.content(#"\text{if $x$ then}"#) == "<mrow><mtext>if\u{A0}</mtext><mi>x</mi><mtext>\u{A0}then</mtext></mrow>")
    #expect(
      Self.content(#"\textbf{a \textit{b}}"#)
        == "<mrow><mtext class=\"bold\">a\u{A0}</mtext><mtext class=\"bold italic\">b</mtext></mrow>")
    #expect(Self.content(#"\text{``a'' -- 5\,\%}"#).contains("“a” – 5"))
  }

  @Test func aCommentEndsWithItsLine() {
    #expect(Self.content("a % b\n+ c", isDisplay: true) == "<mrow><mi>a</mi><mo>+</mo><mi>c</mi></mrow>")
  }

  @Test(arguments: [
    (#"\not="#, "≠"), (#"\not\in"#, "∉"), (#"\not\equiv"#, "≢"), (#"\not\prec"#, "⊀"), (#"\not\vdots"#, "⋮"),
    (#"\not\lesssim"#, "≲\u{338}"), (#"1,\dots,n"#, "1,…,n"), (#"1+\dots+n"#, "1+⋯+n"),
  ])
  func signs(tex: String, text: String) {
    #expect(Formula(tex: Fragment(tex, path: "f"), isDisplay: false).math.plainText == text + tex)
  }

  @Test func typedSignsAreTheirCommands() {
    let typed = Self.content("σ(α) ≤ ∑ x → ∞, x ∈ ℝ, ∂f ≠ ∇g · ½")
    let written = Self.content(#"\sigma(\alpha) \le \sum x \to \infty, x \in ℝ, \partial f \ne \nabla g \cdot ½"#)
    #expect(typed == written)
  }

  /// A page that forbids inline styles must still show everything.
  @Test func everyClassIsInTheStyleSheet() {
    var missing: Set<String> = []
    for entry in Textbook.entries {
      for part in entry.formula.math.html.split(separator: "class=\"").dropFirst() {
        for name in part.prefix(while: { $0 != "\"" }).split(separator: " ")
        where !Formula.style.contains(".\(name)") && name != "matrix" { missing.insert(String(name)) }
      }
    }
    #expect(missing.isEmpty)
  }
}
