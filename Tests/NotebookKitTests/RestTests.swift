import Diagnostics
import NotebookKit
import Testing

/// Beginning at rest, and names above in a block of values, as an author meets them.
@Suite struct RestTests {
  private func report(_ text: String) -> Report {
    Report(running: Plan(Notebook(parsing: Source(path: "r.md", text: text))))
  }

  @Test func aModelBeginsAtItsEquilibrium() {
    let report = report(
      """
      ```yaml {model #m}
      equations: |
        dv/dt = v - v^3/3 - w + I
        dw/dt = (v + a - b*w)/tau
      parameters: {a: 0.7, b: 0.8, tau: 12.5}
      initial: equilibrium
      input: {I: 0.5*(t >= 20)}
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.05
      until: 100
      ```
      ```yaml {values #x}
      v: s.v(0)
      rate: v - v^3/3 - s.w(0)
      ```
      ```yaml {expect}
      - x.rate == 0 within 1e-12
      - s.v(19) == x.v within 1e-9
      - s.max(v) > 1
      ```
      """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    #expect(Page(report).html.contains("beginning at equilibrium"))
  }

  @Test func whatNeverRestsSaysSo() {
    let report = report(
      """
      ```yaml {model #m}
      like: fitzhugh-nagumo
      initial: equilibrium
      input: {I: 0.5}
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 10
      ```
      """)
    #expect(report.diagnostics.map(\.message) == ["the equations come to no rest from the values given"])
    #expect(report.diagnostics.first?.location?.line == 3)
  }

  @Test func aValueMayNotUseOneBelowIt() {
    let report = report("```yaml {values #x}\na: b + 1\nb: 2\n```")
    #expect(report.diagnostics.map(\.message) == ["unknown result 'b'"])
  }

  @Test func aPauseIsShown() {
    let report = report(
      """
      ```yaml {model #m}
      like: lif
      ```
      ```yaml {model #n}
      like: izhikevich
      events: {spike: {when: v >= vpeak, set: {v: c, w: w + d}, refractory: 0.25 ms, hold: [v, w]}}
      ```
      """)
    #expect(report.diagnostics.isEmpty)
    let html = Page(report).html
    #expect(html.contains("then not again for") && html.contains(" held</p>"))
  }
}
