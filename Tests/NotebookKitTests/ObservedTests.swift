import NotebookKit
import Testing

/// What a model computes beside its states: in figures, queries and measures.
@Suite struct ObservedTests {
  static let pendulum = """
    ```yaml {model #m}
    equations: |
      E = M*omega^2/2 - F*x
      dx/dt = omega
      domega/dt = F/M
    parameters: {M: 2 kg}
    initial: {x: 0 m, omega: 1 m/s}
    input: {F: 6 N*(t >= 1 s)}
    units: {t: s, x: m, omega: m/s, F: N, E: J}
    ```

    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.125 s
    until: 2 s
    ```

    """

  /// At rest without a force, then under a constant one: x = 1 + s + 3/2 s², omega = 1 + 3 s.
  @Test func queriesTakeThem() {
    let page = PageOf(
      Self.pendulum + """
        ```yaml {expect}
        - s.E(0.5) == 1 within 1e-12
        - s.F(0.9) == 0
        - s.F(1.5) == 6
        - s.E(1.5) == 2.5^2 - 6*(1 + 0.5 + 1.5*0.25) within 1e-9
        - s.max(E) == 1 within 1e-9
        - s.final(E) == 16 - 6*3.5 within 1e-9
        - s.after(1.5).max(F) == 6
        - s.max(omega) == 4 within 1e-9
        ```
        """)
    #expect(page.messages == [], "\(page.hints)")
  }

  @Test func figuresShowThem() throws {
    let page = PageOf(
      Self.pendulum + """
        ```yaml {plot #a}
        of: s
        y: [x, E, F]
        ```

        ```yaml {plot #b}
        of: s
        kind: phase
        x: omega
        y: E
        ```

        ```yaml {plot #c}
        of: s
        y: omega
        ```
        """)
    #expect(page.messages == [])
    // One file for all three figures, with each column once.
    #expect(page.main.contains("t%2Cx%2Comega%2CE%2CF%0A") || page.main.contains("t,x,omega,E,F%0A"))
    #expect(page.main.contains("(J)") && page.main.contains("(N)"))
  }

  @Test(arguments: [
    ("kind: phase\nx: x\ny: E\nmarks: nullclines", "'nullclines' belongs to a plane of two states"),
    ("y: Q", "there is no state 'Q' in 's'"),
  ]) func whatHasNoMeaningIsRefused(keys: String, message: String) {
    let page = PageOf(Self.pendulum + "```yaml {plot}\nof: s\n\(keys)\n```\n")
    #expect(page.messages.count == 1 && page.messages[0].hasSuffix(message), "\(page.messages)")
  }

  /// Tables compare named parts and inputs like states, at times and by measures, with solves and with data.
  @Test func tablesCompareWhatIsComputed() {
    func page(_ compare: String) -> PageOf {
      PageOf(
        """
        ```yaml {model #m}
        equations: |
          dx/dt = v
          dv/dt = -4*x + F
          E = v^2/2 + 2*x^2
        initial: {x: 1, v: 0}
        input: {F: 0}
        ```
        ```yaml {solve #a}
        model: m
        method: heun
        step: 0.2
        until: 10
        ```
        ```yaml {solve #e}
        model: m
        method: taylor
        until: 10
        ```
        ```yaml {data #d}
        columns: {t: number, E: number}
        rows: [[1, 2], [2, 2.5]]
        ```

        {{ a.rmse(E, e):.4g }} {{ a.rmse(E, d):.4g }} {{ a.E(5):.4f }} {{ a.final(E):.4g }}

        ```yaml {compare}
        of: a
        columns: [E]
        \(compare)
        ```
        """)
    }
    let measured = page("against: e\nmeasure: [rmse, final, steps]")
    #expect(measured.messages == [])
    #expect(measured.main.contains("<p>0.4192 0.2644 2.3458 2.751</p>"), "\(measured.main)")
    #expect(measured.main.contains(">0.4192<") && measured.main.contains(">2.751<"))
    #expect(page("against: d\nmeasure: [rmse]").main.contains(">0.2644<"))
    let timed = page("against: e\nat: [5]")
    #expect(timed.messages == [] && timed.main.contains(">2.3458<") && timed.main.contains(">0.3458<"))
    #expect(page("against: d\nat: [2]").messages == [])
    let exact = page("against: exact\nat: [5]")
    #expect(exact.messages == [] && exact.main.contains(">2.3458<") && exact.main.contains(">2.0000<"))
    let known = page("against: exact\nmeasure: [rmse]")
    #expect(known.messages == [] && known.main.contains(">0.4192<"))
    // As many digits as are known, and no more.
    let digits = page("against: exact\nmeasure: [rmse]\ndigits: 12")
    #expect(digits.messages == [] && digits.main.contains(/>0\.419[12]\d{5,}</))
    let other = page(
      "against: other\nmeasure: [rmse]\n```\n```yaml {model #n}\nequations: dx/dt = -x\ninitial: {x: 1}\n```\n```yaml {solve #other}\nmodel: n\nmethod: taylor\nuntil: 10"
    )
    #expect(other.messages.count == 1 && other.messages[0].hasSuffix("'other' has no 'E'"), "\(other.messages)")
  }

  /// The energy of an oscillator by Heun's method grows with the cube of the step: (1 + x⁴/4)ⁿ with x = h√k.
  @Test func sweepsMeasureWhatIsComputed() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = v
        dv/dt = -k*x + F
        E = v^2/2 + k*x^2/2
      parameters: {k: 1}
      initial: {x: 1, v: 0}
      input: {F: 0}
      ```
      ```yaml {sweep #w}
      model: m
      method: heun
      step: 0.1
      until: 2
      vary: {k: [1, 4, 9]}
      measure: [final, max]
      columns: [E, F]
      ```
      ```yaml {sweep #orders}
      model: m
      method: heun
      until: 2
      vary: {step: [0.1, 0.05, 0.025]}
      measure: [max-error]
      columns: [E]
      against: exact
      ```
      ```yaml {solve #s}
      model: m
      method: heun
      step: 0.1
      until: 2
      ```
      ```yaml {plot #errors}
      of: s
      kind: error
      y: [E, x]
      against: exact
      ```
      ```yaml {plot #both}
      of: s
      y: [E, x]
      against: exact
      ```

      ```yaml {plot #curves}
      of: w
      kind: curves
      y: final(E)
      ```
      ```yaml {plot #same}
      of: w
      kind: curves
      y: final-E
      ```

      {{ orders.order:.2f }}

      ```yaml {expect}
      - w.final(E, k = 1) == 0.5*(1 + 0.1^4/4)^20 within 1e-12
      - w.final(E, k = 4) == 2*(1 + 4^2*0.1^4/4)^20 within 1e-12
      - w.max(E, k = 9) == 4.5*(1 + 9^2*0.1^4/4)^20 within 1e-12
      - w.final(F, k = 9) == 0
      - orders.max-error(step = 0.05) == 0.5*((1 + 0.05^4/4)^40 - 1) within 1e-12
      ```
      """)
    #expect(page.messages == [])
    #expect(page.main.contains("<p>3.00</p>"))
    let mistaken = PageOf(
      Self.pendulum
        + "```yaml {sweep #w}\nmodel: m\nmethod: rk4\nstep: 0.1 s\nuntil: 1 s\nvary: {M: [1 kg, 2 kg]}\nmeasure: [max]\ncolumns: [E]\n```\n{{ w.max-E }}\n"
    )
    #expect(mistaken.hints == ["of a state write 'w.max(E)'"], "\(mistaken.messages)")
    let two = PageOf(
      Self.pendulum
        + "```yaml {sweep #w}\nmodel: m\nmethod: heun\nuntil: 2 s\nvary: {step: [0.1 s, 0.05 s]}\nmeasure: [rmse, max-error]\ncolumns: [E]\nagainst: exact\n```\n```yaml {plot}\nof: w\nkind: convergence\ny: [rmse, max-error]\n```\n"
    )
    #expect(two.messages == [] && two.main.contains("RMSE of") && two.main.contains("max error of"))
    #expect(page.main.contains("size of the error of") && !page.main.contains("nothing lies within"))
  }
}
