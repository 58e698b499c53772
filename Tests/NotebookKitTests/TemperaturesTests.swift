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

  /// What counts from absolute zero is refused in all its shapes; differences and numbers of degrees are not.
  @Test(arguments: [
    ("sigma*(T^4 - E^4)", "'T' is a temperature"), ("B*abs(T)", "'T' is a temperature"),
    ("B*max(T, E)", "'T' is a temperature"), ("B*(T + E)", "'T' is a temperature"), ("2*B*T", "'T' is a temperature"),
    ("Q*(T/E)", "'T' over 'E', a temperature in degC"), ("Q*(T^2/E^2)", "'T^2' over 'E', a temperature in degC"),
    ("Q*s*(1/T - 1/E)", "a number over 'T', a temperature in degC"),
    ("Q*sqrt(T)/sqrt(E)", "a root of 'T', a temperature in degC"), ("Q*(T/(1 degC))^1.5", ""),
    ("B*(-T + E)", ""), ("B*(E - 2*T + E)", ""), ("B*(E - T + s)", ""), ("B*D", ""), ("Q*(D/D2)^0.5", ""),
    ("B*(D - D2)/log(D/D2)", ""), ("B*abs(T - E)", ""), ("B*(T - E)", ""), ("B*(0.5*(T + E) - E)", ""),
    ("Q*exp((T - E)/s)", ""),
    ("Q*exp(17.27*T/(T + 237.3 degC))", ""), ("Q*(T - E)/(E - 10 degC)", ""),
  ])
  func whatCountsFromAbsoluteZero(rate: String, message: String) {
    let text = Self.model(rate)
      .replacing("s: 10 K", with: "s: \(rate.contains("+ s") ? "10 degC" : "10 K"), E: 5 degC")
      .replacing("\n  C*dT", with: "\n  D = T - E\n  D2 = 2*T - E - T\n  C*dT")
    let found = PageOf(text).report.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(message.isEmpty ? found == [] : found.first?.hasPrefix(message) == true, "\(found)")
  }

  /// A solve of a temperature in degC, 20 to 80, and one in kelvin.
  private static let heating = ["celsius", "kelvin"].map { scale in
    """
    ```yaml {model #in-\(scale)}
    equations: dT/dt = k*(E - T)
    parameters: {k: 0.1 1/min, E: \(scale == "kelvin" ? "353.15 K" : "80 degC")}
    initial: {T: \(scale == "kelvin" ? "293.15 K" : "20 degC")}
    ```

    ```yaml {solve #\(scale)}
    model: in-\(scale)
    method: dormand-prince
    tolerance: 1e-9
    until: 100 min
    ```


    """
  }.joined()

  @Test(arguments: [
    "celsius.final(T) == 80 degC within 0.5 K", "celsius.max(T) - celsius.min(T) == 60 K within 0.1 K",
    "celsius.T(20) - celsius.T(0) > 50 K", "kelvin.T(20) - kelvin.T(0) > 50 degC",
    "kelvin.final(T) == 353 K within 0.5 degC",
    "celsius.peak-to-peak(T) > 59 K",
  ])
  func checksMayUseTheOtherScale(check: String) {
    #expect(PageOf(Self.heating + "```yaml {expect}\n- \(check)\n```\n").messages == [])
  }

  /// A literal in K beside a temperature in degC may be a difference, or another temperature.
  @Test(arguments: ["celsius.T(1) + 5 K", "celsius.T(1) - 5 K", "5 K + celsius.T(1)"])
  func sumsWithTheOtherScaleAreRefused(formula: String) {
    let page = PageOf(Self.heating + "{{ \(formula) }}")
    #expect(page.messages.count == 1 && page.messages[0].hasSuffix("their zeros differ"), "\(page.messages)")
  }

  @Test func differencesOfCelsiusArePrintedInKelvin() {
    let page = PageOf(
      Self.heating
        + "{{ celsius.max(T) - celsius.min(T):.2f K }}, {{ celsius.peak-to-peak(T):.0f mK }}")
    #expect(page.messages == [])
    #expect(page.text.contains("60.00 K, 59997 mK"), "\(page.text)")
  }

  /// A named part that is a difference is no temperature of the scale.
  @Test func namedDifferencesHaveNoZero() {
    let text = Self.heating.replacing("equations: dT/dt = k*(E - T)", with: "equations: |\n  D = E - T\n  dT/dt = k*D")
    let page = PageOf(text + "{{ celsius.D(0):.1f K }}, {{ celsius.max(D):.1f K }}, {{ celsius.T(0):.1f K }}")
    #expect(page.messages == [])
    #expect(page.text.contains("60.0 K, 60.0 K, 293.1 K"), "\(page.text.suffix(300))")
    let wrong = PageOf(text + "{{ kelvin.D(0):.1f degC }}")
    #expect(wrong.messages.count == 1 && wrong.messages[0].contains("not converted to degC"), "\(wrong.messages)")
  }

  @Test func aMistakeInAComparisonIsToldOnce() {
    let page = PageOf(Self.heating + "```yaml {expect}\n- kelvin.final(T) == 80 min within 1 degC\n```\n")
    #expect(page.messages.count == 1, "\(page.messages)")
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
