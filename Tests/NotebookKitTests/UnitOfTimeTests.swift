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

/// Messages about scales name the parameter to give in another unit, once, and leave the unit of time alone.
@Suite struct ParametersInOtherUnitsTests {
  @Test(arguments: ["-k1*A*B + km1*C", "km1*C - k1*A*B"]) func rateConstantsKeepTheUnitOfTime(rate: String) {
    let report =
      PageOf(
        """
        ```yaml {model #m}
        equations: |
          dA/dt = \(rate)
          dB/dt = \(rate)
          dC/dt = k1*A*B - km1*C
        parameters: {k1: 1 1/(uM*s), km1: 0.1 1/s}
        initial: {A: 1 mM, B: 2 mM, C: 0 mM}
        ```
        """
      ).report
    #expect(
      report.diagnostics.map(\.hint) == [
        "1 mM^2/(uM·s) is 1000 mM/s: with 'units: {k1: 1/(mM*s)}' the number of 'k1' is taken in 1/(mM*s)"
      ])
  }

  @Test func aNameThatLooksLikeADerivativeIsTold() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dA = -k*A
        dB/dt = k*A
      parameters: {k: 1}
      initial: {A: 1, B: 0}
      ```
      """)
    #expect(page.messages == ["t.md:3:3 'dA' is a name like any other, and no derivative"])
    #expect(page.report.diagnostics.first?.hint == "write 'dA/dt = -k*A'")
  }
}

@Suite struct NetworksOfTwoUnitsTests {
  /// A unit that is only that of the equations goes with a model that has none; a stated one does not.
  @Test(arguments: [("", true), ("units: {t: ms}", false)]) func bareModelsGoWithOthers(units: String, isGood: Bool) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dv/dt = (E - v)/tau
      parameters: {tau: 20 ms, E: 10 mV}
      initial: {v: 0 mV}
      events:
        spike: {when: v >= 100 mV, set: {v: 0 mV}}
      \(units)
      ```

      ```yaml {model #bare}
      equations: |
        dv/dt = I - v/20
      initial: {v: 0}
      input: {I: 0.5}
      events:
        spike: {when: v >= 5, set: {v: 0}}
      ```

      ```yaml {network #n}
      populations:
        a: {model: m, size: 2}
        b: {model: bare, size: 2}
      method: rk4
      step: 0.1
      until: 20
      ```
      """)
    #expect(page.messages.isEmpty == isGood, "\(page.messages)")
  }
}
