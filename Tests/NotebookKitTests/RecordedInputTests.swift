import Diagnostics
import Foundation
import NotebookKit
import Testing

/// Columns of data as inputs of a model.
@Suite struct RecordedInputTests {
  private static let wind = """
    ```yaml {data #wind}
    columns: {t: s, d: N}
    rows:
      - [0, 1]
      - [1.234, 2]
      - [3.3, -1]
      - [3.3, 4]
      - [7.77, 0.5]
      - [10, 0]
    ```


    """

  private static func model(_ input: String, extra: String = "") -> String {
    """
    ```yaml {model #cart}
    equations: |
      m*dv/dt = d - k*v
    parameters: {m: 1 kg, k: 1 kg/s}
    initial: {v: 0 m/s}
    input: {d: \(input)}
    \(extra)
    ```


    """
  }

  private static func solve(_ keys: String, until: String = "10", label: String = "s") -> String {
    """
    ```yaml {solve #\(label)}
    model: cart
    \(keys)
    until: \(until)
    ```


    """
  }

  /// dv/dt = 2 d(t) + 1 - v, of which each straight piece a + b τ leads from v to a - b + b τ + (v - a + b) e^{-τ}.
  private static var exact: Double {
    let (times, values) = ([0, 1.234, 3.3, 3.3, 7.77, 10], [1, 2, -1, 4, 0.5, 0].map { 2 * $0 + 1 })
    var v = 0.0
    for index in 0..<times.count - 1 where times[index + 1] > times[index] {
      let width = times[index + 1] - times[index]
      let (a, b) = (values[index], (values[index + 1] - values[index]) / width)
      v = a - b + b * width + (v - a + b) * exp(-width)
    }
    return v
  }

  private static func number(_ page: PageOf) -> Double? {
    (page.main.firstMatch(of: /<p>V ([^<]*)<\/p>/)?.output.1).flatMap { Double($0) }
  }

  /// Steps end at each row, so that every method keeps its order across corners and jumps.
  @Test(arguments: [
    ("method: dormand-prince\ntolerance: 1e-12", 1e-10), ("method: rodas\ntolerance: 1e-11", 1e-9),
    ("method: taylor\ntolerance: 1e-12", 1e-10), ("method: rk4\nstep: 0.1", 5e-7), ("method: rk4\nstep: 0.05", 4e-8),
  ])
  func solvesAreThoseOfStraightPieces(keys: String, error: Double) throws {
    let page = PageOf(
      Self.wind + Self.model("2*wind.d(t) + 1 N") + Self.solve(keys) + "V {{ s.v(10):.14f }}")
    #expect(page.messages == [])
    let found = try #require(Self.number(page))
    #expect(abs(found - Self.exact) < error, "\(found - Self.exact)")
  }

  @Test func sweepsAndOverridesTakeThem() {
    let page = PageOf(
      Self.wind + Self.model("0 N") + Self.solve("input: {d: wind.d(t)}\nmethod: rk4\nstep: 0.01") + """
        ```yaml {sweep #w}
        model: cart
        input: {d: wind.d(t)}
        method: rk4
        step: 0.01
        until: 10
        vary: {k: [1, 2]}
        measure: [final]
        ```

        ```yaml {expect}
        - w.final(k = 1) == s.v(10)
        - s.d(3.4) == 4 - 0.1*3.5/4.47 within 1e-12
        ```
        """)
    #expect(page.messages == [])
  }

  /// Seconds in the data, milliseconds in the model; newtons in the data, millinewtons in the input.
  @Test func unitsAreConverted() {
    let page = PageOf(
      Self.wind
        + Self.model("wind.d(t)", extra: "units: {t: ms, v: mm/ms, d: kg*mm/ms^2}").replacing(
          "initial: {v: 0 m/s}", with: "initial: {v: 0}"
        ).replacing("k: 1 kg/s", with: "k: 0.001 kg/ms")
        + Self.solve("method: dormand-prince\ntolerance: 1e-11", until: "10000 ms")
        + Self.model("wind.d(t)").replacing("#cart", with: "#other")
        + Self.solve("method: dormand-prince\ntolerance: 1e-11", label: "o").replacing(
          "model: cart", with: "model: other")
        + "```yaml {expect}\n- s.v(10000) == o.v(10) within 1e-8\n```\n")
    #expect(page.messages == [])
  }

  @Test(arguments: [
    ("wind.x(t)", "10", "14:12 'wind' has no column 'x'; there is only d"),
    ("wind.d(t - 1)", "10", "14:12 data are an input at the time t; write 'wind.d(t)'"),
    (
      "wind.d(t)", "20",
      "14:12 'wind.d' ends at 10 s, and the solve goes on to 20 s; let it end there: 'until: 10 s'"
    ),
  ])
  func mistakesHaveAPlace(input: String, until: String, message: String) {
    let page = PageOf(Self.wind + Self.model(input) + Self.solve("method: rk4\nstep: 0.1", until: until))
    let found = page.report.diagnostics.map {
      "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message); \($0.hint ?? "")"
    }
    #expect(found.map { $0.replacing(/^[0-9]+:/, with: "") } == [message.replacing(/^[0-9]+:/, with: "")])
  }

  @Test func otherDataAreAnotherResult() {
    func identity(_ rows: String) -> String {
      PageOf(
        rows + Self.model("wind.d(t)") + Self.solve("method: rk4\nstep: 0.1") + "V {{ s.v(10):.14f }}"
      ).main
    }
    #expect(identity(Self.wind) != identity(Self.wind.replacing("[7.77, 0.5]", with: "[7.77, 0.6]")))
  }

  /// Beside a mass `m`, 0 m is a length where a value alone stands.
  @Test func aValueAloneIsNoProduct() {
    let page = PageOf(
      """
      ```yaml {model #ball}
      equations: |
        m*dv/dt = -k*x
        dx/dt = v
      parameters: {m: 1 kg, k: 1 N/m}
      initial: {v: 0 m/s, x: 2 m}
      events:
        hit: {when: x < 0 and v < 0, set: {x: 1 m}}
      units: {t: s}
      ```
      """)
    #expect(page.messages == [])
  }
}
