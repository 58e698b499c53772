import Diagnostics
import Dynamics
import Testing

@testable import NotebookKit

/// Numbers with units in equations whose names are in others.
@Suite struct ForeignLiteralTests {
  private struct Case {
    let right: String
    /// dA/dt for A = 1 mg at t = 0, in mg/h.
    let rate: Double
  }

  /// A literal is converted whatever bare numbers stand beside it: they may have units of their own, and it has its own.
  private static let cases: [Case] = [
    Case(right: "-0.5*A/(30 min) - 0.1*A", rate: -1.1), Case(right: "0.8*A/(30 min)*(1 - 0.5*A)", rate: 0.8),
    Case(right: "2*R/(30 min) - 0.1*A", rate: 3.9), Case(right: "0.5*(2 1/min)*A - 0.1*A", rate: 59.9),
    Case(right: "2*A^2/(30 min)", rate: 4), Case(right: "-61*A/(60 min)/V", rate: -61.0 / 3),
    Case(right: "-A/(30 min) - 0.1*A", rate: -2.1), Case(right: "(100 mg)/(30 min) - 0.1*A", rate: 199.9),
    Case(right: "k*A*exp(-t/(30 min))", rate: 1), Case(right: "-n*A/(60 min)", rate: -60),
    Case(right: "A*(2.4 1/day)/12", rate: 0.1 / 12),

    Case(right: "k*(1 g)/2", rate: 500),
    Case(right: "A*max(2.4 1/day, 0 1/h)", rate: 0.1), Case(right: "k*A*(A >= 500 ug)", rate: 1),
    Case(right: "-A/(600 min)", rate: -0.1), Case(right: "k*A*cos(2*pi*(t + 1)/(120 min))", rate: -1),
    // What says its unit with another in minutes is in minutes.
    Case(right: "k1*(30 min)*A*k", rate: 30),
  ]

  @Test(arguments: cases.indices) func literalsAreConvertedOnce(index: Int) throws {
    let item = Self.cases[index]
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dA/dt = \(item.right)
      parameters: {k: 1 1/h, k1: 1 1/min, R: 1 mg, V: 3 L, n: 60}
      initial: {A: 1}
      units: {A: mg, t: h}
      ```

      ```yaml {solve #s}
      model: m
      method: euler
      step: 0.5
      until: 0.5
      outcome: any
      ```
      """)
    let mistakes = page.report.diagnostics.filter { $0.severity == .error }
    #expect(mistakes.isEmpty, "\(page.messages)")
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    let rate = 2 * (result.solution.trajectory.value(1, 0) - 1)
    #expect(abs(rate - item.rate) < 1e-12 * max(1, abs(item.rate)), "\(item.right): \(rate)")
  }

  /// Which of two readings is meant is asked; a name's value is none of a scale.
  @Test(arguments: [
    "-A*(2.4 1/day)/24", "k*(1000 ug)/1000", "k*(1 g)*1000", "k*(A + (1000 ug)/1000)", "60*A/(30 min)",
    "A*(24 1/day)/24",
  ]) func whoConvertsTwiceIsAsked(right: String) {
    let page = PageOf(
      "```yaml {model #m}\nequations: dA/dt = \(right)\nparameters: {k: 1 1/h}\ninitial: {A: 1}\nunits: {A: mg, t: h}\n```\n"
    )
    let mistakes = page.report.diagnostics.filter { $0.severity == .error }
    #expect(mistakes.count == 1 && mistakes[0].message.contains("is converted by itself"), "\(page.messages)")
    #expect(mistakes.first?.message.contains("'\(right)'") == true)
  }
}
