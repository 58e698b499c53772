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

  /// Fixed steps have no tolerance, and 'outcome: any' asks for what comes.
  @Test(arguments: ["method: rk4\nstep: 0.01", "method: tsit5\ntolerance: 1e-6\noutcome: any"])
  func whoDoesNotAskIsNotTold(control: String) {
    #expect(page(Self.valley.0, Self.valley.1, control, until: "20").messages.isEmpty)
  }
}
