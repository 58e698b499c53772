import Diagnostics
import Testing

@testable import NotebookKit

/// What people write by habit, and what is said of it: one message each, with what to write.
@Suite struct HabitsTests {
  private static let solve = """
    ```yaml {model #m}
    equations: dx/dt = -k*x
    parameters: {k: 0.5 1/s}
    initial: {x: 2 m}
    ```

    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.01 s
    until: 2 s
    ```


    """

  @Test(arguments: [
    ("max(s.x)", "'max' takes two or more arguments, not 1", "write 's.max(x)'"),
    ("min(s.x(1))", "'min' takes two or more arguments, not 1", "write 's.min(x)'"),
    ("s.x(end)", "unknown result 'end'", "'final' gives the last value: 's.final(x)'"),
    ("s.x.max", "'max' takes the state in parentheses", "write 's.max(x)'"),
    ("s.max.x", "'max' takes the state in parentheses", "write 's.max(x)'"),
    ("s.final", "'final' wants a name in parentheses", "as in 's.final(x)'"),
  ])
  func queries(formula: String, message: String, hint: String) {
    let found = PageOf(Self.solve + "It is {{ \(formula) }}.").report.diagnostics
    #expect(found.map(\.message) == [message])
    #expect(found.first?.hint == hint)
  }

  @Test func sharesArePercentages() {
    let page = PageOf(Self.solve + "It lost {{ 1 - s.final(x)/s.x(0):.1% }}, $p = {{ 0.5:.0% }}$, {{ -0.001:.2% }}.")
    #expect(page.messages == [])
    #expect(page.html.contains("It lost 63.2\u{202F}%"))
    #expect(page.html.contains("<mn>50</mn>") && page.html.contains("<mi>%</mi>"), "\(page.html.suffix(3000))")
    #expect(page.html.contains("−0.10\u{202F}%"))
  }

  @Test(arguments: [
    ("4 N*hr", "unknown name 'hr'", "the unit is written 'h'"),
    ("50 N/meter", "unknown name 'meter'", "the unit is written 'm'"),
    ("2 lbs", "'lbs' is not a unit", "1 lb is 0.45359237 kg"),
  ])
  func units(value: String, message: String, hint: String) {
    let page = PageOf("```yaml {model #m}\nequations: dx/dt = -k*x\nparameters: {k: \(value)}\ninitial: {x: 1}\n```")
    #expect(page.report.diagnostics.map(\.message) == [message])
    #expect(page.report.diagnostics.first?.hint == hint)
  }

  @Test(arguments: [
    (
      "equations: |\n  dA/dt = -A\n  dB/dt = A\ninitial: {A: 1 B: 0}", "unexpected character ':'",
      "a comma stands between entries, and a colon behind a name alone"
    ),
    (
      "equations: dv/dt = -9.81\ninitial: {v: 0}\nevents:\n  bounce:\n    when: v < -1\n  set:\n    v: -0.9*v",
      "'set' belongs to an event", "indent it further, to stand below the 'when' of 'bounce'"
    ),
  ])
  func models(text: String, message: String, hint: String) {
    let found = PageOf("```yaml {model #m}\n\(text)\n```").report.diagnostics
    #expect(found.map(\.message) == [message])
    #expect(found.first?.hint == hint)
  }

  @Test func redefinedInputIsTheirPlace() {
    let page = PageOf(
      """
      ```yaml {model #a}
      equations: dx/dt = -x + I
      initial: {x: 1}
      input: {I: 0}
      ```

      ```yaml {model #b}
      like: a
      equations: |
        I = 3*sin(t)
      ```
      """)
    #expect(page.messages == ["t.md:10:3 'I' is both a named sub-expression and an input"])
    #expect(page.report.diagnostics.first?.hint == "an input is given anew under 'input': 'input: {I: ...}'")
  }

  @Test func listOfMethodsIsForSweeps() {
    let text = Self.solve.replacing("rk4", with: "[rk4, heun]")
    #expect(PageOf(text).report.diagnostics.first?.hint?.hasSuffix("several stand under 'vary' of a 'sweep'") == true)
  }
}
