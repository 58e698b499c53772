import Testing

/// Slips that are easy to make and easy to overlook: each has one message, in its place.
@Suite struct SmallMistakesTests {
  @Test(arguments: [
    ("see [there](#nowhere)", ["t.md:1:14 nothing is labelled 'nowhere'"]),
    ("# A {#sec-a}\n\n[a](#sec-a) [up](#top)", []),
    ("```yaml {model #m}\nlike: izhikevitch\n```", ["t.md:2:7 there is no model 'izhikevitch'"]),
    (
      """
      ```yaml {model #m}
      like: izhikevich
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1 ms
      until: 10 ms
      ```
      ```yaml {plot}
      of: s
      labels: {s: "h = {{ 1 + 1 }}"}
      ```
      """, ["t.md:12:14 a result's name is text as it stands, without values"]
    ),
  ]) func oneMessageEach(text: String, messages: [String]) {
    #expect(PageOf(text).messages == messages)
  }

  /// What other tools read otherwise, and would stand on the page as it is or be lost.
  @Test(arguments: [
    ("#Heading", "t.md:1:1 a heading has a blank behind its '#'", "write '# Heading', or '\\#' for the sign itself"),
    ("see \\ref{fig-v}", "t.md:1:5 '\\ref' is LaTeX, and stands on the page as it is", "write '@fig-v'"),
    ("see \\citep{a2000}", "t.md:1:5 '\\citep' is LaTeX, and stands on the page as it is", "write '[@a2000]'"),
    (
      "a\n::: {.callout-note}\nb\n:::", "t.md:2:1 ':::' is Quarto, and stands on the page as it is",
      "a box is a quote that begins with '> [!NOTE]', or TIP, IMPORTANT, WARNING, CAUTION"
    ),
    (
      "![a dot](data:image/gif;base64,R0lGODlhAQABAAAAACw=){width=5cm}",
      "t.md:1:53 these attributes are Quarto's, and stand on the page as they are",
      "an image on a line of its own takes '{#fig-name width=60%}': a label, and how much of the text's width it has"
    ),
    ("see [it](b.md#c)", "t.md:1:10 there is no notebook 'b.md'", "paths are relative to the file that names them"),
    (
      "# A {#sec-a}\n\nin Section @sec-a", "t.md:3:12 'Section' stands before '@sec-a', which says it by itself",
      "leave the word out"
    ),
    (
      "<!-- to do --> This matters.",
      "t.md:1:1 what stands behind a comment on its line is left out with it: 'This matters.'",
      "give the comment a line of its own"
    ),
    (
      "<!-- inlcude: a.md -->", "t.md:1:1 '<!-- inlcude: a.md -->' is nearly a mark, and means nothing",
      "write '<!-- include: parts/file.md -->' alone on its line, or other words in a comment that is only a comment"
    ),
  ]) func proseOfOtherTools(text: String, message: String, hint: String) {
    let page = PageOf(text)
    #expect(page.messages == [message] && page.hints == [hint], "\(page.messages) \(page.hints)")
  }

  static let decay =
    "```yaml {model #m}\nequations: x' = -x\ninitial: {x: 1}\n```\n```yaml {solve #a}\nmodel: m\nmethod: rk4\nstep: 0.5\nuntil: 1\n```\n"

  /// Nothing can be compared with what is not a number: no check holds by it.
  @Test(arguments: [
    ("a.x(1)*(0/0) != 1", "t.md:12:3 'a.x(1)*(0/0)' is not a number here"),
    ("log(-1) < 3", "t.md:12:3 'log(-1)' is not a number here"),
    ("not (3 >= log(-1))", "t.md:12:13 'log(-1)' is not a number here"),
    ("log(-1) == 0 within 1", "t.md:12:3 'log(-1)' is not a number here"),
    ("a.x(1) == 0.368 within -1", "t.md:12:26 a tolerance cannot be negative"),
    ("a.x(1) == 0.368 within 1e-2", nil), ("-1/0 < 1/0", nil),
  ]) func checksAreOfNumbers(check: String, message: String?) {
    #expect(PageOf(Self.decay + "```yaml {expect}\n- \(check)\n```\n").messages == (message.map { [$0] } ?? []))
  }

  /// What is of another kind has a hint at what would do.
  @Test func aSweepIsNoSolve() {
    let sweep =
      "```yaml {sweep #s}\nmodel: m\nmethod: rk4\nstep: 0.5\nuntil: 1\nvary: {x0: [1, 2]}\nmeasure: steps\n```\n"
    let model = Self.decay.replacing("initial: {x: 1}", with: "parameters: {x0: 1}\ninitial: {x: x0}")
    let page = PageOf(model + sweep + "```yaml {inspect}\nof: s\n```\n")
    #expect(page.messages == ["t.md:21:5 's' is a sweep, not a solve"])
    #expect(page.hints == ["a sweep shows a table of its own, with what its 'measure' names; 'plot' draws it"])
    let other = PageOf(model + "```yaml {compare}\nof: m\nmeasure: steps\n```\n")
    #expect(other.hints == ["there is only a"])
  }

  /// Blank lines before the front matter are easily left; dashes alone stay a line across the page.
  @Test func frontMatterMayFollowBlankLines() {
    #expect(PageOf("\n\n---\ntitle: Late\n---\ntext\n").html.contains("<h1>Late</h1>"))
    #expect(PageOf("\n---\n\ntext\n").html.contains("<hr"))
  }

  @Test(arguments: [
    ("german", false), ("d", false), ("de_DE", false), ("de-", false), ("pt-BR", true), ("zh-Hans-CN", true),
  ])
  func languagesHaveTags(tag: String, isTag: Bool) {
    let page = PageOf("---\nlang: \(tag)\n---\ntext\n")
    #expect(page.messages == (isTag ? [] : ["t.md:2:7 '\(tag)' is not the tag of a language"]))
  }

  @Test func otherProseIsLeftInPeace() {
    let text =
      "a #tag, `\\ref{x}`, see the figure\nor the table\n\n<!-- note -->\n\n\\#no heading\n\n# A {#sec-a}\n\nsee @sec-a"
    #expect(PageOf(text).messages == [])
  }

  /// What would show nothing, or something else than it says.
  @Test(arguments: [
    ("step: 100 ms", "", "t.md:7:7 the step of 100 ms is longer than the whole solve, which spans 10 ms"),
    (
      "step: 0.1 ms", "range: {t: 200 to 300 ms}",
      "t.md:12:9 there is nothing to be seen: the solve goes from 0 to 10 ms"
    ),
    ("step: 0.1 ms", "range: {t: 5 to 0 ms}", "t.md:12:9 a range goes from the lower end to the higher"),
    ("step: 0.1 ms", "marks: nullclines", "t.md:12:8 'nullclines' has no place in 'trace'"),
  ]) func figuresThatShowNothing(step: String, key: String, message: String) {
    let page = PageOf(
      "```yaml {model #m}\nlike: izhikevich\n```\n```yaml {solve #s}\nmodel: m\nmethod: rk4\n\(step)\nuntil: 10 ms\n```\n```yaml {plot}\nof: s\n\(key)\n```\n"
    )
    #expect(page.messages == [message], "\(page.messages)")
  }

  /// A unit of a parameter alone is checked against nothing: 50 cm would be 50.
  @Test func unitsOfParametersAloneAreRefused() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dth/dt = om
        dom/dt = -g/L*sin(th)
      parameters: {g: 9.81 m/s^2, L: 50 cm}
      initial: {th: 0.1, om: 0}
      ```
      """)
    #expect(
      page.messages == [
        "t.md:5:14 'g' is in m/s^2, and the model says of neither time nor states what they are in"
      ])
    #expect(page.hints[0].hasPrefix("add 'units: {t: s, th: ..., om: ...}'"), "\(page.hints)")
  }

  @Test(arguments: ["1/x", "log(x)", "sqrt(x - 1)"])
  func aDerivativeThatIsNoNumberAtTheStartIsNamed(formula: String) {
    let page = PageOf(
      "```yaml {model #m}\nequations: |\n  dx/dt = \(formula)\ninitial: {x: 0}\n```\n```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 1\n```\n"
    )
    #expect(page.messages == ["t.md:3:11 the derivative of 'x' is not a finite number at the start, t = 0"])
  }

  @Test func aColumnOfSmallAndLargeValuesHidesNone() {
    let page = PageOf("```yaml {data #d}\ncolumns: {a: mV, b: mV}\nrows:\n  - [0.5, 0.5]\n  - [1e-9, 2.25]\n```")
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(page.main.contains("10⁻⁹"), "\(page.main)")
    // As it was written: a nought more would be a digit that nobody gave.
    #expect(page.main.contains(">0.5\u{2007}<"), "\(page.main)")
    let other = PageOf(
      "```yaml {data #d}\ncolumns: {a: mV}\nrows: [[1.5e3], [-1.25], [0.003 V], [0.1234567890123456789]]\n```")
    for text in [">1500", ">−1.25", ">3", ">0.12345678901234568<"] {
      #expect(other.main.contains(text), "\(other.main)")
    }
    #expect(!other.main.contains("1500.0") && !other.main.contains(">3.0"))
  }
}

/// Fences that do not do what they seem to do.
@Suite struct OddFenceTests {
  @Test(arguments: [
    (
      "```yaml {values}\na: 1\n\ntext\n\n```yaml {values}\nb: 2\n```\n", "t.md:1:1 the block is never closed",
      "end it with a line of backticks"
    ),
    (
      "```{python}\nprint(1)\n```\n", "t.md:1:4 a block of 'python' is shown and not run",
      "write '```python' for a listing; what runs begins with '```yaml {solve #label}' or the like"
    ),
    (
      "```yaml solve #euler\nmodel: m\n```\n", "t.md:1:4 'yaml solve #euler' is not how a directive begins",
      "write '```yaml {solve #euler}'"
    ),
    (
      "```yaml {plot}\nof: [a\n```\n", "t.md:2:5 '[' is never closed", ""
    ),
  ]) func fences(text: String, message: String, hint: String) {
    let page = PageOf(text)
    #expect(page.messages.first == message, "\(page.messages)")
    if !hint.isEmpty { #expect(page.hints.first == hint) }
  }

  @Test func listingsStayListings() {
    #expect(PageOf("```python\nx\n```\n\n```{.python}\nx\n```\n\n```yaml\nsolve: 1\n```\n").messages.isEmpty)
  }
}

/// What the words of a message and its hint are for slips of the pen.
@Suite struct HintTests {
  @Test(arguments: [
    ("step: 0,5 ms", "unexpected ','", "with a decimal point it is 0.5"),
    ("stepsize: 1 ms", "unknown key 'stepsize' in 'solve'", "here that is 'step'"),
    ("stepp: 1 ms", "unknown key 'stepp' in 'solve'", "did you mean 'step'?"),
    ("dt: 1 ms", "unknown key 'dt' in 'solve'", "here that is 'step'"),
    ("step: \"1 ms", "the quote is never closed", "end the text with '\"', or leave the quote away: a text needs none"),
  ]) func hints(line: String, message: String, hint: String) {
    let page = PageOf(
      "```yaml {model #m}\nlike: izhikevich\n```\n```yaml {solve #s}\nmodel: m\nmethod: rk4\n\(line)\nuntil: 10 ms\n```\n"
    )
    #expect(page.messages.first?.hasSuffix(message) == true, "\(page.messages)")
    #expect(page.hints.first == hint, "\(page.hints)")
  }

  @Test func aCountOfSpikesWantsSpikes() {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = -x\ninitial: {x: 1}\n```\n```yaml {sweep #s}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 1\nvary: {x: [1, 2]}\nmeasure: count\n```\n"
    )
    #expect(page.messages == ["t.md:11:10 'count' wants spikes, and the model has no event of that name"])
  }

  @Test func meaningsOfStatesAndInputsStandInTheTable() {
    let page = PageOf(
      "```yaml {model #m}\nequations: |\n  gain = P\n  dx/dt = -x + gain\ninitial: {x: 1}\ninput: {P: 1}\nmeanings: {x: share of the ill, P: those who arrive, gain: all that comes}\n```\n"
    )
    for meaning in ["share of the ill", "those who arrive", "all that comes"] { #expect(page.main.contains(meaning)) }
  }

  @Test func namesOfSeveralLettersStandApart() {
    let page = PageOf(
      "```yaml {model #m}\nequations: prey' = a*prey*pred^2*a\nparameters: {a: 1}\ninput: {pred: 1}\ninitial: {prey: 1}\n```\n"
    )
    #expect(page.main.contains("<mspace width=\"0.17em\"/><mi>prey</mi>"))
    #expect(page.main.matches(of: #/<mo lspace="0.17em">/#).count == 3, "\(page.main)")
  }

  /// A block that needs one which is shown and not run says so, and not that the other is mistaken.
  @Test func whatNeedsABlockThatIsNotRunSaysSo() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -x
      initial: {x: 1}
      run: no
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 1
      ```

      ```yaml {expect}
      - s.x(1) == 7
      ```
      """)
    #expect(page.messages == ["t.md:7:1 this block is not run: it needs 'm', which has 'run: no'"])
    #expect(
      page.html.contains("it needs “m”, which was not run") && page.html.contains("it needs “s”, which was not run"))
  }

  /// What was meant stands in the hint.
  @Test(arguments: [
    ("k: 0,5", "dx/dt = -x", "with a decimal point it is 'k: 0.5'; a list stands in brackets"),
    ("k: 1", "dx/dt = -x(t)", "a state stands without its time: write 'x'"),
    ("k: 1", "dx/dt = -x(t - k)", "there are no delays: an equation knows the present state alone"),
    ("k: 1", "dx/dt = -delay(x, 1)", "there are no delays: an equation knows the present state alone"),
    ("k: 1", "dx/dt = piecewise(x > 0, 1, k)", "write 'if(condition, a, b)'"),
  ]) func hintsAtWhatWasMeant(parameters: String, equation: String, hint: String) {
    let page = PageOf(
      "```yaml {model #m}\nequations: \(equation)\nparameters: {\(parameters)}\ninitial: {x: 1}\n```\n")
    #expect(page.hints.contains(hint), "\(page.hints)")
  }

  @Test(arguments: [
    ("\"1,5\"", "with a decimal point it is 1.5"), ("n/a", "a missing value is an empty cell, NA or NaN"),
    ("NULL", "a missing value is an empty cell, NA or NaN"),
  ]) func cellsThatAreNoNumbers(cell: String, hint: String) {
    let page = PageOf("```yaml {data #d}\ncolumns: {t: number, x: number}\nrows: [[0, \(cell)]]\n```\n")
    #expect(page.hints == [hint], "\(page.messages)")
  }

  @Test(arguments: [
    ("do", "here that is 'set'"), ("if", "here that is 'when'"),
    ("direction", "there are when, at, set, stop, once, refractory, hold"),
  ]) func keysOfEventsHaveOtherNames(key: String, hint: String) {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = 1\ninitial: {x: 1}\nevents:\n  a: {when: x > 3, \(key): {x: 1}}\n```\n")
    #expect(page.hints.contains(hint), "\(page.hints)")
  }

  /// A parameter that stands beside the equations.
  @Test func aParameterHasItsPlace() {
    let page = PageOf("```yaml {model #m}\nequations: dx/dt = -alpha*x\nalpha: 1\ninitial: {x: 1}\n```\n")
    #expect(page.hints.contains("a parameter has its place below 'parameters': 'parameters: {alpha: 1}'"))
  }

  /// A plain number has no unit to be printed.
  @Test func plainNumbersHaveNoUnit() {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = -x/tau\nunits: {t: s, x: 1}\nparameters: {tau: 1 s}\ninitial: {x: 25}\n```\n\n"
        + "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1 s\nuntil: 1 s\n```\n\n```yaml {plot #fig-p}\nof: s\n```\n"
    )
    #expect(page.messages == [] && !page.main.contains("25</mn><mtext>") && !page.main.contains("(1)"))
  }
}
