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
      "22:8 'wind.d' ends at 10 s, and the solve goes on to 20 s; let it end at 10 s"
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

/// Data as inputs of what looks at a model at one time, and beside other names.
@Suite struct RecordedInputEdgeTests {
  /// Data `u` of a column `I`, and a model `m` that takes it, with what follows.
  private static func page(
    _ rows: String, _ rest: String = "", label: String = "u", time: String = "number", by: String = "",
    model: String = "equations: dx/dt = I - x\ninitial: {x: 0}\ninput: {I: u.I(t)}"
  ) -> PageOf {
    PageOf(
      """
      ```yaml {data #\(label)}
      columns: {t: \(time), I: number\(by.isEmpty ? "" : ", \(by): text")}
      rows:
      \(rows.split(separator: ";").map { "  - \($0)" }.joined(separator: "\n"))
      \(by.isEmpty ? "" : "by: \(by)")
      ```

      ```yaml {model #m}
      \(model)
      ```

      \(rest)
      """)
  }

  private static func solve(_ unit: String = "") -> String {
    "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1\(unit)\nuntil: 3\(unit)\n```\n\n"
  }

  @Test(arguments: [
    ("[0, 1];[10, 5];[5, 100];[20, 7]", "at: 7", "the times of 'u.I' do not rise"),
    ("[0, 1];[20, 7]", "at: 25", "'u.I' ends at 20, and what is looked at is at 25"),
    ("[5, 1];[20, 7]", "", "'u.I' begins at 5, and what is looked at is at 0"),
    ("[5, 1]", "", "'u.I' has values at one time only"),
  ])
  func equilibriaAreOfATimeWithin(rows: String, at: String, message: String) {
    let page = Self.page(rows, "```yaml {equilibria #e}\nmodel: m\n\(at)\n```\n")
    #expect(page.messages.count == 1 && page.messages.allSatisfy { $0.hasSuffix(message) }, "\(page.messages)")
  }

  @Test func planesAreToo() {
    let page = Self.page(
      "[1, 1];[3, 2]",
      "```yaml {plot #p}\nof: m\nkind: phase\nrange: {x: -2 to 2, y: -2 to 2}\nmarks: [nullclines]\n```\n",
      model: "equations: |\n  dx/dt = I - x + y\n  dy/dt = -y\ninitial: {x: 0, y: 0}\ninput: {I: u.I(t)}")
    #expect(
      page.messages.count == 1 && page.messages.allSatisfy { $0.contains("'u.I' begins at 1") }, "\(page.messages)")
  }

  /// A recording of tens of thousands of rows: each step looks its own up.
  @Test func longRecordingsAreFast() {
    let rows = (0..<9_999).map { "[\(Double($0) / 1000), \(Double($0 % 3))]" }.joined(separator: ";")
    let started = ContinuousClock.now
    let page = Self.page(
      rows,
      "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 9.9\n```\n\n```yaml {expect}\n- s.final(x) == 1 within 2e-3\n```\n",
      model: "equations: dx/dt = I - x\ninitial: {x: 1}\ninput: {I: u.I(t)}")
    #expect(page.messages == [])
    #expect(ContinuousClock.now - started < .seconds(20))
  }

  @Test func aHyphenInALabelIsNoneElsewhere() {
    let page = Self.page(
      "[0, 1];[3, 2]", Self.solve() + "```yaml {expect}\n- s.I(1) == 2\n- s.J(3) == 2\n```\n", label: "a-b",
      model:
        "equations: dx/dt = I + J - x\nparameters: {a: 5, b: 3}\ninitial: {x: 0}\ninput: {I: a-b, J: a-b.I(t)}")
    #expect(page.messages == [])
  }

  @Test func groupsAreTold() {
    let page = Self.page("[0, 1, low];[3, 2, low]", by: "g")
    #expect(
      page.report.diagnostics.map(\.hint) == [
        "data in groups have several values at a time: for an input give the rows of one group a block of their own"
      ])
  }

  /// Where the equations have no unit of time, that of the data is taken.
  @Test func dataTellTheUnitOfTime() {
    #expect(Self.page("[0, 1];[3, 2]", Self.solve(" ms"), time: "ms").messages == [])
  }
}
