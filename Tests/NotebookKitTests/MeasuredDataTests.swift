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
      Self.model + Self.data("d", rows, "t: min, total: ug") + Self.fit("f", "d", "method: multiple\nuse: [total]"))
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

  /// The weights of states without a noise given are those of the greatest likelihood. The minimum of n log RSS summed over the
  /// states was found by a scan.
  @Test(arguments: ["single", "multiple", "segments"]) func weightsConvergeToTheGreatestLikelihood(method: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = -k*x
        dy/dt = -k*y
      parameters: {k: 1}
      initial: {x: 10, y: 10}
      ```
      \(Self.data(
        "d", ["0.3, 7.54, 7.16", "0.6, 5.47, 5.11", "1, 3.7, 3.42", "1.5, 2.2, 2.22", "2, 1.75, 0.93"],
        "t: number, x: number, y: number"))
      ```yaml {fit #f}
      model: m
      data: d
      unknown: [k]
      method: \(method)
      ```
      ```yaml {expect}
      - f.k == \(Self.likeliest) within 1e-4
      - f.noise(x) == 0.3104 within 1e-3
      - f.noise(y) == 0.1957 within 1e-3
      ```
      """)
    #expect(page.messages == [])
  }

  private static let likeliest: Double = {
    let rows = [(0.3, 7.54, 7.16), (0.6, 5.47, 5.11), (1, 3.7, 3.42), (1.5, 2.2, 2.22), (2, 1.75, 0.93)]
    func cost(_ k: Double) -> Double {
      var (x, y) = (0.0, 0.0)
      for row in rows {
        let value = 10 * exp(-k * row.0)
        x += (row.1 - value) * (row.1 - value)
        y += (row.2 - value) * (row.2 - value)
      }
      return log(x) + log(y)
    }
    return (0...30_000).map { 0.9 + 1e-5 * Double($0) }.min { cost($0) < cost($1) } ?? 0
  }()

  @Test(arguments: [
    ("[[1, 3.6, 3.6], [2, , 2.8], [3, , 1.4]]", "", ["1 value of 'x' cannot tell its noise"]),
    ("[[1, 3.6, 3.6], [2, , 2.8], [3, , 1.4]]", "noise: 0.3", []),
    ("[[1, 5, 3.6], [2, 5, 2.8], [3, 5, 1.4]]", "outcome: any", []),
    ("[[1, 3.6, 3.6], [2, 1.4, 2.8], [3, 0.5, 1.4]]", "noise: {x: 0.2}", ["the noise of 'y' is not given"]),
    ("[[1, 3.6, 3.6], [2, 1.4, 2.8], [3, 0.5, 1.4]]", "noise: {x: 0.2, y: 0}", ["the noise of 'y' is not positive"]),
  ]) func noiseThatIsNotToldIsAskedFor(rows: String, key: String, messages: [String]) {
    for method in ["single", "multiple"] {
      let page = PageOf(
        """
        ```yaml {model #m}
        equations: |
          dx/dt = -k*x
          dy/dt = k*x - y
        parameters: {k: 1}
        initial: {x: 10, y: 0}
        ```
        ```yaml {data #d}
        columns: {t: number, x: number, y: number}
        rows: \(rows)
        ```
        ```yaml {fit #f}
        model: m
        data: d
        unknown: [k]
        method: \(method)
        \(key)
        ```
        """)
      #expect(page.messages.count == messages.count, "\(page.messages)")
      for (found, wanted) in zip(page.messages, messages) { #expect(found.contains(wanted), "\(found)") }
    }
  }

  /// Of a pair that only its product is told of, the others keep the errors they have with one of the two fixed.
  @Test func whatIsNotToldDoesNotWidenOtherErrors() {
    func fit(_ label: String, _ unknown: String) -> String {
      """
      ```yaml {fit #\(label)}
      model: m
      data: d
      unknown: [\(unknown)]
      method: single
      ```


      """
    }
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        da/dt = -ka*a
        dy/dt = ka*a - ke*y
        c = y/V
      parameters: {ka: 1.2, ke: 0.25, V: 20, F: 1}
      initial: {a: 100*F, y: 0}
      ```
      ```yaml {data #d}
      columns: {t: number, c: number}
      rows: [[0.5, 2.1], [1, 2.9], [2, 3.1], [3, 2.7], [5, 1.9], [8, 0.8], [12, 0.35]]
      ```
      \(fit("few", "ka, ke, V"))\(fit("more", "ka, ke, V, F"))
      ```yaml {expect}
      - more.ka.error == few.ka.error within 1e-4*few.ka.error
      - more.ke.error == few.ke.error within 1e-4*few.ke.error
      - few.V.identifiable and not more.V.identifiable and not more.F.identifiable
      ```
      """)
    #expect(page.messages == ["t.md:23:10 the data do not tell 'V', 'F': other values fit as well"])
    #expect(page.main.contains("Not identifiable from these data: V, F."))
  }

  @Test func percentAndRangesAreOfThePartThatIsAskedFor() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -x
      initial: {x: 10}
      ```
      ```yaml {solve #s}
      model: m
      method: exact
      until: 5
      ```
      \(Self.data("d", ["0, 9", "1, 3", "2, 2", "4, 0.5"], "t: number, x: number"))
      ```yaml {compare}
      of: s
      against: d
      after: 0.5
      measure: [percent-error]
      ```
      {{ s.after(0.5).percent-error(x, d):.2f }}
      """)
    #expect(page.messages == [])
    #expect(page.main.contains("<p>21.90</p>") && page.main.contains(">21.9<"), "\(page.main)")
  }

  @Test func eventsByTheClockInAFit() {
    let blocks = """
      ```yaml {model #m}
      equations: dx/dt = -k*x
      parameters: {k: 0.2, D: 50}
      initial: {x: 100}
      events:
        dose: {at: [8, 16], set: {x: x + D}}
      ```
      ```yaml {data #d}
      columns: {t: number, x: number}
      rows: [[1, 82], [4, 45], [8, 70], [12, 31], [16, 64], [20, 29]]
      ```


      """
    let single = PageOf(
      blocks + "```yaml {fit #f}\nmodel: m\ndata: d\nunknown: [k, D]\nmethod: single\n```\n")
    #expect(single.messages == [])
    #expect(single.main.contains("2 rows stand at the time of a jump, and count behind it."))
    let multiple = PageOf(
      blocks
        + "```yaml {fit #f}\nmodel: m\ndata: d\nunknown: [k, D]\nmethod: multiple\n```\n{{ f.condition }} {{ f.noise(x) }}\n"
    )
    #expect(multiple.messages.count == 1, "\(multiple.messages)")
    #expect(multiple.main.matches(of: /class="unknown"/).count == 2)
    #expect(multiple.messages.first?.contains("an event comes by the clock") == true)
  }
}
