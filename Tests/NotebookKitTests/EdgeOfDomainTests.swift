import Diagnostics
import Testing

@testable import NotebookKit

/// Solves that end where a formula has no value, or go across a pole, say which part it is.
@Suite struct EdgeOfDomainTests {
  private static func messages(_ model: String, _ control: String, until: String = "5") -> [String] {
    PageOf(
      """
      ```yaml {model #m}
      \(model)
      ```

      ```yaml {solve #s}
      model: m
      \(control)
      until: \(until)
      ```
      """
    ).messages.map { $0.drop { $0 != " " }.dropFirst().description }
  }

  private static let leaking = "equations: dx/dt = -sqrt(x)\ninitial: {x: 1}"

  @Test(arguments: [
    "method: rk4\nstep: 0.01", "method: rk4\nstep: 0.01\nevent-times: grid", "method: dormand-prince\ntolerance: 1e-8",
    "method: rodas\ntolerance: 1e-8", "method: implicit-euler\nstep: 0.3",
  ])
  func rootIsNamed(control: String) {
    let messages = Self.messages(Self.leaking, control)
    #expect(messages.count == 1 && messages[0].hasSuffix(": 'sqrt(x)' has no value where x is below 0"), "\(messages)")
  }

  @Test(arguments: [
    ("-1 - 0*log(x)", "'log(x)' has no value where x is not above 0"),
    ("-1 + 0*asin(x + 0.3)", "'asin(x + 0.3)' has no value where x + 0.3 is not between −1 and 1"),
    ("-1 + 0*x^0.5", "'x^0.5' has no value where x is below 0"),
    ("-if(t < 1, 1, sqrt(x - 0.4))", "'sqrt(x - 0.4)' has no value where x - 0.4 is below 0"),
  ])
  func functionIsNamed(rate: String, reason: String) {
    let begin = rate.contains("asin") ? "0.5" : "1"
    let messages = Self.messages(
      "equations: dx/dt = \(rate)\ninitial: {x: \(begin)}", "method: dormand-prince\ntolerance: 1e-8")
    #expect(messages.count == 1 && messages[0].hasSuffix(reason), "\(messages)")
  }

  @Test func explosionHasNoEdge() {
    let messages = Self.messages("equations: dx/dt = x^2\ninitial: {x: 1}", "method: rk4\nstep: 0.01")
    #expect(messages == ["the solve diverged at t = 1.02"])
    // A whole power of a number below zero is a number.
    for rate in ["-x^2", "-x^3*x"] {
      let below = Self.messages("equations: dx/dt = \(rate)\ninitial: {x: -1}", "method: rk4\nstep: 0.01")
      #expect(
        below.count == 1 && below[0].hasPrefix("the solve diverged at") && !below[0].contains("no value"), "\(below)")
    }
  }

  @Test func whatExplodesIsNamed() {
    let model = "equations: dx/dt = x^2\ninitial: {x: 1}"
    func hint(_ model: String, _ control: String) -> String {
      PageOf("```yaml {model #m}\n\(model)\n```\n\n```yaml {solve #s}\nmodel: m\n\(control)\nuntil: 50\n```")
        .report.failures.first?.hint ?? ""
    }
    #expect(hint(model, "method: dormand-prince\ntolerance: 1e-6").hasPrefix("'x' grows beyond all bounds there"))
    // Steps that are too long explode as well.
    #expect(
      hint("equations: dx/dt = -100*x\ninitial: {x: 1}", "method: explicit-euler\nstep: 0.1")
        .hasPrefix("take a smaller step"))
  }

  @Test func implicitStepsReachNoPoleAhead() {
    let driven = "equations: |\n  dx/dt = -50*(x - 1)\n  dy/dt = 1/x - y\ninitial: {x: 2, y: 0}"
    for method in ["backward-euler", "exponential-euler"] {
      #expect(Self.messages(driven, "method: \(method)\nstep: 0.1") == [], "\(method)")
    }
  }

  @Test func eventsThatCountHideNoPole() {
    let model = "equations: dx/dt = -1/(x - 0.1)\ninitial: {x: 1}\nevents: {low: {when: x < 0.1}}"
    let messages = Self.messages(model, "method: explicit-euler\nstep: 0.01", until: "1")
    #expect(messages.contains { $0.hasPrefix("the solve goes through a pole") }, "\(messages)")
  }

  @Test(.timeLimit(.minutes(1))) func namesThatBuildOnOneAnotherAreLookedAtOnce() {
    let chain = (2...45).map { "  a\($0) = 0.5*a\($0 - 1) + 0.5*a\($0 - 2)" }.joined(separator: "\n")
    let model = "equations: |\n  a0 = x\n  a1 = x\n\(chain)\n  dx/dt = -1/a45 + 0.001*sqrt(x - 0.5)\ninitial: {x: 1}"
    let messages = Self.messages(model, "method: rk4\nstep: 0.01")
    #expect(
      messages.count == 1 && messages[0].hasSuffix("'sqrt(x - 0.5)' has no value where x - 0.5 is below 0"),
      "\(messages)")
  }

  @Test func fixedStepsAcrossPoleWarn() {
    // x = 0.1 + √(0.81 − 2t) ends at t = 0.405.
    let model = "equations: dx/dt = -1/(x - 0.1)\ninitial: {x: 1}"
    let messages = Self.messages(model, "method: rk4\nstep: 0.01", until: "1")
    #expect(messages.count == 1)
    #expect(messages.first?.hasPrefix("the solve goes through a pole at t = 0.4") == true, "\(messages)")
    #expect(messages.first?.hasSuffix("'-1/(x - 0.1)' has no value where x - 0.1 is 0") == true, "\(messages)")
    #expect(Self.messages(model, "method: rk4\nstep: 0.01\noutcome: any", until: "1") == [])
    #expect(Self.messages(model, "method: rk4\nstep: 0.01", until: "0.4") == [])
  }

  /// Powers with negative exponents, squares and absolute values, and poles in the time.
  @Test(arguments: [
    ("dx/dt = -(x - 0.1)^(-1)", "x - 0.1"), ("dx/dt = -1/abs(x - 0.1)", "x - 0.1"),
    ("dx/dt = -1/(x - 0.1)^2", "x - 0.1"), ("dx/dt = x/(0.5 - t)", "0.5 - t"), ("dx/dt = 1/(t - 0.505)", "t - 0.505"),
  ])
  func polesOfOtherShapesWarn(equation: String, divisor: String) {
    let model = "equations: \(equation)\ninitial: {x: 1}"
    let messages = Self.messages(model, "method: rk4\nstep: 0.03", until: "1")
    #expect(messages.count == 1 && messages[0].hasSuffix("has no value where \(divisor) is 0"), "\(messages)")
  }

  /// Each point has its own pole, or none.
  @Test func polesOfASweepAreThoseOfItsPoints() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dv/dt = 1/(t - c)^2
      parameters: {c: 5}
      initial: {v: 0}
      ```

      ```yaml {sweep #w}
      model: m
      vary: {c: [20, 30]}
      method: rk4
      step: 0.3
      until: 10
      measure: [final]
      ```
      """)
    #expect(page.messages == [])
  }

  @Test func polesInASweepWarn() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -1/(x - a)
      parameters: {a: 0.1}
      initial: {x: 1}
      ```

      ```yaml {sweep #w}
      model: m
      vary: {a: [-1, 0, 0.1]}
      method: rk4
      step: 0.01
      until: 1
      measure: [final]
      ```
      """)
    #expect(page.messages.count == 1, "\(page.messages)")
    #expect(page.messages.first?.contains("the solve goes through a pole at t = 0.5") == true, "\(page.messages)")
  }

  @Test(arguments: [
    "equations: dx/dt = sin(t - 0.5)/(t - 0.5)\ninitial: {x: 1}", "equations: dx/dt = -x/(1 + t)\ninitial: {x: 1}",
    "equations: dx/dt = -x/(if(t > 0.5, -1, 1))\ninitial: {x: 1}",
    // The quotient in a quotient is without bounds, the right-hand side is not.
    "equations: dx/dt = -cos(t)/(1 + 1/x)\ninitial: {x: 0.3}",
    "equations: dx/dt = -1 + 0.1*sin(x)/x\ninitial: {x: 1}",
    "equations: dx/dt = -1 + 0.1*atan(1/x)\ninitial: {x: 1}",
    // A jump across.
    "equations: dx/dt = 0.1/x\ninitial: {x: 1}\nevents: {turn: {when: x > 1.2, set: {x: -1}}}",
  ])
  func harmlessDivisorsAreQuiet(model: String) {
    #expect(Self.messages(model, "method: rk4\nstep: 0.03") == [])
  }

  @Test(arguments: ["5e-324", "1e-322", "1e-300"])
  func spansOutOfReachAreRefused(span: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -x
      initial: {x: 1}
      ```

      ```yaml {pinn #p}
      model: m
      until: \(span)
      ```
      """)
    #expect(page.messages.count == 1 && page.messages[0].contains("a span of"), "\(page.messages)")
  }

  @Test func networksHaveTheNotebooksLimits() {
    let page = PageOf(
      """
      ---
      limits: {steps: 500}
      ---

      ```yaml {network #net}
      populations:
        e: {size: 5, model: izhikevich, input: {I: 100}}
      method: explicit-euler
      step: 1 ms
      until: 501 ms
      ```
      """)
    #expect(page.messages == ["t.md:9:7 that is 501 steps, and the limit is 500"], "\(page.messages)")
  }
}
