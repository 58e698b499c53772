import Diagnostics
import NotebookKit
import Testing

/// The unit of time that the equations have, where none is given.
@Suite struct UnitOfTimeTests {
  private static func page(_ equations: String, _ parameters: String, initial: String, until: String) -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations.split(separator: "\n").joined(separator: "\n  "))
      parameters: {\(parameters)}
      initial: {\(initial)}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: \(until)
      ```

      A state is {{ s.v(20):.6f }}.
      """)
  }

  @Test(arguments: [
    ("dv/dt = -v/tau", "tau: 10 ms", "v: 1 mV", "20 ms"),
    ("C*dv/dt = -g*v", "C: 100 pF, g: 10 nS", "v: 1 mV", "0.02 s"),
    ("dv/dt = -r*v", "r: 0.1 1/ms", "v: 1 g/L", "20 ms"),
    ("dv/dt = -v/(10 ms)", "k: 1", "v: 1 mV", "20 ms"),
    ("dv/dt = -0.1*v", "k: 1", "v: 1 mV", "20"),
  ])
  func isThatOfTheEquations(equation: String, parameters: String, initial: String, until: String) {
    let page = Self.page(equation, parameters, initial: initial, until: until)
    #expect(page.messages.filter { !$0.contains("not used") } == [])
    #expect(page.html.contains("A state is 0.135335"))
  }

  @Test func timeConstantsOfTwoScalesAreTold() {
    let page = Self.page(
      "dv/dt = -v/tau\ndw/dt = -w/slow", "tau: 10 ms, slow: 1 s", initial: "v: 1 mV, w: 1 mV", until: "20 ms")
    #expect(page.messages == ["t.md:4:11 the left side is in mV/ms, and '-w/slow' in mV/s: their scales differ"])
    #expect(
      page.report.diagnostics.first?.hint
        == "1 mV/s is 0.001 mV/ms: with 'units: {slow: ms}' the number of 'slow' is taken in ms")
  }

  @Test func givenUnitsStay() {
    let text = """
      ```yaml {model #m}
      equations: |
        dv/dt = -v/tau
      parameters: {tau: 10 ms}
      initial: {v: 1 mV}
      units: {t: s}
      ```
      """
    #expect(PageOf(text).messages == ["t.md:3:11 the left side is in mV/s, and '-v/tau' in mV/ms: their scales differ"])
  }
}
