import Diagnostics
import NotebookKit
import Testing

/// `fit`: what it finds, what it says of it, and mistakes in their places.
@Suite struct FitTests {
  static let start = """
    ```yaml {model #m}
    equations: |
      dy/dt = -a*b*y + I
    parameters: {a: 1.5 1/ms, b: 1}
    initial: {y: 2 mV}
    input: {I: 0}
    units: {y: mV, t: ms, I: mV/ms}
    ```
    ```yaml {solve #s}
    model: m
    method: dormand-prince
    tolerance: 1e-10
    until: 2 ms
    ```
    ```yaml {data #d}
    from: s
    every: 0.05 ms
    noise: 10 uV
    seed: 1
    ```
    ```yaml {data #groups}
    columns: {of: text, t: ms, y: mV}
    by: of
    rows: [[one, 0, 2], [two, 0, 2]]
    ```
    ```yaml {data #other}
    columns: {t: ms, x: mV}
    rows: [[0, 2], [1, 2]]
    ```
    ```yaml {data #few}
    columns: {t: ms, y: mV}
    rows: [[1, 0.4]]
    ```
    ```yaml {data #falling}
    columns: {t: ms, y: mV}
    rows: [[1, 0.4], [0, 2], [2, 0.1]]
    ```
    """

  static func report(_ body: String, _ rest: String = "") -> Report {
    let text = "\(start)\n```yaml {fit #f}\n\(body)\n```\n\(rest)"
    return Report(running: Plan(Notebook(parsing: Source(path: "n.md", text: text))))
  }

  @Test func estimatesHaveErrorsAndUnits() {
    let report = Self.report(
      "model: m\ndata: d\nunknown: [a, y(0)]\nstart: {a: 4, y(0): 1000 uV}\nnoise: 0.01\ncaption: Found.",
      """
      Of {{ f.a:.2f }} and $a = {{ f.a }}$ with {{ f.a.error:.1e }}.

      ```yaml {values #v}
      ratio: f.a/1.5
      ```
      ```yaml {expect}
      - f.outcome == converged
      - f.a == 1.5 within 3*f.a.error
      - f.a.low < f.a and f.a < f.a.high
      - f.a.error > 0.003 and f.a.error < 0.02
      - f.y0 == 2 within 3*f.y0.error
      - f.y(0) == f.y0 within 1e-9
      - f.y(1) == s.y(1) within 0.01
      - f.chi2 > 0.5 and f.chi2 < 1.5
      - f.condition < 100 and f.iterations > 1
      - f.noise(y) == 0.01
      - f.a.identifiable
      - v.ratio == 1 within 0.02
      - f.max-error(y, s) < 0.05
      ```
      """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    let html = Page(report).html
    #expect(html.contains("standard error") && html.contains("condition number") && html.contains("Found."))
    #expect(html.contains("Table"))
  }

  @Test func estimatesAreInTheDataFile() {
    let report = Self.report("model: m\ndata: d\nunknown: [a]\nstart: {a: 4}\nnoise: 0.01")
    guard case .object(let all) = report.dataSummary, case .object(let results)? = all["results"],
      case .object(let fit)? = results["f"], case .object(let estimates)? = fit["estimates"],
      case .object(let a)? = estimates["a"], case .number(let value)? = a["value"],
      case .list(let ends)? = a["interval"]
    else {
      Issue.record("there are no estimates in \(report.dataSummary)")
      return
    }
    #expect(abs(value - 1.5) < 0.05 && ends.count == 2 && fit["method"] == .text("multiple"))
  }

  @Test func inputsThatAreConstantCanBeUnknown() {
    let report = Self.report(
      "model: m\ndata: d\nunknown: [I]\nstart: {I: 0.5}",
      "```yaml {expect}\n- f.I == 0 within 0.05\n- f.noise(y) == 0.01 within 0.005\n```")
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
  }

  @Test func whatCannotBeKnownIsSaid() {
    for end in ["", "\noutcome: any"] {
      let report = Self.report("model: m\nparameters: {b: 2}\ndata: d\nunknown: [a, b]\nstart: {a: 1}\(end)")
      let told = end.isEmpty ? ["the data do not tell 'a', 'b': other values fit as well"] : []
      #expect(report.diagnostics.map(\.message) == told)
      #expect(Page(report).html.contains("Not identifiable from these data: a, b."))
    }
  }

  @Test func anotherEndIsAFailureOfTheBlock() {
    let body = "model: m\ndata: d\nunknown: [a]\nstart: {a: 1e9}\nmethod: single"
    let failed = Self.report(body)
    #expect(failed.status == .failed)
    #expect(failed.failures.first?.message.hasPrefix("the fit ") == true, "\(failed.failures.map(\.message))")
    #expect(failed.failures.first?.location?.text == "[a]")
    let meant = Self.report(body + "\noutcome: any")
    #expect(meant.status == .good)
    let converged = Self.report("model: m\ndata: d\nunknown: [a]\noutcome: stalled")
    #expect(converged.failures.map(\.message) == ["the fit converged, and was meant not to"])
  }

  @Test(arguments: [
    ("model: m\ndata: d\nunknown: [q]", "the model has no parameter or input 'q'"),
    ("model: m\ndata: d\nunknown: [y]", "the model has no parameter or input 'y'"),
    ("model: m\ndata: d\nunknown: [a, a]", "'a' is unknown twice"),
    ("model: m\ndata: d\nunknown: [I]\ninput: {I: 2*t}", "the input 'I' changes with time, so it is no one number"),
    ("model: m\ndata: d\nunknown: [a]\nstart: {b: 1}", "'b' is not among the unknowns"),
    ("model: m\ndata: d\nunknown: [a]\nstart: {a: 1 mV}", "'mV' does not measure what 'a' does"),
    ("model: m\ndata: d\nunknown: [a]\nstart: {a: one}", "expected a number, not 'one'"),
    ("model: m\ndata: d\nunknown: [a]\nnoise: {x: 1}", "there is no state 'x'"),
    ("model: m\ndata: d\nunknown: [a]\nnoise: 0", "the noise of 'y' is not positive"),
    ("model: m\ndata: d\nunknown: [a]\nuse: [x]", "'d' has no column 'x'"),
    ("model: m\ndata: other\nunknown: [a]", "'other' has no column that is named like a state"),
    ("model: m\ndata: groups\nunknown: [a]", "the data of 'one' have no times after 0 ms, where the model begins"),
    ("model: m\ndata: s\nunknown: [a]", "'s' is a solve, not data"),
    ("model: m\ndata: few\nunknown: [a]", "1 values for 1 unknowns"),
    ("model: m\ndata: falling\nunknown: [a]", "the times of 'falling' do not rise: 0 comes after 1, in row 2"),
    ("model: m\ndata: d", "missing key 'unknown' in 'fit'"),
  ]) func mistakesAreSaid(body: String, message: String) {
    let found = Self.report(body).diagnostics
    #expect(found.map(\.message).contains(message), "\(found.map(\.message))")
    #expect(found.count <= 2 && found.allSatisfy { $0.location != nil })
  }
}
