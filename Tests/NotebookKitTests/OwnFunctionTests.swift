import Expressions
import Foundation
import Testing

@testable import NotebookKit

/// Functions that a model's author defines among the equations.
@Suite struct OwnFunctionTests {
  /// Morris and Lecar's equations by functions, and the same written out.
  private static let byFunctions = """
    sigma(x, half, k) = 1/(1 + exp((half - x)/k))
    tau(x) = tau0/cosh((x - 2 mV)/(2*17.4 mV))
    rate(x, half) = sigma(x, half, 9 mV)/tau(x)
    C*dv/dt = I - gL*(v - EL) - gCa*sigma(v, -1.2 mV, 9 mV)*(v - ECa) - gK*n*(v - EK)
    dn/dt = rate(v, 2 mV) - n/tau(v)
    """
  private static let writtenOut = """
    tau = tau0/cosh((v - 2 mV)/(2*17.4 mV))
    C*dv/dt = I - gL*(v - EL) - gCa*1/(1 + exp((-1.2 mV - v)/(9 mV)))*(v - ECa) - gK*n*(v - EK)
    dn/dt = 1/(1 + exp((2 mV - v)/(9 mV)))/tau - n/tau
    """

  private static func text(
    _ equations: String, _ events: String = "up: {when: v >= 0}", initial: String = "{v: -60, n: 0.01}",
    input: String = "100 uA/cm^2"
  ) -> String {
    """
    ```yaml {model #m}
    equations: |
      \(equations.replacing("\n", with: "\n  "))
    parameters: {C: 20 uF/cm^2, gL: 2 mS/cm^2, gCa: 4.4 mS/cm^2, gK: 8 mS/cm^2, EL: -60 mV, ECa: 120 mV, EK: -84 mV, tau0: 25 ms}
    input: {I: \(input)}
    initial: \(initial)
    units: {t: ms, v: mV, n: 1, I: uA/cm^2}
    events:
      \(events)
    ```

    ```yaml {solve #s}
    model: m
    method: rodas
    tolerance: 1e-9
    until: 300 ms
    ```


    """
  }

  private static func final(_ text: String) throws -> (page: PageOf, state: [Double], events: [Double]) {
    let page = PageOf(text)
    #expect(page.messages == [])
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    return (page, result.states(at: [300]), result.eventTimes("up"))
  }

  @Test func aCallIsItsFormula() throws {
    let (page, state, events) = try Self.final(Self.text(Self.byFunctions))
    let plain = try Self.final(Self.text(Self.writtenOut))
    #expect(events.count >= 5 && events.count == plain.events.count)
    #expect(zip(state, plain.state).allSatisfy { abs($0 - $1) < 1e-6 }, "\(state) \(plain.state)")
    #expect(page.main.contains("σ"))
  }

  /// Wherever a model has formulas: initial values, inputs, conditions and what they set.
  @Test func allFormulasOfAModelMayCall() throws {
    let functions = "sigma(x, half, k) = 1/(1 + exp((half - x)/k))\n" + Self.writtenOut
    let called = try Self.final(
      Self.text(
        functions, "up: {when: \"sigma(v, 0 mV, 1 mV) >= 0.5\"}", initial: "{v: -60, n: \"sigma(0, 4.6, 1)\"}",
        input: "100 uA/cm^2*sigma(t, 20 ms, 1 ms)"))
    let plain = try Self.final(
      Self.text(
        Self.writtenOut, initial: "{v: -60, n: 1/(1 + exp(4.6))}", input: "100 uA/cm^2/(1 + exp((20 ms - t)/(1 ms)))"))
    #expect(zip(called.state, plain.state).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(!called.events.isEmpty && zip(called.events, plain.events).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// What a solve puts over the model may call them, and a model that builds on another replaces them by name.
  @Test func functionsAreInheritedAndReplaced() throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        f(x) = k*x
        dx/dt = -f(x) + I
      parameters: {k: 1}
      input: {I: 0}
      initial: {x: 1}
      ```
      ```yaml {model #n}
      like: m
      equations: f(x) = 2*k*x
      ```
      ```yaml {solve #a}
      model: m
      method: taylor
      until: 1
      ```
      ```yaml {solve #b}
      model: n
      method: taylor
      until: 1
      ```
      ```yaml {solve #c}
      model: m
      method: taylor
      until: 1
      input: {I: f(2)}
      ```
      {{ a.x(1):.12f }} {{ b.x(1):.12f }} {{ c.x(1):.12f }}
      """)
    #expect(page.messages == [])
    for value in [exp(-1.0), exp(-2.0), 2 - exp(-1.0)] {
      #expect(page.main.contains(String(format: "%.12f", value)))
    }
  }

  /// An edit of a function is an edit of what calls it.
  @Test func theIdentityIsThatOfTheFormula() throws {
    func identity(_ equations: String) throws -> [Identity.Part] {
      let page = PageOf(Self.text(equations))
      return try #require(page.report.plan.facts["m"]?.model).identityParts
    }
    let one = try identity(Self.byFunctions)
    #expect(try identity(Self.byFunctions.replacing("(2*17.4 mV)", with: "(2*17 mV)")) != one)
    #expect(try identity(Self.byFunctions.replacing("sigma", with: "gate")) == one)
  }

  @Test(arguments: [
    ("f(x) = f(x) + 1\ndv/dt = f(v)/(1 ms)", "t.md:3:3 'f' calls itself"),
    ("f(x) = g(x)\ng(x) = f(x)\ndv/dt = f(v)/(1 ms)", "t.md:3:3 'f' calls itself"),
    ("f(x, y) = x + y\ndv/dt = f(v)/(1 ms)", "t.md:4:11 'f' takes two arguments, not 1"),
    (
      "f(x) = x + 1 ms\ndv/dt = f(v)/(1 ms)",
      "t.md:4:11 cannot add 'v' in mV and '1 ms' in ms: they measure different things"
    ),
    ("f(x) = x + z\ndv/dt = f(v)/(1 ms)", "t.md:3:14 unknown name 'z'"),
    ("f(x, y) = x\ndv/dt = f(v, z)/(1 ms)", "t.md:4:16 unknown name 'z'"),
    ("f(x) = x\ndv/dt = f/(1 ms)", "t.md:4:11 'f' cannot be used here"),
    ("f(x) = x + v\ndv/dt = I/(1 ms)\n⟦input: {I: f(2 mV)}", "t.md:5:12 'v' cannot be used here"),
    ("f(x) = x*t/t\ndv/dt = p/(1 ms)\n⟦parameters: {p: f(2 mV)}", "t.md:5:17 't' cannot be used here"),
    ("exp(x) = x\ndv/dt = v/(1 ms)", "t.md:3:3 'exp' has a meaning of its own and cannot be redefined"),
    ("f(pi) = pi\ndv/dt = f(v)/(1 ms)", "t.md:3:3 'pi' has a meaning of its own and cannot be an argument"),
    ("v(0) = 3\ndv/dt = -v/(1 ms)", "t.md:3:3 an equation does not say where 'v' begins"),
    ("f(x, x) = x\ndv/dt = v/(1 ms)", "t.md:3:3 cannot read the left side 'f(x, x)'"),
    (
      "f(x) = x*x\ng(x) = f(f(f(f(x))))\nh(x) = g(g(g(x)))\ndv/dt = h(v/(1 mV))*1 mV/ms",
      "t.md:6:11 this call is too long when it is written out"
    ),
  ]) func mistakesHaveTheirPlace(equations: String, message: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations.replacing("\n", with: "\n  ").replacing("  ⟦", with: ""))
      initial: {v: 0 mV}
      units: {t: ms, v: mV}
      ```
      """)
    #expect(page.messages == [message])
  }
}
