import Diagnostics
import Testing

@testable import NotebookKit

/// What is written by those who come from Brian, SciPy and others, and what they are told.
@Suite struct BorrowedHabitTests {
  private func told(_ text: String) -> [String] {
    PageOf(text).report.diagnostics.map { "\($0.message) | \($0.hint ?? "")" }
  }

  private func model(_ equations: String, _ rest: String = "") -> String {
    """
    ```yaml {model #m}
    equations: |
      \(equations)
    parameters: {EL: -60 mV, tau: 10 ms}
    initial: {v: -60 mV}
    units: {t: ms, v: mV}
    \(rest)
    ```
    """
  }

  @Test(arguments: [
    (
      "dv/dt = (EL - v)/tau : volt (unless refractory)", "unexpected character ':'",
      "write 'dv/dt = (EL - v)/tau'; what is"
    ),
    ("dv/dt = (EL - v)/tau + 4*mV/tau", "unknown name 'mV'", "a unit stands behind a number: '2 mV'"),
    ("dv/dt = (EL - v)/tau*int(v < EL)", "unknown function 'int'", "a comparison is 1 or 0 by itself"),
    ("dv/dt = (EL - v)/tau + xi", "unknown name 'xi'", "equations have no random numbers"),
  ]) func equationsOfOthers(line: String, message: String, hint: String) {
    let found = told(model(line)).filter { !$0.contains("not used") }
    #expect(found.count == 1 && found[0].hasPrefix(message) && found[0].contains(hint), "\(found)")
  }

  @Test(arguments: [
    ("{N: += 2}", "write 'N: N + 2'"), ("{N += 2}", "write 'N: N + 2'"), ("{N *= 2}", "write 'N: N * 2'"),
    ("{N: +2}", "to add it, write 'N: N + 2'"),
  ]) func setsOfOthers(set: String, hint: String) {
    let found = told(
      "```yaml {model #m}\nequations: dN/dt = -N\ninitial: {N: 1}\nevents: {a: {at: [1], set: \(set)}}\n```")
    #expect(found.count == 1 && found[0].contains(hint), "\(found)")
  }

  @Test(arguments: ["{N: +N+2}", "{N: +(N+2)}", "{N: N + 2}"]) func signsThatMeanWhatTheySay(set: String) {
    #expect(
      told("```yaml {model #m}\nequations: dN/dt = -N\ninitial: {N: 1}\nevents: {a: {at: [1], set: \(set)}}\n```")
        .isEmpty)
  }

  @Test func timesThatAreComputed() {
    func event(_ at: String) -> [String] {
      told(
        model("dv/dt = (EL - v)/tau", "events: {a: {at: \(at), set: {v: EL}}}").replacing(
          "tau: 10 ms", with: "tau: 10 ms, d: 1 ms"))
    }
    #expect(event("100 ms + d") == [] && event("2*d") == [])
    #expect(event("1e+2 ms").allSatisfy { $0.contains("'d' is not used") })
  }

  @Test func stepsOfOthers() {
    let solve =
      "```yaml {solve #s}\nmodel: m\nmethod: dormand-prince\ntolerance: 1e-6\nmax-step: 0.1\nuntil: 10 ms\n```"
    let found = told(model("dv/dt = (EL - v)/tau") + "\n" + solve)
    #expect(found.count == 1 && found[0].contains("here that is 'largest-step'"), "\(found)")
  }

  /// The hint has the unit of time that the parameters are in.
  @Test func unitsOfTimeAreTakenFromParameters() {
    let found = told("```yaml {model #m}\nequations: dC/dt = -k*C\nparameters: {k: 1.2 1/h}\ninitial: {C: 1}\n```")
    #expect(found.count == 1 && found[0].contains("add 'units: {t: h, C: ...}'"), "\(found)")
  }

  /// A parameter that a solve's input is made of is used.
  @Test func inputsOfSolvesUseParameters() {
    let text = """
      ```yaml {model #m}
      equations: dv/dt = I - v
      parameters: {I0: 2, ton: 1, odd: 3}
      initial: {v: 0}
      input: {I: 0}
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 5
      input: {I: I0*(t >= ton)}
      ```
      """
    #expect(told(text).map { $0.contains("parameter 'odd' is not used") } == [true], "\(told(text))")
  }

  /// So is one that prose or a check asks for.
  @Test func valuesUseParameters() {
    let text = """
      ```yaml {model #m}
      equations: dv/dt = -v
      parameters: {V: 20, W: 30, odd: 3}
      initial: {v: 0}
      ```
      ```yaml {values #n}
      double: 2*m.W
      ```
      A volume of {{ m.V }}.
      """
    #expect(told(text).map { $0.contains("parameter 'odd' is not used") } == [true], "\(told(text))")
  }

  /// Only models that something other than a solve runs are spared.
  @Test(arguments: [
    ("", "until: 5", 1), ("", "until: 300", 0), ("", "time: 250 to 300", 1),
    (
      "```yaml {sweep #w}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 5\nvary: {k: [1, 2]}\nmeasure: [final]\n```",
      "until: 5", 0
    ),
    (
      "```yaml {sweep #w}\nmodel: o\nmethod: rk4\nstep: 0.1\nuntil: 5\nvary: {k: [1, 2]}\nmeasure: [final]\n```",
      "until: 5", 1
    ),
  ]) func eventsThatNeverCome(more: String, span: String, count: Int) {
    let text = """
      ```yaml {model #m}
      equations: dv/dt = -k*v
      parameters: {k: 1}
      initial: {v: 1}
      events: {dose: {at: [200], set: {v: v + 1}}}
      ```
      ```yaml {model #o}
      equations: dv/dt = -k*v
      parameters: {k: 1}
      initial: {v: 1}
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      \(span)
      ```
      \(more)
      """
    #expect(told(text).filter { $0.contains("never comes") }.count == count, "\(told(text))")
  }
}
