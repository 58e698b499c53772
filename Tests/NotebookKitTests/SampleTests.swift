import Diagnostics
import Expressions
import NotebookKit
import Testing

/// `data` that takes samples of a result.
@Suite struct SampleTests {
  /// Over a phase plane a dot for each row, at both of its states.
  @Test func samplesStandOverAPhasePlane() {
    func page(_ columns: String) -> PageOf {
      PageOf(
        """
        ```yaml {model #m}
        equations: |
          x' = y
          y' = -x
        initial: {x: 1, y: 0}
        ```

        ```yaml {solve #s}
        model: m
        method: rk4
        step: 0.01
        until: 6
        ```

        ```yaml {data #d}
        columns: {t: 1, \(columns)}
        rows:
          - [0, 0.5, 0.25]
          - [1, 0.75, -0.5]
        ```

        ```yaml {plot #p}
        of: s
        kind: phase
        x: x
        y: y
        data: d
        ```
        """)
    }
    let good = page("x: 1, y: 1")
    #expect(good.messages == [])
    #expect(good.main.contains("0.5,0.25") && good.main.contains("0.75,-0.5"))
    #expect(page("x: 1, z: 1").messages == ["t.md:27:7 'd' has no column for 'y'"])
    #expect(page("z: 1, y: 1").messages == ["t.md:27:7 'd' has no column for 'x'"])
  }

  static let start = """
    ```yaml {model #m}
    like: izhikevich
    input: {I: 70*(t >= 100)}
    ```
    ```yaml {solve #s}
    model: m
    method: dormand-prince
    tolerance: 1e-9
    until: 400 ms
    ```
    """

  static func report(_ data: String, _ rest: String = "", seed: Int = 0) -> Report {
    let text = "---\nseed: \(seed)\n---\n\(start)\n```yaml {data #d}\n\(data)\n```\n\(rest)"
    return Report(running: Plan(Notebook(parsing: Source(path: "n.md", text: text))))
  }

  static func data(_ body: String, seed: Int = 0) throws -> DataResult {
    let report = report(body, seed: seed)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    let results = report.products.map { $0?.result as? DataResult }
    return try #require(results.last ?? nil)
  }

  @Test func samplesWithoutNoiseAreTheResult() {
    let report = Self.report(
      "from: s\nevery: 0.5 ms\nkeep: [w, v]",
      "```yaml {expect}\n- d.count == 801\n- d.v(150.5) == s.v(150.5)\n- d.w(400) == s.w(400)\n```")
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
  }

  @Test func noiseHasItsDeviationAndItsSeed() throws {
    let exact = try Self.data("from: s\nevery: 0.1")
    let body = "from: s\nevery: 0.1\nkeep: [v]\nnoise: {v: 500 uV}"
    let noisy = try Self.data(body + "\nseed: 3")
    let differences = zip(noisy.numbers["v"] ?? [], exact.numbers["v"] ?? []).map { $0 - $1 }
    let variance = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
    // Five standard errors of a variance over 4001 draws.
    #expect(abs(variance / 0.25 - 1) < 5 * (2.0 / 4001).squareRoot())
    #expect(noisy.numbers["w"] == nil)
    #expect(try Self.data(body + "\nseed: 3", seed: 8).numbers == noisy.numbers)
    #expect(try Self.data(body + "\nseed: 4").numbers != noisy.numbers)
    #expect(try Self.data(body, seed: 1).numbers != Self.data(body, seed: 2).numbers)
    // Another state beside it changes nothing.
    let both = try Self.data("from: s\nevery: 0.1\nkeep: [w, v]\nnoise: 0.5\nseed: 3")
    #expect(both.numbers["v"] == noisy.numbers["v"])
    #expect(both.facts.columns.map { $0.unit?.text } == ["ms", "pA", "mV"])
  }

  @Test(arguments: [
    ("from: s\nevery: 1\nkeep: [u]", "there is no state 'u'"),
    ("from: s\nevery: 1\nkeep: [v]\nnoise: {w: 1}", "'w' is not kept"),
    ("from: s\nevery: 1\nnoise: {x: 1}", "there is no state 'x'"),
    ("from: s\nevery: 1\nnoise: {v: 1 pA}", "'pA' does not measure what 'v' does"),
    ("from: s\nevery: 1\nkeep: [v]\nnoise: -1", "the noise of 'v' is negative"),
    ("from: s\nevery: 0", "expected a positive time between samples"),
    ("from: s\nevery: -1 ms", "expected a positive time between samples"),
    ("from: s\nevery: 500 ms", "there is room for one sample only"),
    ("from: s\nat: 100 to 500 by 100", "there is no sample at 500"),
    ("from: s\nat: [3, 2]", "the times of samples rise"),
    ("from: s", "missing key 'every' in 'data'"),
    ("from: s\nevery: 1\nat: [1]", "give 'every' or 'at', not both"),
    ("from: s\nevery: 1\nrows: [[0, 1]]", "give 'from' or 'rows', not both"),
    ("from: s\nevery: 1\nfile: x.csv", "give 'from' or 'file', not both"),
    ("rows: [[0, 1]]\ncolumns: {t: ms, v: mV}\nnoise: 1", "'noise' belongs to samples of a result"),
    ("rows: [[0, 1]]", "missing key 'columns' in 'data'"),
  ]) func mistakesAreSaid(body: String, message: String) {
    let found = Self.report(body).diagnostics
    #expect(found.map(\.message) == [message])
    #expect(found.allSatisfy { $0.location != nil })
  }

  @Test func aResultThatEndedEarlyHasNoSamplesThere() {
    let text = """
      ```yaml {model #m}
      equations: dy/dt = y^2
      initial: {y: 1}
      ```
      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: 1e-6
      until: 2
      outcome: any
      ```
      ```yaml {data #d}
      from: s
      every: 0.25
      ```
      """
    let report = Report(running: Plan(Notebook(parsing: Source(path: "n.md", text: text))))
    #expect(report.status == .failed)
    #expect(report.failures.map(\.message) == ["there is no value at 1.25: the solve ended before"])
  }
}
