import Dynamics
import NotebookKit
import Testing

/// Steps of a fixed size that are too long for the method: the page would show a smooth beginning and a wrong end.
@Suite struct UnstableStepTests {
  private func page(_ method: String, _ step: Double, _ equation: String = "-50*(x - cos(t))") -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = \(equation)
      initial: {x: 0}
      ```

      ```yaml {solve #s}
      model: m
      method: \(method)
      step: \(step)
      until: 10
      ```
      """)
  }

  @Test(arguments: [("explicit-euler", 0.0405), ("rk4", 0.06), ("heun", 0.041), ("exponential-euler", 10)])
  func areNamed(method: String, step: Double) {
    let messages = page(method, step).messages
    if method == "exponential-euler" { return #expect(messages == []) }
    #expect(
      messages.count == 1 && messages[0].contains("t.md:8:9 steps of \(step) are outside of where"), "\(messages)")
  }

  @Test(arguments: [
    ("explicit-euler", 0.0395), ("rk4", 0.05), ("backward-euler", 1), ("trapezoidal", 0.5),
  ]) func goodStepsAreNot(method: String, step: Double) { #expect(page(method, step).messages == []) }

  /// A damped swing in seven steps: 2.65 where 0.18 is right.
  @Test func fewStepsAreEnough() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = v
        dv/dt = -x - 0.1*v
      initial: {x: 1, v: 0}
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 3
      until: 20
      ```
      """)
    #expect(page.messages.contains { $0.contains("an error grows by 1.28") }, "\(page.messages)")
  }

  /// What grows in the equations may grow in the solve.
  @Test func growthIsNoInstability() { #expect(page("explicit-euler", 0.1, "x + 1").messages == []) }
}
