import Testing

/// Mistakes that once changed a result, or made a check vanish, without a word.
@Suite struct OverlookedMistakesTests {
  private static let notebook = """
    ```yaml {model #m}
    equations: |
      dx/dt = -k*x + u
    parameters: {k: 1 1/h}
    initial: {x: 10 mg}
    input: {u: 2 mg/h*(t >= 1 h)}
    units: {x: mg, t: h}
    ```

    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.1 h
    until: 10 h
    ```


    """

  private static func sweep(_ vary: String, _ more: String = "") -> String {
    "```yaml {sweep #w}\nmodel: m\nmethod: rk4\nstep: 0.1 h\nuntil: 10 h\nvary: \(vary)\nmeasure: [max]\nshow: yes\n```\n\(more)"
  }

  /// What is put below the notebook, and what is said of it.
  @Test(arguments: [
    ("```yaml (expect)\n- s.x(1) > 9 mg\n```", ["t.md:17:4 'yaml (expect)' is not how a directive begins"]),
    ("```expect\n- s.x(1) > 9 mg\n```", ["t.md:17:4 a block of 'expect' is shown and not run"]),
    ("``yaml {expect}\n- s.x(1) > 9 mg\n```", ["t.md:17:1 this line begins no block"]),
    ("´´´yaml {expect}\n- s.x(1) > 9 mg\n´´´", ["t.md:17:1 this line begins no block"]),
    ("{expect}\n- s.x(1) > 9 mg\n```", ["t.md:17:1 this line begins no block"]),
    (
      "```math\nx\n\nText.\n\n```yaml {expect}\n- s.x(1) > 9 mg\n```",
      ["t.md:17:1 the formula is never closed, and swallows the block after it"]
    ),
    ("```python\nx = 1\n", ["t.md:17:1 the listing is never closed"]),
    ("````\n```yaml {expect}\n```\n````", []),
    ("A { s.x(1) }} and", ["t.md:17:12 '}}' closes nothing, and stands on the page as it is"]),
    ("A {{ s.x(1) } and {{ s.x(2) }}", ["t.md:17:3 '{{' is never closed"]),
    ("$x^{a_{b}}$ and `}}` and \\}}", []),
    ("Write \\{{ x }} for it, {\"a\": {\"b\": 1}} or \\(\\frac{a}{b_{c}}\\).", []),
    ("Begin a listing with\n\n    ```python\n\nand end it.", []),
    ("> ```python\n> x = 1\n\nText.", []),
    ("The directives are\n{model}, {solve}\nand\n{plot}", []),
    ("Text `a\n{plot}\nb` text.", []),
    (sweep("{k: [0,0.5,1]}"), []),
    (sweep("{k: [1,2, 3]}"), []),
    (sweep("{k: [1e-3,1,4]}"), []),
    ("{{ k }}", ["t.md:17:4 unknown result 'k'"]),
    ("# A {#sec-a}\n\nsee @Sec-a", ["t.md:19:6 nothing is labelled 'Sec-a'"]),
    (
      "```yaml {plot}\nof: s\nalt: Ends at {{ s.x(1) }}.\n```",
      ["t.md:19:6 this text is plain, and its '{{ }}' are no values"]
    ),
    (sweep("{k: 0.5 to 2 by 0.5 kg}"), ["t.md:22:8 'k' is not in kg"]),
    (sweep("{k: [0,5, 1, 2 1/h]}"), ["t.md:22:11 4 values, or 3 with decimal commas"]),
    (sweep("{k: 1 to 2 log 3 1/h}"), ["t.md:22:22 'log' wants how many values, not a value in 1/h"]),
    (
      sweep("{k: [1, 50 1/h]}"),
      [
        "t.md:20:7 where k = 50 1/h: steps of 0.1 h are outside of where Runge–Kutta 4 is stable: at t = 0 h the step times an eigenvalue is -5, and an error grows by 13.71 in a step"
      ]
    ),
    (sweep("{k: [1, 5 1/h]}"), []),
    (
      sweep("{k: [1, 2 1/h]}", "```yaml {plot}\nof: w\nkind: convergence\n```"),
      ["t.md:28:7 'convergence' shows errors against a step or a tolerance, and the sweep varies 'k'"]
    ),
    (
      sweep("{k: [1, 2 1/h]}", "```yaml {plot}\nof: w\nkind: curves\nrange: {k: 7 to 9}\n```"),
      ["t.md:28:7 the figure is empty: nothing lies within its axes"]
    ),
  ]) func below(text: String, messages: [String]) {
    #expect(PageOf(Self.notebook + text).messages == messages)
  }

  /// What is changed in the notebook, and what is said of it.
  @Test(arguments: [
    (
      "t >= 1 h", "t == 1 h", ["t.md:6:19 't == 1 h' holds for no time at all, and the solver never sees it"]
    ),
    ("t >= 1 h", "floor(t/(1 h)) == 1", []),
    ("(t >= 1 h)", "if(t == 0 h, 1, 0)", []),
    ("(t >= 1 h)", "if(max(t, 5 h) == 5 h, 1, 0)", []),
    ("{k: 1 1/h}", "\n  k: 1 1/h\n j: 2\n  l: 3", ["t.md:6:2 unexpected indentation"]),
    ("model: m\nmethod", "  model: m\nmethod", ["t.md:11:3 unexpected indentation"]),
    ("method: rk4", "method rk4", ["t.md:12:1 expected 'key: value'"]),
    ("x: 10 mg", "x: 10 mcg", ["t.md:5:17 'mcg' is not a unit"]),
    (
      "x: mg", "x: h",
      ["t.md:3:18 cannot add '-k*x' without a unit and 'u' in mg/h: they measure different things"]
    ),
  ]) func changed(old: String, new: String, messages: [String]) {
    let text = Self.notebook.replacing(old, with: new)
      .replacing(new == "x: h" ? "10 mg" : "\u{0}", with: "10 h")
    #expect(PageOf(text).messages == messages)
  }

  /// The last unit holds for the whole range, as in a list.
  @Test func aUnitBehindByIsThatOfTheEnds() {
    let text = Self.notebook.replacing(
      "units:", with: "events: {dose: {at: 0 to 540 by 180 min, set: {x: x + 10}}}\nunits:")
    let page = PageOf(
      text + "{{ s.events.dose.count }} {{ s.events.dose.last }}\n\n" + Self.sweep("{x: 1 to 3 by 1 ug}")
        + "\n{{ w.max(x = 2 ug):.3f }}")
    #expect(page.messages == [])
    #expect(page.main.contains("<p>4 9</p>"), "\(page.main.suffix(900))")
  }

  @Test func whatIsNotThereCannotBeLeftOut() {
    let page = PageOf(
      "```yaml {network #n}\nlike: izhikevich-2003\nuntil: 5 ms\nsynapses: {excittation: none}\npopulations: {ee: none}\n```"
    )
    #expect(
      page.messages == [
        "t.md:4:12 there are no synapses 'excittation' to leave out",
        "t.md:5:15 there is no population 'ee' to leave out",
      ]
        || page.messages == [
          "t.md:5:15 there is no population 'ee' to leave out",
          "t.md:4:12 there are no synapses 'excittation' to leave out",
        ], "\(page.messages)")
  }

  @Test func parametersThatAreNearlyNumbersAreTold() {
    let page = PageOf(
      "---\nparams: {a: 1OO mg, b: 70 mgx, c: chapter 3, d: 2*pi, e: 3 apples, f: 3D, g: 1st, h: 4 beats/min, i: 802.11ac}\n---\nA text.\n"
    )
    #expect(
      page.messages == [
        "t.md:2:13 '1OO mg' is a text here, and no number", "t.md:2:24 '70 mgx' is a text here, and no number",
      ])
  }

  /// A number of a parameter in another scale than what it stands beside: the shortest cure is to take it in another unit.
  @Test(arguments: [
    ("D*(Sin - S)", "1 g/L is 1000 mg/L: with 'units: {Sin: mg/L}' the number of 'Sin' is taken in mg/L"),
    ("D*S - q*S", "1 mg/(day·L) is 1/24 mg/(h·L): with 'units: {q: 1/h}' the number of 'q' is taken in 1/h"),
  ]) func aParameterInAnotherScale(right: String, hint: String) {
    func page(_ units: String) -> PageOf {
      PageOf(
        """
        ```yaml {model #m}
        equations: dS/dt = \(right)
        parameters: {D: 0.1 1/h, \(right.contains("q") ? "q: 0.01 1/day" : "Sin: 2 g/L")}
        initial: {S: 1 mg/L}
        units: {t: h, S: mg/L\(units)}
        ```
        """)
    }
    #expect(page("").messages.count == 1 && page("").hints == [hint], "\(page("").hints)")
    #expect(page(right.contains("q") ? ", q: 1/h" : ", Sin: mg/L").messages == [])
  }

  /// An input that changes with time is another one where it is held; and what is replaced with it changes nothing any more.
  @Test func whatASweepHoldsIsTold() {
    #expect(
      PageOf(Self.notebook + Self.sweep("{u: [1, 2 mg/h]}")).messages
        == ["t.md:22:8 the input 'u' changes with time, and a sweep holds it at each value"])
    #expect(PageOf(Self.notebook + Self.sweep("{u: [1, 2 mg/h]}\ninput: {u: 0 mg/h}")).messages == [])
    let constant = Self.notebook.replacing("2 mg/h*(t >= 1 h)", with: "r").replacing(
      "1 1/h}", with: "1 1/h, r: 1 mg/h}")
    for columns in ["", "\ncolumns: [x]"] {
      #expect(
        PageOf(constant + Self.sweep("{u: [1, 2 mg/h], r: [1, 2 mg/h]}\(columns)")).messages
          == ["t.md:22:24 nothing uses the parameter 'r': what did is replaced"])
    }
  }

  /// A unit that the model has a name for, behind a division.
  @Test(arguments: [
    ("dv/dt = -9.81 m/s^2*mu", "t.md:3:11 '-9.81 m/s^2' can be read in two ways: 's' is a unit, and a name here"),
    ("dv/dt = -2*9.81 m/s^2", "t.md:3:11 '-2*9.81 m/s^2' can be read in two ways: 's' is a unit, and a name here"),
    ("dv/dt = -mu*(3 m)/s/(1 1/m*1 s^2)", nil),
    ("dv/dt = -g*mu", nil),
  ]) func unitsThatAreNamesAreAskedFor(equation: String, message: String?) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equation)
        ds/dt = v
      parameters: {mu: 0.2, g: 9.81 m/s^2}
      initial: {v: 3, s: 1}
      units: {v: m/s, s: m, t: s}
      ```
      """)
    #expect(page.messages.filter { !$0.contains("is not used") } == (message.map { [$0] } ?? []))
  }

  /// Behind a product a unit of several parts is read as behind a number alone.
  @Test func aUnitGoesOnBehindAProduct() {
    let page = PageOf("A {{ 2*9.81 m/s^2:.2f m/s^2 }} B {{ 2 kg*9.81 m/s^2:.2f N }}")
    #expect(page.messages == [])
    #expect(page.main.matches(of: /19\.62/).count == 2, "\(page.main)")
  }

  /// A solve that is called like a unit is none of a formula's divisors.
  @Test func aLabelIsNoUnit() {
    let page = PageOf(
      Self.notebook + "A {{ 3 m/s*2:.1f m/s }}\n\n```yaml {expect}\n- s.x(0) == 10 mg\n- 3 m/s < 4 m/s\n```")
    #expect(page.messages == [])
    #expect(page.main.contains("6.0"))
  }

  /// What cannot be converted is not printed as if it were.
  @Test func aRefusedUnitShowsNoNumber() {
    let page = PageOf(Self.notebook + "A {{ s.x(2 h):.2f mol }} B {{ 2 kg:.1f m }} C")
    #expect(page.messages.count == 2)
    #expect(page.main.matches(of: /class="unknown"/).count == 2)
    #expect(!page.main.contains(" mol") && !page.main.contains("2.0 m"))
  }

  @Test func turnsAreNoRadians() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = cos(w*t)
      parameters: {w: 1 Hz}
      initial: {x: 0}
      units: {t: s, w: rad/s, x: s}
      ```
      """)
    #expect(page.messages == ["t.md:3:17 'Hz' does not measure what 'w' does"])
    #expect(page.hints == ["1 Hz is a turn in a second, which is 2*pi rad/s: write the number in rad/s"])
  }

  @Test func theFilesOwnUnitsAreHeeded() {
    let files = ["h.csv": "Time (min),Conc [mg/L],n\n30,1,2\n"]
    func data(_ columns: String) -> [String] {
      PageOf(
        "```yaml {data #d}\nfile: h.csv\ncolumns: {\(columns)}\nheader: {t: Time (min), C: \"Conc [mg/L]\"}\n```",
        texts: files
      ).messages
    }
    #expect(data("t: h, C: mg/L") == ["t.md:4:13 the file says 'Time (min)', and 'columns' says h"])
    #expect(data("t: min, C: mg/L, n: number") == [])
    #expect(data("t: number, C: number") == [])
  }

  /// An explicit method has no step to solve.
  @Test func whatIsNotFiniteAtTheStartIsSaidOfTheEquation() {
    for method in ["rk4\nstep: 0.1", "dormand-prince\ntolerance: 1e-6", "rodas\ntolerance: 1e-6"] {
      let page = PageOf(
        "```yaml {model #m}\nequations: dx/dt = -g/L*x\nparameters: {g: 9.81, L: 0}\ninitial: {x: 0.5}\n```\n"
          + "```yaml {solve #s}\nmodel: m\nmethod: \(method)\nuntil: 1\n```")
      #expect(
        page.messages == ["t.md:2:20 the derivative of 'x' is not a finite number at the start, t = 0"], "\(method)")
    }
  }

  /// Numbers may turn a frequency into an angular velocity; by itself it is none.
  @Test func turnsAndRadiansAreConvertedByNumbers() {
    let page = PageOf("A {{ 2*pi*5 Hz:.2f rad/s }} B {{ 5 Hz:.2f rad/s }} C {{ 3 rad/s/(2*pi):.4f Hz }}")
    #expect(page.messages == ["t.md:1:31 '5 Hz' is in Hz, which is not converted to rad/s"])
    #expect(page.main.contains("31.42") && page.main.contains("0.4775"), "\(page.main)")
  }

  /// What looks like one of these mistakes and is none.
  @Test(arguments: [
    "```python plot #fig\nx = 1\n```",
    "```yaml {plot}\nof: [s]\nlabels:\n  s: Run s: fourth order\n```",
  ]) func isNoMistake(text: String) {
    #expect(PageOf(Self.notebook + text).messages == [])
  }

  @Test func headersInBracketsAreNotAlwaysUnits() {
    let files = ["h.csv": "Time (min),Temp (C),Spike(s),Kind (M)\n30,1,2,3\n"]
    func data(_ columns: String, _ header: String) -> [String] {
      PageOf("```yaml {data #d}\nfile: h.csv\ncolumns: {\(columns)}\nheader: {\(header)}\n```", texts: files).messages
    }
    #expect(data("t: min, T: degC, v: mV", "t: Time (min), T: Temp (C), v: Spike(s)") == [])
    #expect(data("t: min, k: s", "t: Time (min), k: Kind (M)") == [])
    #expect(
      data("t: min, T: K", "t: Time (min), T: Temp (C)") == ["t.md:4:28 the file says 'Temp (C)', and 'columns' says K"]
    )
  }
}
