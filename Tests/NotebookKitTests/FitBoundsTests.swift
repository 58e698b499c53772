import Diagnostics
import NotebookKit
import Testing

/// Unknowns that stay within bounds.
@Suite struct FitBoundsTests {
  static let start = """
    ```yaml {model #m}
    equations: dy/dt = -a*y + I
    parameters: {a: 1.5 1/ms}
    input: {I: 0 mV/ms}
    initial: {y: 2 mV}
    units: {y: mV, t: ms, I: mV/ms}
    ```
    ```yaml {data #d}
    columns: {t: ms, y: mV}
    rows: [[0.25, 1.37], [0.5, 0.95], [1, 0.44], [1.5, 0.21], [2, 0.11]]
    ```

    """

  static func fit(_ label: String, _ keys: String) -> String {
    "```yaml {fit #\(label)}\nmodel: m\ndata: d\n\(keys)\n```\n\n"
  }

  /// Bounds that hold the minimum change neither it nor its errors.
  @Test(arguments: ["single", "segments", "multiple"])
  func boundsThatDoNotBindChangeNothing(method: String) {
    let page = PageOf(
      Self.start + Self.fit("f", "unknown: [a, I, y(0)]\nmethod: \(method)")
        + Self.fit(
          "g",
          "unknown: [a, I, y(0)]\nbounds: {a: 0.5 to 4, I: -1000 to 1000 uV/ms, y(0): 1.9 to 2.3}\nmethod: \(method)")
        + FitRecordingTests.expect([
          "f.a == g.a within 1e-5", "f.I == g.I within 1e-5", "f.y0 == g.y0 within 1e-5",
          "f.a.error == g.a.error within 1e-5", "f.I.error == g.I.error within 1e-5",
          "g.y0.low > 1.9 and g.y0.high < 2.3",
          "g.a.low < g.a and g.a.high > g.a",
        ]))
    #expect(page.messages == [])
  }

  /// A minimum outside is met at the nearest end, which is said, and has no error.
  @Test(arguments: ["single", "segments", "multiple"])
  func anEndOfTheBoundsIsSaid(method: String) {
    let page = PageOf(
      Self.start
        + Self.fit("f", "unknown: [a]\nstart: {a: 2}\nbounds: {a: 1.7 to 4 1/ms}\nmethod: \(method)\noutcome: any")
        + FitRecordingTests.expect(["f.a == 1.7 within 0.002", "not f.a.identifiable"]) + "\n{{ f.a.error }}\n")
    #expect(page.main.contains("At an end of the bounds: a at 1.7"))
    #expect(
      page.messages.map { $0.hasSuffix("the data do not tell 'a': it has no error") } == [true], "\(page.messages)")
  }

  /// Bounds that are far wider than the minimum are no ends; and a search that begins at an end gets away from it.
  @Test func boundsMayBeWideAndBeginAnywhere() {
    let page = PageOf(
      Self.start + Self.fit("f", "unknown: [a]") + Self.fit("wide", "unknown: [a]\nbounds: {a: 0 to 100000}")
        + Self.fit("end", "unknown: [a]\nbounds: {a: 1.5 to 2}\nparameters: {a: 1.5}\noutcome: any")
        + Self.fit("other", "unknown: [a]\nbounds: {a: 0 to 3}\nstart: {a: 3}")
        + FitRecordingTests.expect([
          "wide.a == f.a within 1e-6", "wide.a.error == f.a.error within 1e-5", "wide.a.identifiable",
          "other.a == f.a within 1e-6", "end.a >= 1.5",
        ]))
    #expect(page.messages == [])
  }

  @Test(arguments: [
    ("{a: 2 to 4}", "the search for 'a' begins at 1.5, which is not within its bounds"),
    ("{b: 1 to 2}", "'b' is not among the unknowns"), ("{a: 2 to 1}", "a range goes from the lower end to the higher"),
    ("{a: 1 mV to 2 mV}", "'a' is not in mV"), ("{a: 1}", "a range has two ends"),
  ]) func mistakesAreSaid(bounds: String, message: String) {
    let page = PageOf(Self.start + Self.fit("f", "unknown: [a]\nbounds: \(bounds)"))
    #expect(page.messages.count == 1 && page.messages[0].hasSuffix(message), "\(page.messages)")
  }
}
