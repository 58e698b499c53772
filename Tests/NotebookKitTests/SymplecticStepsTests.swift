import Testing

@testable import NotebookKit

/// Steps that are too long for methods whose gain is no function of one eigenvalue.
@Suite struct SymplecticStepsTests {
  private static func messages(_ equations: String, _ method: String, _ step: Double, until: Int = 100) -> [String] {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations.replacing("\n", with: "\n  "))
      initial: {x: 1, v: 0}
      ```

      ```yaml {solve #s}
      model: m
      method: \(method)
      step: \(step)
      until: \(until)
      ```
      """
    ).messages
  }

  private static let oscillator = "dx/dt = v\ndv/dt = -x"

  @Test(arguments: ["stormer-verlet", "symplectic-euler", "sequential-euler"])
  func theOscillatorIsStableBelowTwo(method: String) {
    #expect(Self.messages(Self.oscillator, method, 1.9) == [])
    let found = Self.messages(Self.oscillator, method, 2.1)
    // The trace of a step is 2 - 2.1², and its larger eigenvalue -1.8777.
    #expect(found.count == 1 && found[0].contains("an error grows by 1.877 in a step"), "\(found)")
  }

  @Test func exponentialEulerMayGrow() {
    // What decays by itself is exact, so that the step is bounded by what drives it.
    #expect(Self.messages("dx/dt = -50*x + v\ndv/dt = -v", "exponential-euler", 0.5, until: 20) == [])
    let found = Self.messages("dx/dt = -x - 50*v\ndv/dt = 50*x - v", "exponential-euler", 0.5, until: 20)
    #expect(found.count == 1 && found[0].contains("outside of where"), "\(found)")
  }

  @Test func whatGrowsByItselfIsNoMistake() {
    #expect(Self.messages("dx/dt = v\ndv/dt = x", "stormer-verlet", 0.5, until: 20) == [])
  }
}
