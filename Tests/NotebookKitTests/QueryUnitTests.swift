import Diagnostics
import NotebookKit
import TestSupport
import Testing

/// Numbers in queries may have units, which are minded.
@Suite struct QueryUnitTests {
  private static let text = """
    ```yaml {model #cell}
    like: izhikevich
    ```

    ```yaml {solve #s}
    model: cell
    method: rk4
    step: 0.1 ms
    until: 300 ms
    input: {I: 100 pA}
    ```

    ```yaml {sweep #f}
    model: cell
    method: rk4
    step: 0.1 ms
    until: 300 ms
    vary: {I: [50, 100, 200 pA]}
    measure: [rate]
    ```


    """

  @Test func unitsAreConverted() {
    let page = PageOf(
      Self.text + """
        ```yaml {expect}
        - s.v(0.1 s) == s.v(100) and s.v(100 ms) == s.v(100)
        - s.v(2*(50 ms)) == s.v(100) and s.v(50 ms + 50) == s.v(100)
        - s.v(2*(50 ms)) == s.v(100) and s.v(0.1 s - 0.05 s) == s.v(50)
        - s.after(0.1 s).count == s.after(100).count
        - s.fano(window = 0.05 s) == s.fano(window = 50)
        - f.rate(I = 0.1 nA) == f.rate(I = 100)
        ```
        """)
    #expect(page.messages == [], "\(page.hints)")
  }

  static let wrong: [(query: String, message: String, hint: String)] = [
    ("⟦s.v(100 mV)⟧", "a value in mV where one in ms is wanted", "write it in ms, or without a unit"),
    ("⟦s.spikes.at(1 ms)⟧", "a value in ms where a number without a unit is wanted", "leave out the unit"),
    ("⟦f.rate(I = 100 mV)⟧", "a value in mV where one in pA is wanted", "write it in pA, or without a unit"),
    ("⟦f.rate(I = 100 nA)⟧", "'I' does not take that value in the sweep", "it takes 50, 100, 200, in pA"),
    ("s.v(⟦(2 ms)*(3 ms)⟧)", "the units of '2 ms*(3 ms)' are not worked out here", "write one number with its unit"),
  ]

  @Test(arguments: wrong.indices) func whatMeasuresSomethingElseIsRefused(index: Int) throws {
    let (query, message, hint) = Self.wrong[index]
    let marked = MarkedText(Self.text + "{{ \(query) }}\n")
    let found = Report(running: Plan(Notebook(parsing: marked.source()))).diagnostics
    let one = try #require(found.first)
    #expect(found.map(\.message) == [message])
    #expect(one.hint == hint)
    #expect(one.location?.range == marked.ranges.first, "\(one.location?.text ?? "")")
  }

  /// Literals take the unit of what they stand beside, on either side; so do those of a tolerance, and values of the notebook's own.
  @Test func literalsTakeTheUnitOfResults() {
    let page = PageOf(
      Self.text + """
        ```yaml {values #n}
        rise: s.v(0) + 0.01 V
        limit: 1 s
        high: 1 V
        share: s.spikes.first/(1 s)
        ```
        ```yaml {expect}
        - f.rate(I = 50) < 1 kHz and 1 kHz > f.rate(I = 50) and f.rate(I = 50) < 1000
        - s.spikes.first > 1e-9 year and 1/s.spikes.first < 1 1/ms and s.spikes.first < 1e-6 week
        - s.v(100) == s.v(100)*1 within 1 uV and s.v(100 ms) > -0.1 V
        - n.rise == s.v(0) + 10 within 1 fV and n.rise - 10 mV == s.v(0) within 1e-12
        - s.v(0) < 1000 mV/V*n.high and s.spikes.first < 1000*n.limit
        - n.share == s.spikes.first/1000 within 1e-15
        ```
        """)
    #expect(page.messages == [], "\(page.hints)")
  }

  /// A value is converted to the unit that it is asked in, and printed with it.
  @Test(arguments: [
    ("{{ s.spikes.first:.4f s }}", "0.0482\u{A0}s"), ("{{ s.v(0):mV }}", "−60\u{A0}mV"),
    ("{{ s.v(0):.2f V }}", "−0.06\u{A0}V"),
    ("{{ 1/s.spikes.interval:.0f Hz }}", "13\u{A0}Hz"), ("{{ cell.C:.1f nF }}", "0.1\u{A0}nF"),
  ]) func valuesArePrintedInUnits(value: String, text: String) {
    let page = PageOf(Self.text + value + "\n")
    #expect(page.messages == [] && page.main.contains(text), "\(page.messages) \(page.main.suffix(300))")
  }

  @Test(arguments: [
    ("{{ s.v(0):.1f ms }}", "'s.v(0)' is in mV, which is not converted to ms"),
    ("{{ s.count:.1f ms }}", "'s.count' has no unit to be converted to ms"),
    ("{{ s.v(0):.1f mVolt }}", "'mVolt' is not a unit"), ("{{ s.v(0):.1q }}", "'.1q' is not a number format"),
  ]) func otherUnitsAreRefused(value: String, message: String) {
    #expect(PageOf(Self.text + value + "\n").messages.map { String($0.drop { $0 != " " }.dropFirst()) } == [message])
  }

  /// Functions take plain numbers, also of results; but for the logarithm of one, as a semilogarithmic plot has it.
  @Test(arguments: [
    // A ratio in two scales is reduced.
    ("exp(s.v(0)/n.V) > 0", ""),
    ("exp(s.v(0)*n.V) > 0", "'exp' takes a plain number, and 's.v(0)*n.V' is in mV·V"),
    ("sin(90 mV) > 0", "'sin' takes a plain number, and '90 mV' is in mV"),
    ("log10(abs(s.v(0))) > 0", ""),
  ]) func functionsTakePlainNumbers(check: String, message: String) {
    let values = "```yaml {values #n}\nV: 1 V\n```\n"
    let found = Plan(
      Notebook(parsing: Source(path: "t.md", text: Self.text + values + "```yaml {expect}\n- \(check)\n```\n"))
    ).diagnostics
    #expect(found.map(\.message) == (message.isEmpty ? [] : [message]))
  }

  /// What differs in scale or kind is not added or compared, and a literal says nothing beside what has no unit.
  @Test(arguments: [
    ("s.v(1) < ⟦n.V⟧", "cannot compare 's.v(1)' in mV and 'n.V' in V: their scales differ"),
    ("s.spikes.first < ⟦n.limit⟧", "cannot compare 's.spikes.first' in ms and 'n.limit' in s: their scales differ"),
    ("s.v(1) == ⟦1 ms⟧", "cannot compare 's.v(1)' in mV and '1 ms' in ms: they measure different things"),
    ("s.v(1) == 1 within ⟦1 ms⟧", "cannot compare 's.v(1)' in mV and '1 ms' in ms: they measure different things"),
    ("s.count == ⟦6 ms⟧", "cannot compare '6 ms' and 's.count', which has no unit"),
    (
      "s.max(v) - ⟦s.spikes.first⟧ > 0",
      "cannot subtract 's.spikes.first' in ms from 's.max(v)' in mV: they measure different things"
    ),
  ]) func resultsOfOtherUnitsAreRefused(check: String, message: String) throws {
    let values = "```yaml {values #n}\nV: 1 V\nlimit: 1 s\n```\n"
    let marked = MarkedText(Self.text + values + "```yaml {expect}\n- \(check)\n```\n")
    let found = Plan(Notebook(parsing: marked.source())).diagnostics
    #expect(found.map(\.message) == [message])
    #expect(found.first?.location?.range == marked.ranges.first, "\(found.first?.location?.text ?? "")")
  }

  @Test func parametersOfTheNotebookKeepTheirUnits() {
    func page(_ values: [String: String]) -> [String] {
      let text = """
        ---
        params: {T: 0.1 s, I: 100 pA}
        ---

        \(Self.text)
        ```yaml {expect}
        - s.v(params.T) == s.v(100) and s.v(params.T/2) == s.v(50)
        - s.v(min(params.T, params.T*2)) == s.v(100) and s.v(100*params.T/params.T) == s.v(100)
        - f.rate(I = params.I) == f.rate(I = 100)
        - params.I == 100
        ```
        """
      let given = values.map { (name: $0.key, value: Fragment($0.value, path: "-P \($0.key)")) }
      let notebook = Notebook(parsing: Source(path: "p.md", text: text))
      return Report(running: Plan(notebook, overrides: given)).diagnostics.map(\.message)
    }
    #expect(page([:]) == [])
    #expect(page(["T": "100 ms", "I": "0.1 nA"]) == [])
    #expect(page(["I": "1e-10 A"]) == [])
  }

  @Test func endsOfRangesMayHaveUnitsOfTheirOwn() {
    let page = PageOf(
      Self.text + """
        ```yaml {solve #late}
        model: cell
        method: rk4
        step: 0.1 ms
        time: 50 ms to 0.1 s
        ```

        ```yaml {plot #p}
        of: s
        range: {t: 50 ms to 0.1 s}
        ```

        ```yaml {expect}
        - late.v(0.1 s) == late.v(100)
        ```
        """)
    #expect(page.messages == [])
  }

  @Test func resultsInOtherUnitsAreNotCompared() {
    func model(_ label: String, _ time: String, _ potential: String) -> String {
      """
      ```yaml {model #\(label)}
      equations: dx/dt = -x/tau
      units: {t: \(time), x: \(potential)}
      parameters: {tau: \(time == "s" ? "0.01 s" : "10 ms")}
      initial: {x: 10 mV}
      ```

      ```yaml {solve #s-\(label)}
      model: \(label)
      method: rk4
      step: 1 ms
      until: 100 ms
      ```


      """
    }
    func messages(_ potential: String, _ time: String, _ block: String) -> [String] {
      PageOf(model("a", "ms", "mV") + model("b", time, potential) + block).messages
        .map { String($0.drop { $0 != " " }.dropFirst()) }
    }
    let blocks = [
      "```yaml {compare}\nof: [s-a, s-b]\nat: [10 ms]\n```\n",
      "```yaml {compare}\nof: s-a\nagainst: s-b\nmeasure: [rmse]\n```\n",
      "```yaml {plot}\nof: [s-a, s-b]\n```\n", "```yaml {plot}\nof: s-a\nkind: error\nagainst: s-b\n```\n",
      "{{ s-a.rmse(x, s-b) }}\n",
    ]
    for block in blocks {
      #expect(messages("V", "ms", block) == ["'x' is in mV in one result, and in V in the other"], "\(block)")
      #expect(messages("mV", "s", block) == ["'t' is in ms in one result, and in s in the other"], "\(block)")
      #expect(messages("mV", "ms", block) == [], "\(block)")
    }
  }

  @Test func numbersInTheTextAreFinite() {
    let page = PageOf(Self.text + "{{ 1/0 }} and {{ log(-1) }} and {{ 1/4 }}\n")
    #expect(page.messages.count == 2 && page.messages[0].hasSuffix("'1/0' is not a finite number: it is inf"))
  }

  @Test func timesBeyondTheEndAreRefused() {
    let page = PageOf(Self.text + "```yaml {compare}\nof: s\nat: [10, 500 ms]\n```\n")
    #expect(page.messages.count == 1 && page.messages[0].hasSuffix("there are no values at 500"), "\(page.messages)")
  }

  /// The order is that of an error, whatever else is measured before it.
  @Test func ordersAreOfErrors() {
    let page = PageOf(
      """
      ```yaml {model #decay}
      equations: dx/dt = -x
      initial: {x: 1}
      ```

      ```yaml {sweep #c}
      model: decay
      method: rk4
      until: 1
      vary: {step: 1/4 to 1/64 by halves}
      measure: [steps, max-error]
      against: exact
      show: no
      ```

      ```yaml {expect}
      - c.order == 4 within 0.1
      ```
      """)
    #expect(page.messages == [])
  }

  /// What is compared in one factor of a product is in a unit of its own.
  @Test func leastAndGreatestHaveUnitsOfTheirOwn() {
    let page = PageOf(
      """
      ```yaml {model #cell}
      equations: |
        dv/dt = (EL - v + max(R*I, 0))/tau
        dw/dt = max(EL - w + R*I, 0 mV)/tau
      units: {t: ms, v: mV, w: mV, I: pA}
      parameters: {EL: -70 mV, R: 0.1 mV/pA, tau: 10 ms}
      input: {I: 100 pA*min(t/(10 ms), 3)*mod(t, 20 ms)/(20 ms)}
      initial: {v: EL, w: EL}
      ```

      ```yaml {solve #s}
      model: cell
      method: rk4
      step: 0.1 ms
      until: 50 ms
      ```

      ```yaml {expect}
      - s.I(15 ms) == 100*1.5*0.75 within 1e-9
      - s.I(49 ms) == 100*3*0.45 within 1e-9
      - s.w(50 ms) > s.v(50 ms) and s.w(5 ms) == s.v(5 ms) within 1e-6
      ```
      """)
    #expect(page.messages == [], "\(page.hints)")
  }
}
