import Foundation
import Testing

@testable import NotebookKit

/// Data as laboratories have them: cells without a value, times that come again, sums of states, other units.
@Suite struct MeasuredDataTests {
  private static let model = """
    ```yaml {model #m}
    equations: |
      dx/dt = -k1*x
      dy/dt = k1*x - k2*y
      total = x + y
    parameters: {k1: 0.7 1/h, k2: 0.3 1/h}
    initial: {x: 10 mg, y: 0 mg}
    units: {t: h, x: mg, y: mg}
    ```

    ```yaml {solve #s}
    model: m
    method: dormand-prince
    tolerance: 1e-11
    until: 8 h
    ```


    """

  private static func x(_ t: Double) -> Double { 10 * exp(-0.7 * t) }
  private static func y(_ t: Double) -> Double { 17.5 * (exp(-0.3 * t) - exp(-0.7 * t)) }

  private static func data(_ label: String, _ rows: [String], _ columns: String = "t: h, x: mg, y: mg") -> String {
    "```yaml {data #\(label)}\ncolumns: {\(columns)}\nrows:\n\(rows.map { "- [\($0)]" }.joined(separator: "\n"))\n```\n\n"
  }

  private static func fit(_ label: String, _ data: String, _ more: String) -> String {
    "```yaml {fit #\(label)}\nmodel: m\ndata: \(data)\nunknown: [k1, k2]\nstart: {k1: 0.2, k2: 0.2}\n\(more)\n```\n\n"
  }

  /// Where nothing is taken for what is not there, it does not matter how values are put into rows.
  @Test(arguments: ["method: single", "method: multiple", "method: segments", "method: multiple\nnoise: 0.1 mg"])
  func cellsWithoutAValueAreLeftOutAlone(method: String) {
    let times = [0.5, 1, 1, 2, 4, 6]
    let measured = times.enumerated().map { place, t in
      (t, Self.x(t) + [0.1, -0.2, 0.15][place % 3], Self.y(t) + [-0.1, 0.05, 0.1, -0.12][place % 4])
    }
    let page = PageOf(
      Self.model + Self.data("whole", measured.map { "\($0.0), \($0.1), \($0.2)" })
        + Self.data("parts", measured.flatMap { ["\($0.0), \($0.1), ", "\($0.0), NA, \($0.2)"] } + ["7, , "])
        + Self.fit("a", "whole", method) + Self.fit("b", "parts", method)
          + """
          ```yaml {expect}
          - a.k1 == b.k1 within 1e-7
          - a.k2 == b.k2 within 1e-7
          - a.k1.error == b.k1.error within 1e-6
          - a.noise(y) == b.noise(y) within 1e-6
          - a.k1 == 0.7 within 4*a.k1.error
          - a.k2 == 0.3 within 4*a.k2.error
          ```
          """)
    #expect(page.messages == [])
    #expect(page.main.contains("12 values of x and y"))
    #expect(page.main.contains("1 row without a value left out"))
  }

  /// A row without the state in which resets show would leave open on which side of one it is.
  @Test func rowsThatDoNotShowAResetAreLeftOut() {
    let page = PageOf(
      """
      ```yaml {model #n}
      like: izhikevich
      ```

      ```yaml {solve #s}
      model: n
      method: dormand-prince
      tolerance: 1e-9
      input: {I: 70}
      until: 60 ms
      ```

      ```yaml {data #d}
      from: s
      every: 0.5 ms
      noise: {v: 0.2 mV, w: 0.2 pA}
      seed: 2
      ```

      ```yaml {data #e}
      columns: {t: ms, v: mV, w: pA}
      rows: [[0, -60, 0], [1, , 0.1], [2, -57.5, ], [3, -56.6, -0.3], [4, -55.9, -0.3], [5, -55.2, -0.2]]
      ```

      ```yaml {fit #f}
      model: n
      data: e
      unknown: [I]
      start: {I: 60}
      outcome: any
      ```
      """)
    #expect(page.messages == [])
    #expect(page.main.contains("9 values of v and w"))
    #expect(page.main.contains("1 row without a value of v left out"))
  }

  @Test func whatIsComputedFromStatesIsFitted() {
    let rows = [0.5, 1, 2, 3, 5, 8].map { "\(60 * $0), \(1000 * (Self.x($0) + Self.y($0)))" }
    let page = PageOf(
      Self.model + Self.data("d", rows, "t: min, total: ug") + Self.fit("f", "d", "method: single")
        + """
        ```yaml {expect}
        - f.k1 == 0.7 within 1e-6
        - f.k2 == 0.3 within 1e-6
        - f.noise(total) < 1e-6
        ```

        ```yaml {plot #fig-f}
        of: f
        y: total
        data: d
        ```
        """)
    #expect(page.messages == [])
    #expect(page.main.contains("6 values of total"))
    let multiple = PageOf(
      Self.model + Self.data("d", rows, "t: min, total: ug") + Self.fit("f", "d", "use: [total]"))
    #expect(
      multiple.messages.count == 1 && multiple.hints[0].hasPrefix("'method: single' compares"), "\(multiple.messages)")
    #expect(multiple.messages[0].hasSuffix("this method compares states, and 'total' is none"))
  }

  @Test func errorsAreMeasuredAgainstData() {
    let rows = ["30, 7050, , ", "60, , 4.2, 9200", "120, 2500, 5.2, ", "480, , , 1500"]
    let (x, y) = ([Self.x(0.5) - 7.05, Self.x(2) - 2.5], [Self.y(1) - 4.2, Self.y(2) - 5.2])
    let total = [Self.x(1) + Self.y(1) - 9.2, Self.x(8) + Self.y(8) - 1.5]
    let mean = (abs(y[0]) + abs(y[1])) / 2
    let page = PageOf(
      Self.model + Self.data("d", rows, "t: min, x: ug, y: mg, total: ug")
        + """
        ```yaml {sweep #w}
        model: m
        method: dormand-prince
        tolerance: 1e-11
        until: 8 h
        vary: {k2: [0.3, 0.4]}
        measure: [rmse, mae]
        columns: [x, y]
        against: d
        ```

        ```yaml {compare}
        of: s
        against: d
        measure: [rmse, steps]
        digits: 6
        ```

        ```yaml {expect}
        - s.rmse(x, d) == \(((x[0] * x[0] + x[1] * x[1]) / 2).squareRoot()) within 1e-8
        - s.max-error(total, d) == \(max(abs(total[0]), abs(total[1]))) within 1e-8
        - s.mae(y, d) == \(mean) within 1e-8
        - s.after(0.7).rmse(x, d) == \(abs(x[1])) within 1e-8
        - s.percent-error(y, d) == \(100 * mean) within 1e-6
        - w.mae(y, k2 = 0.3) == \(mean) within 1e-8
        - w.rmse(x, k2 = 0.4) == w.rmse(x, k2 = 0.3) within 1e-8
        ```
        """)
    #expect(page.messages == [])
    #expect(page.main.contains("0.024164"))
  }

  @Test(arguments: [
    ("spike-error", 8, ["compares with a solve, and 'd' is data"]),
    ("rmse", 4, ["'d' has a row at 6 h, and the solve goes from 0 to 4 h"]),
  ]) func whatDataCannotSayIsSaid(measure: String, until: Int, messages: [String]) {
    let page = PageOf(
      Self.model.replacing("until: 8 h", with: "until: \(until) h").replacing(
        "units:", with: "events:\n  spike: {when: x < 1}\nunits:")
        + Self.data("d", ["1, 5, 4", "6, 0.1, 3"])
        + "```yaml {compare}\nof: s\nagainst: d\nmeasure: [\(measure)]\n```\n")
    #expect(page.messages.count == messages.count, "\(page.messages)")
    for (found, wanted) in zip(page.messages, messages) { #expect(found.hasSuffix(wanted), "\(found)") }
  }

  @Test func dataBeyondTheSolveHaveNoError() {
    let page = PageOf(
      Self.model + Self.data("d", ["1, 5, 4", "9, 0.1, 3"]) + "{{ s.rmse(x, d) }} {{ s.rmse(z, d) }}")
    #expect(
      page.messages.contains { $0.hasSuffix("the data have a value at 9, and the result goes from 0 to 8") },
      "\(page.messages)")
  }

  /// A block may be called like a state.
  @Test func namesOfStatesAreNamesOfStates() {
    let page = PageOf(
      Self.model.replacing("#s", with: "#x") + "{{ x.max(x) }} {{ x.max(y) }}")
    #expect(page.messages == [])
    #expect(page.main.contains("10"))
  }
}
