import Testing

@testable import NotebookKit

/// States that grow again from below their absolute tolerance, and those that something else drives up.
@Suite struct GrownFromNoiseTests {
  private func page(_ equations: String, _ rest: String, _ control: String, until: String = "40") -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations)
      \(rest)
      ```

      ```yaml {solve #s}
      model: m
      \(control)
      until: \(until)
      ```
      """)
  }

  /// It shrinks by e⁻³⁰ and grows again: the exact solution is known.
  private static let valley = ("dx/dt = (t - 10)/2*x", "initial: {x: 1}")

  @Test(arguments: ["dormand-prince", "tsit5", "taylor", "bogacki-shampine", "rkf45"]) func growthFromNoiseIsToldOf(
    method: String
  ) {
    let found = page(Self.valley.0, Self.valley.1, "method: \(method)\ntolerance: 1e-6", until: "20")
    #expect(
      found.messages.count == 1 && found.messages[0].contains("what becomes of 'x' from t = "), "\(found.messages)")
  }

  /// The hint leads to the solution x = exp(t²/4 − 5 t).
  @Test func theHintHelps() throws {
    let found = page(
      Self.valley.0, Self.valley.1, "method: dormand-prince\ntolerance: {relative: 1e-9, x: 1e-100}", until: "20")
    #expect(found.messages.isEmpty, "\(found.messages)")
    let results = found.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    #expect(abs(result.states(at: [20])[0] - 1) < 1e-6)
  }

  @Test(arguments: [
    // Driven by an input, by another state, by a jump, by itself through zero.
    ("dx/dt = I - x", "initial: {x: 1}\ninput: {I: \"if(t > 30, 1, 0)\"}"),
    ("dx/dt = y - x\n  dy/dt = if(t > 30, 1, 0) - y", "initial: {x: 1, y: 1}"),
    ("dx/dt = -x", "initial: {x: 1}\nevents: {dose: {at: [35], set: {x: x + 1}}}"),
    ("dx/dt = y\n  dy/dt = -x", "initial: {x: 0, y: 1}"),
    ("dx/dt = 1e-3 - x*(t < 30)", "initial: {x: 0}"),
    // It stays small.
    ("dx/dt = -x", "initial: {x: 1}"),
  ]) func whatIsDrivenIsNot(equations: String, rest: String) {
    #expect(page(equations, rest, "method: dormand-prince\ntolerance: 1e-6").messages.isEmpty)
  }

  /// It begins small and grows to a thousand tolerances, or less; where steps are short for another reason nothing is lost.
  @Test(arguments: [
    ("tolerance: 1e-3", true), ("tolerance: 1e-6\nlargest-step: 0.01", false), ("tolerance: 1e-10", false),
  ]) func whatItComesToDecides(control: String, isToldOf: Bool) {
    let found = page("dx/dt = x*(1 - x)", "initial: {x: 1e-9}", "method: dormand-prince\n\(control)")
    #expect(found.messages.isEmpty != isToldOf, "\(found.messages)")
  }

  /// An epidemic whose next wave comes after a trough of 10⁻²⁷.
  private static let waves = """
    ```yaml {model #sir}
    equations: |
      dS/dt = 0.02*(1 - S) - b*S*I
      dI/dt = b*S*I - 20.02*I
    parameters: {b: 100}
    initial: {S: 0.5, I: 1e-4}
    events:
      wave: {when: I >= 1e-3}
    ```


    """

  @Test func aSweepIsLookedAtAsASolveIs() {
    let sweep =
      "```yaml {sweep #w}\nmodel: sir\nmethod: dormand-prince\ntolerance: TOL\nvary: {b: [60, 80, 100]}\nuntil: 30\nmeasure: [wave.count]\n```\n"
    let loose = PageOf(Self.waves + sweep.replacing("TOL", with: "1e-6"))
    #expect(
      loose.messages.count == 1
        && loose.messages[0].hasPrefix("t.md:14:12 where b = 60: what becomes of 'I' from t = "), "\(loose.messages)")
    let tight = PageOf(
      Self.waves + sweep.replacing("TOL", with: "{relative: 1e-9, S: 1e-9, I: 1e-300}")
        + "```yaml {expect}\n- w.wave.count(b = 60) == 2\n- w.wave.count(b = 100) == 3\n```\n")
    #expect(tight.messages == [], "\(tight.messages)")
  }

  /// Data of the exact solution, before and after the trough: the fit is as good as the solver.
  @Test func aFitKeepsTheDigitsOfATrough() throws {
    let page = PageOf(
      Self.waves + """
        ```yaml {solve #tr}
        model: sir
        method: taylor
        until: 30
        ```

        ```yaml {data #d}
        from: tr
        at: [0.05, 0.1, 0.2, 0.3, 17.3, 17.5, 17.7, 18]
        keep: [I]
        ```

        ```yaml {fit #f}
        model: sir
        data: d
        method: single
        unknown: [b]
        start: {b: 100.001}
        noise: 1e-4
        ```

        ```yaml {expect}
        - f.b == 100 within 1e-4
        - f.I(17.7) == tr.I(17.7) within 1e-6
        ```
        """)
    #expect(page.messages == [], "\(page.messages)")
    #expect(page.main.contains("2 checks hold"))
  }

  /// Fixed steps have no tolerance, and 'outcome: any' asks for what comes.
  @Test(arguments: ["method: rk4\nstep: 0.01", "method: tsit5\ntolerance: 1e-6\noutcome: any"])
  func whoDoesNotAskIsNotTold(control: String) {
    #expect(page(Self.valley.0, Self.valley.1, control, until: "20").messages.isEmpty)
  }
}
