import Diagnostics
import NotebookKit
import Testing

/// Measures of spikes and thresholds of sweeps, as an author meets them.
@Suite struct SpikeMeasureTests {
  /// Fires when t reaches multiples of 10 after 100 ms: a clock that slows by `slow` each time.
  static let clock = """
    ```yaml {model #clock}
    equations: |
      dx/dt = if(t >= 100 ms, I, 0)
      dn/dt = 0
    events:
      spike:
        when: x >= 1 + slow*n
        set: {x: 0, n: n + 1}
    initial: {x: 0, n: 0}
    parameters: {slow: 0}
    input: {I: 0.1}
    units: {t: ms}
    ```

    """

  static func solve(_ label: String, _ more: String = "") -> String {
    "```yaml {solve #\(label)}\nmodel: clock\nmethod: rk4\nstep: 1 ms\nuntil: 505 ms\n\(more)\n```\n\n"
  }

  private func page(_ blocks: String...) -> PageOf { PageOf(Self.clock + blocks.joined()) }

  /// What stands behind the place.
  private func texts(_ page: PageOf) -> [String] {
    page.messages.map { $0.split(separator: " ", maxSplits: 1).last.map(String.init) ?? "" }
  }

  private func expectGood(_ blocks: String...) {
    let page = PageOf(Self.clock + blocks.joined())
    #expect(page.messages.isEmpty, "\(page.messages) \(page.hints)")
  }

  @Test func measuresAreQueries() {
    expectGood(
      Self.solve("a"), Self.solve("b", "input: {I: 0.05}"), Self.solve("slow", "parameters: {slow: 0.1}"),
      """
      ```yaml {expect}
      - a.count == 40
      - a.rate == 40/0.505 within 1e-9
      - a.latency == 10 within 1e-6
      - a.first-spike == 110 within 1e-6
      - a.cv == 0 within 1e-6
      - a.cv2 == 0 within 1e-6
      - a.adaptation == 0 within 1e-6
      - slow.adaptation > 0
      - slow.cv > 0.1
      - a.fano(window = 100) == 19.2/7.8 within 1e-9
      - a.fano == a.fano(window = 50.5)
      - a.victor-purpura(a) == 0
      - a.victor-purpura(b) == 20 within 1e-6
      - a.victor-purpura(b, cost = 1e-9) == 20 within 1e-6
      - a.van-rossum(a) == 0
      - a.van-rossum(b, tau = 1e-3) == sqrt(20) within 1e-3
      - a.van-rossum(b, tau = 1e9) == 20 within 1e-3
      ```
      """)
  }

  @Test func measuresAreColumns() {
    let page = page(
      Self.solve("a"), Self.solve("b", "input: {I: 0.05}"),
      """
      ```yaml {compare #t}
      of: [a, b]
      against: a
      measure: [rate, latency, fano, victor-purpura, van-rossum]
      window: 0.05 s
      cost: 0.2
      tau: 20 ms
      ```
      """)
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(page.html.contains("firing rate"))
    #expect(page.html.contains("Hz"))
    #expect(page.html.contains(">79.2079</td>"))
  }

  /// Rates are in Hz whatever the unit of time, and per unit of time where it has none.
  @Test func ratesKnowTheUnitOfTime() {
    for (units, rate) in [("units: {t: s}", 0.4), ("", 0.4), ("units: {t: ms}", 400)] {
      let page = PageOf(
        """
        ```yaml {model #m}
        equations: dx/dt = 1
        events: {spike: {when: x >= 2, set: {x: 0}}}
        initial: {x: 0}
        \(units)
        ```
        ```yaml {solve #s}
        model: m
        method: rk4
        step: 0.5
        until: 5
        ```
        ```yaml {expect}
        - s.rate == \(rate) within 1e-9
        ```
        """)
      #expect(page.messages.isEmpty, "\(page.messages)")
    }
  }

  @Test func whatCannotBeMeasuredSaysSo() {
    let quiet = Self.solve("quiet", "input: {I: 0}")
    for (query, message) in [
      ("quiet.latency", "there is no spike"), ("quiet.cv", "a CV wants three spikes"),
      ("quiet.fano", "there is no spike"), ("quiet.fano(window = 400)", "a Fano factor wants two windows in the span"),
      ("quiet.fano(window = -1)", "'window' is a positive number, in the model's unit of time"),
    ] {
      let page = page(quiet, "{{ \(query) }}\n")
      #expect(texts(page) == [message], "\(query)")
    }
    #expect(page(quiet, "{{ quiet.fano(windw = 4) }}\n").hints.last == "did you mean 'window'?")
    #expect(page(quiet, "{{ quiet.fano(4) }}\n").messages.count == 1)
    let pages = [
      page(Self.solve("a"), "```yaml {compare}\nof: a\nmeasure: rate\ntau: 3\n```\n"),
      page(Self.solve("a"), "```yaml {compare}\nof: a\nmeasure: van-rossum\n```\n"),
      PageOf(
        """
        ```yaml {model #m}
        like: decay
        ```
        ```yaml {solve #s}
        model: m
        method: rk4
        step: 0.1
        until: 1
        ```
        ```yaml {compare}
        of: s
        measure: rate
        ```
        ```yaml {sweep}
        model: m
        method: rk4
        until: 1
        vary: {step: [0.1, 0.2]}
        measure: cv
        ```
        """),
    ]
    #expect(pages[0].messages.first?.hasSuffix("'tau' belongs to 'van-rossum', which is not measured") == true)
    #expect(pages[1].messages.first?.hasSuffix("'van-rossum' wants something to compare with") == true)
    #expect(pages[2].messages.filter { $0.contains("wants spikes, and the model") }.count == 2, "\(pages[2].messages)")
  }

  static let sweep = """
    ```yaml {sweep #f}
    model: clock
    method: rk4
    step: 1 ms
    until: 500 ms
    vary: {I: 0 to 0.01 by 0.001}
    measure: [rate, count]
    ```

    """

  @Test func rheobaseIsTheLeastValueThatFires() {
    // A spike in the 400 ms that are left wants I of 0.0025 at least.
    expectGood(
      Self.sweep, "```yaml {expect}\n- f.rheobase == 0.003 within 1e-12\n- f.rate(I = 0.01) == 8 within 1e-9\n```\n")
    let two = Self.sweep.replacing("{I:", with: "{method: [rk4, heun], I:").replacing("method: rk4\n", with: "")
    expectGood(two, "```yaml {expect}\n- f.rheobase(method = heun) == 0.003 within 1e-12\n```\n")
    #expect(page(two, "{{ f.rheobase }}\n").messages.first?.hasSuffix("'method' varies as well") == true)
    let high = Self.sweep.replacing("0 to 0.01 by 0.001", with: "[0.005, 0.01]")
    #expect(
      page(high, "{{ f.rheobase }}\n").messages.first?.contains("there are spikes at the least value already") == true)
    let low = Self.sweep.replacing("0 to 0.01 by 0.001", with: "[0, 0.001]")
    #expect(page(low, "{{ f.rheobase }}\n").messages.first?.hasSuffix("there is no spike at any value") == true)
    let steps = Self.sweep.replacing("vary: {I: 0 to 0.01 by 0.001}", with: "vary: {step: [1, 2]}")
      .replacing("step: 1 ms\n", with: "")
    #expect(page(steps, "{{ f.rheobase }}\n").messages.first?.hasSuffix("a sweep has no 'rheobase'") == true)
  }
}
