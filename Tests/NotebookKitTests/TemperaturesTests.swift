import Diagnostics
import Expressions
import Testing

@testable import NotebookKit

/// Temperatures with their zeros, and units that other fields count in.
@Suite struct TemperaturesTests {
  private static func model(_ rate: String, initial: String = "15 degC") -> String {
    """
    ```yaml {model #m}
    equations: |
      C*dT/dt = Q - \(rate)
    parameters: {C: 13 W*yr/m^2/K, Q: 238 W/m^2, sigma: 5.670374*10^-8 W/m^2/K^4, B: 2 W/m^2/K, s: 10 K}
    initial: {T: \(initial)}
    units: {t: yr}
    ```


    """
  }

  @Test(arguments: ["sigma*T^4", "Q*exp(-T/s)", "B*T", "B*(-T)"])
  func celsiusIsNoAbsoluteTemperature(rate: String) {
    let found = PageOf(Self.model(rate)).report.diagnostics.filter { $0.severity == .error }
    #expect(found.count == 1 && found[0].message.hasPrefix("'T' is a temperature in degC, and what it stands beside"))
  }

  @Test func coefficientsPerDegreeAreNoTemperatures() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -r*x*exp(q*b)
      parameters: {r: 0.1 1/s, q: 0.07 1/degC, b: 5 K}
      initial: {x: 1 m}
      ```
      """)
    #expect(page.messages == [])
  }

  @Test func errorsAndNoiseAreDifferences() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dT/dt = -k*(T - E)
      parameters: {k: 0.1 1/min, E: 290 K}
      initial: {T: 350 K}
      ```

      ```yaml {data #d}
      columns: {t: min, T: K}
      rows: |
        0, 350.1
        5, 326.2
        10, 312.3
        20, 298.0
        30, 293.1
      ```

      ```yaml {fit #f}
      model: m
      data: d
      unknown: [k, E]
      ```

      {{ f.E.error:.2f degC }} {{ f.noise(T):.2f degC }}
      """)
    #expect(
      page.messages.count == 2 && page.messages.allSatisfy { $0.contains("not converted to degC") }, "\(page.messages)")
  }

  @Test func kelvinAreShownInCelsius() {
    let solve = "```yaml {solve #s}\nmodel: m\nmethod: rodas\ntolerance: 1e-8\nuntil: 100 yr\n```\n\n"
    let text = Self.model("sigma*T^4", initial: "288 K") + solve
    // (238/5.670374e-8)^(1/4) = 254.530 K.
    let page = PageOf(
      text + "It is {{ s.final(T):.2f degC }}, and was {{ s.T(0):.2f degC }}, at most {{ s.max(T):.0f degC }}.")
    #expect(page.messages == ["t.md:4:79 parameter 'B' is not used"])
    #expect(page.html.contains("It is −18.62\u{A0}°C, and was 14.85\u{A0}°C, at most 15\u{A0}°C."))
    for difference in ["s.final(T) - s.T(0)"] {
      let messages = PageOf(text + "It is {{ \(difference):.2f degC }}.").messages
      #expect(messages.contains { $0.contains("which is not converted to degC") }, "\(difference): \(messages)")
    }
  }

  @Test func yearsAndDistancesOfTheSky() {
    let page = PageOf(
      """
      ```yaml {model #k}
      equations: |
        dx/dt = v
        dv/dt = -GM*x/r^3
        r = sqrt(x^2 + b^2)
        u = sqrt(GM/r)
      parameters: {GM: 39.478 AU^3/yr^2, b: 1 AU}
      initial: {x: 0.4 AU, v: 0 AU/year}
      ```

      ```yaml {solve #s}
      model: k
      method: symplectic-euler
      step: 0.001 yr
      until: 0.002 kyr
      ```

      {{ k.b:.1f km }}, {{ s.r(0):AU }}
      """)
    #expect(page.messages == [], "\(page.messages)")
    #expect(page.html.contains("149597870.7\u{A0}km, 1.07703\u{A0}AU"))
    let units = page.report.products.compactMap { ($0?.result as? any TrajectoryResult)?.facts }.first
    #expect(units?.observed.unit(of: "r")?.text == "AU")
    #expect(units?.observed.unit(of: "u")?.text == "AU/yr")
  }
}
