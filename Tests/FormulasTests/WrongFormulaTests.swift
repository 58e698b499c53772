import Diagnostics
import Formulas
import Markup
import TestSupport
import Testing

/// Formulas with mistakes in them, marked where the message points, and the messages in that order: what is said, and
/// after a dash what to do.
@Suite struct WrongFormulaTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let marked: String
    let messages: [String]
    var testDescription: String { marked }

    init(_ marked: String, _ messages: String...) {
      self.marked = marked
      self.messages = messages
    }
  }

  private func expect(_ mistake: Mistake, isDisplay: Bool) {
    let marked = MarkedText(mistake.marked)
    let tex = Fragment(source: marked.source(), range: 0..<marked.text.utf8.count)
    let formula = Formula(tex: tex, isDisplay: isDisplay)
    let found = formula.diagnostics.inFileOrder
    #expect(found.map { $0.message + ($0.hint.map { " — " + $0 } ?? "") } == mistake.messages)
    #expect(found.compactMap(\.location?.range) == marked.ranges)
    #expect(WellFormedness.fault(in: formula.math.html) == nil)
  }

  @Test(arguments: [
    Mistake(#"\frac{a}{⟦\foo⟧}"#, #"unknown command '\foo'"#),
    Mistake(
      #"⟦\alhpa⟧ + ⟦\betta⟧ x"#, #"unknown command '\alhpa' — did you mean '\alpha'?"#,
      #"unknown command '\betta' — did you mean '\beta'?"#),
    Mistake(#"⟦\Delat⟧ t"#, #"unknown command '\Delat' — did you mean '\Delta'?"#),
    Mistake(#"⟦\delat⟧ t"#, #"unknown command '\delat' — did you mean '\delta'?"#),
    Mistake(#"x \leqq 2 y ⟦\xyzzy⟧"#, #"unknown command '\xyzzy'"#),
    Mistake(#"⟦\sgn⟧ x"#, #"unknown command '\sgn' — write '\operatorname{sgn}'"#),
    Mistake(#"x \in ⟦\R⟧^n"#, #"unknown command '\R' — write '\mathbb{R}'"#),
    Mistake(#"⟦\abs⟧{x}"#, #"unknown command '\abs' — write '\lvert … \rvert'"#),
    Mistake(
      #"⟦\(⟧a⟦\)⟧"#, #"unsupported command '\(' — it is a formula already"#,
      #"unsupported command '\)' — it is a formula already"#),
    Mistake(#"x + ⟦\⟧"#, #"nothing follows '\'"#),
  ])
  func unknownCommands(mistake: Mistake) { expect(mistake, isDisplay: true) }

  @Test(arguments: [
    Mistake(#"⟦\frac⟧{a}"#, #"missing argument of '\frac' — write '\frac{…}{…}'"#),
    Mistake(#"⟦\frac⟧ a"#, #"missing argument of '\frac' — write '\frac{…}{…}'"#),
    Mistake(#"{⟦\sqrt⟧}"#, #"missing argument of '\sqrt' — write '\sqrt{…}'"#),
    Mistake(#"\frac⟦\frac⟧"#, #"missing argument of '\frac' — write '\frac{…}{…}'"#),
    Mistake(#"\left(⟦\hat⟧\right)"#, #"missing argument of '\hat' — write '\hat{…}'"#),
    Mistake(#"\begin{matrix}⟦\bar⟧ & a\end{matrix}"#, #"missing argument of '\bar' — write '\bar{…}'"#),
    Mistake(#"⟦\text⟧"#, #"missing argument of '\text' — write '\text{…}'"#),
    Mistake(#"⟦\substack⟧ a"#, #"missing argument of '\substack' — write '\substack{… \\ …}'"#),
    Mistake(#"a⟦\hspace⟧"#, #"missing argument of '\hspace' — write '\hspace{1em}'"#),
    Mistake(#"x⟦^⟧"#, "missing superscript after '^'"),
    Mistake(#"{x⟦_⟧}"#, "missing subscript after '_'"),
    Mistake(#"x⟦^⟧^2"#, "missing superscript after '^'"),
    Mistake(#"x^2⟦^⟧3"#, "double superscript — write '{x^a}^b' or 'x^{ab}'"),
    Mistake(#"x_1^2⟦_⟧{34}"#, "double subscript — write '{x_a}_b' or 'x_{ab}'"),
    Mistake(#"x^2⟦'⟧"#, #"double superscript — primes come first: write "x'^2""#),
    Mistake(#"a ⟦\limits⟧ b"#, #"'\limits' follows no operator — it belongs after a sign such as '\sum'"#),
  ])
  func argumentsAndScripts(mistake: Mistake) { expect(mistake, isDisplay: true) }

  @Test(arguments: [
    Mistake(#"⟦{⟧a + b"#, "unclosed '{'"),
    Mistake(#"a + b⟦}⟧"#, #"unmatched '}' — write '\}' for the sign"#),
    Mistake(#"\frac{a}⟦{⟧b"#, "unclosed '{'"),
    Mistake(#"\frac{1}{2}⟦}⟧{3}"#, #"unmatched '}' — write '\}' for the sign"#),
    Mistake(#"\sqrt⟦[⟧3{x}"#, "unclosed '['"),
    Mistake(#"⟦\left(⟧ a"#, #"'\left(' without '\right' — write '\right.' for an invisible end"#),
    Mistake(#"\left( a + \frac{b}⟦{⟧c \right)"#, "unclosed '{'"),
    Mistake(#"a ⟦\right)⟧"#, #"'\right)' without '\left' — write '\left.' where the invisible one should begin"#),
    Mistake(#"{ ⟦\left(⟧ a } + b \right)"#, #"'\left(' without '\right' — write '\right.' for an invisible end"#),
    Mistake(#"⟦\left⟧{ a \right}"#, #"missing delimiter after '\left' — write '\left\{'"#),
    Mistake(#"\left( a ⟦\right⟧"#, #"missing delimiter after '\right' — write '\right.'"#),
    Mistake(#"⟦\big⟧ a"#, #"missing delimiter after '\big' — write '\big('"#),
    Mistake(#"a ⟦\middle⟧| b"#, #"'\middle' outside '\left' and '\right'"#),
  ])
  func bracesAndFences(mistake: Mistake) { expect(mistake, isDisplay: true) }

  @Test(arguments: [
    Mistake(
      #"\begin{cases} a & b ⟦\end{pmatrix}⟧"#, #"'\begin{cases}' ended by '\end{pmatrix}' — write '\end{cases}'"#),
    Mistake(#"⟦\begin{cases}⟧ a \\ b"#, #"'\begin{cases}' without '\end{cases}'"#),
    Mistake(#"a ⟦\end{cases}⟧"#, #"'\end{cases}' without '\begin{cases}'"#),
    Mistake(#"\begin{⟦pmatrx⟧} a \end{pmatrx}"#, "unknown environment 'pmatrx' — did you mean 'pmatrix'?"),
    Mistake(#"\begin{aligned} ⟦\begin{cases}⟧ a \end{aligned}"#, #"'\begin{cases}' without '\end{cases}'"#),
    Mistake(#"\left( ⟦\begin{matrix}⟧ a \right) \end{matrix}"#, #"'\begin{matrix}' without '\end{matrix}'"#),
    Mistake(#"⟦\begin⟧ a"#, #"missing name after '\begin' — write '\begin{aligned}'"#),
    Mistake(#"⟦\end⟧"#, #"missing name after '\end' — write '\end{aligned}'"#),
    Mistake(
      #"⟦\begin{array}⟧ a & b \end{array}"#, #"missing columns of 'array' — write '\begin{array}{lcr}'"#),
    Mistake(
      #"\begin{array}{⟦lp⟧} a & b \end{array}"#,
      "unknown column 'lp' — write 'l', 'c' or 'r' for each column, '|' for a line"),
    Mistake(
      #"a ⟦&⟧ b"#, #"misplaced '&' — columns stand in an environment such as 'aligned'; '\&' is the sign"#),
    Mistake(#"a ⟦\\⟧ b"#, #"misplaced '\\' — lines stand in an environment such as 'aligned'"#),
    Mistake(#"\begin{aligned} \left( a ⟦&⟧ b \right) \end{aligned}"#, #"misplaced '&' — close '\left(' first"#),
    Mistake(#"\begin{aligned} {a ⟦&⟧ b \\ c & d \end{aligned}"#, "misplaced '&' — close '{' first"),
    Mistake(#"\begin{aligned} x &= \frac{a}{b ⟦\\⟧ y &= 2 \end{aligned}"#, #"misplaced '\\' — close '{' first"#),
    Mistake(
      #"\begin{cases} a & b ⟦&⟧ c \end{cases}"#, "'&' after the last column — 'cases' has 2 columns here"),
    Mistake(
      #"\begin{array}{c} a ⟦&⟧ c \end{array}"#, "'&' after the last column — 'array' has 1 column here"),
    Mistake(
      #"\begin{equation} a ⟦\\⟧ b \end{equation}"#,
      #"misplaced '\\' — lines stand in an environment such as 'aligned'"#),
    Mistake(
      #"\begin{matrix} a ⟦\hline⟧ b \end{matrix}"#,
      #"misplaced '\hline' — it stands first in a line of an environment"#),
    Mistake(
      #"\begin{aligned} a \\[⟦a, b⟧] c \end{aligned}"#,
      "cannot read the length 'a, b' — write '{}' before a bracket that is part of the formula"),
  ])
  func environments(mistake: Mistake) { expect(mistake, isDisplay: true) }

  @Test(arguments: [
    Mistake(#"\text{spike⟦_⟧count}"#, #"'_' in text — write '\_', or '$…$' around the formula"#),
    Mistake(#"\text{a ⟦&⟧ b}"#, #"'&' in text — close '{' before it, or write '\&'"#),
    Mistake(
      #"\begin{cases} a & \text{if ⟦&⟧ x \\ y \end{cases}"#, #"'&' in text — close '{' before it, or write '\&'"#),
    Mistake(#"\text{if ⟦$⟧x }"#, "unclosed '$'"),
    Mistake(#"\text{a ⟦\alpha⟧ b}"#, #"'\alpha' in text — write '$\alpha$'"#),
    Mistake(#"a ⟦$⟧ b"#, #"unexpected '$' in a formula — write '\$' for the sign"#),
    Mistake(#"x = 1 {⟦#⟧eq-a}"#, "a label stands behind the formula — write '$$ ... $$ {#eq-a}'"),
    Mistake(#"a ⟦#⟧ b"#, ##"unexpected '#' — write '\#'"##),
    Mistake(#"50⟦%⟧ of x"#, #"'%' begins a comment in TeX — write '\%', or a space before the comment"#),
    Mistake(
      #"\hspace{⟦3 parsecs⟧}"#, "cannot read the length '3 parsecs' — write a number and a unit: '1em', '4mu', '10pt'"),
    Mistake(#"\hspace{⟦-1em⟧}"#, #"negative space '-1em' — write '\!' to pull two signs together"#),
  ])
  func wordsAndSigns(mistake: Mistake) { expect(mistake, isDisplay: true) }

  @Test(arguments: [
    Mistake(
      #"⟦\color⟧{red} x + ⟦\textcolor⟧{blue}{y}"#,
      #"unsupported command '\color' — a formula has the colour of the text around it"#,
      #"unsupported command '\textcolor' — a formula has the colour of the text around it"#),
    Mistake(
      #"a = b ⟦\tag⟧{1}"#, #"unsupported command '\tag' — equation numbers come from the label of the equation"#),
    Mistake(#"a ⟦\label⟧{eq:a_b}"#, #"unsupported command '\label' — the label stands outside the formula"#),
    Mistake(
      #"⟦\newcommand⟧{\R}{\mathbb R} x \in \R"#,
      #"unsupported command '\newcommand' — macros are not supported: write the formula out"#),
    Mistake(
      #"⟦\def⟧\f#1{#1^2} \f{x}"#,
      #"unsupported command '\def' — macros are not supported: write the formula out"#),
    Mistake(#"{a ⟦\over⟧ b}"#, #"unsupported command '\over' — write '\frac{…}{…}'"#),
  ])
  func refusals(mistake: Mistake) { expect(mistake, isDisplay: true) }

  @Test func severalMistakesGiveSeveralMessages() {
    expect(
      Mistake(
        #"\mathbb{R^2}⟦}⟧ + ⟦\foo⟧{a}{b} + x^2⟦^⟧3 + \sqrt[3]⟦{⟧x"#, #"unmatched '}' — write '\}' for the sign"#,
        #"unknown command '\foo'"#, "double superscript — write '{x^a}^b' or 'x^{ab}'", "unclosed '{'"),
      isDisplay: true)
  }

  @Test func aPercentSignInALineIsNoComment() {
    expect(
      Mistake(#"p ⟦%⟧ q"#, #"'%' begins a comment in TeX — write '\%', or a space before the comment"#),
      isDisplay: false)
  }

  @Test func whatIsMisplacedPointsBackToWhatIsOpen() throws {
    let tex = Fragment(#"\begin{aligned} \left( a & b \right) \end{aligned}"#, path: "f")
    let note = try #require(Formula(tex: tex, isDisplay: true).diagnostics.first?.notes.first)
    #expect(note.message == #"'\left(' was opened here"#)
    #expect(note.location?.text == #"\left("#)
  }

  @Test func placesAreThoseOfTheFileNotOfTheFragment() {
    let marked = MarkedText("> $$\n> a + ⟦\\foo⟧\n> $$\n")
    let tex = Fragment(source: marked.source(), lines: [7..<15])
    #expect(Formula(tex: tex, isDisplay: true).diagnostics.compactMap(\.location?.range) == marked.ranges)
  }

  @Test func whatIsNotUnderstoodIsShown() {
    let formula = Formula(tex: Fragment(#"a + \foo"#, path: "f"), isDisplay: false)
    #expect(formula.math.html.contains(#"<merror><mtext>\foo</mtext></merror>"#))
  }
}
