import Diagnostics
import NotebookKit
import Testing

/// Blocks that take their model from a fit or from a solve: what they compute has the numbers that were found.
@Suite struct FoundNumbersTests {
  static let fit = """
    ```yaml {model #m}
    equations: |
      dy/dt = -a*(y - E) + I
      E = 3*b
    parameters: {a: 1.5 1/ms, b: 0.1 mV}
    input: {I: 0 mV/ms}
    initial: {y: 2 mV}
    units: {y: mV, t: ms, I: mV/ms, E: mV}
    ```
    ```yaml {data #d}
    columns: {t: ms, y: mV}
    rows: [[0.25, 2.62], [0.5, 3.1], [1, 3.9], [2, 4.6]]
    ```
    ```yaml {fit #f}
    model: m
    data: d
    unknown: [a, b]
    ```

    """

  static func solve(_ label: String, _ model: String, _ more: String = "") -> String {
    "```yaml {solve #\(label)}\nmodel: \(model)\nmethod: taylor\nuntil: 4 ms\n\(more)\n```\n\n"
  }

  @Test func aFitIsAModelWithItsEstimates() {
    let page = PageOf(
      Self.fit + Self.solve("s", "f") + Self.solve("driven", "f", "input: {I: 1 mV/ms}")
        + """
        ```yaml {sweep #w}
        model: f
        method: dormand-prince
        tolerance: 1e-9
        until: 60 ms
        vary: {I: [0, 2]}
        measure: [final]
        ```
        ```yaml {equilibria #rest}
        model: f
        input: {I: 1 mV/ms}
        range: {y: -10 to 10}
        ```
        ```yaml {data #again}
        from: driven
        every: 0.2 ms
        ```
        ```yaml {fit #g}
        model: f
        data: again
        input: {I: 1 mV/ms}
        unknown: [a]
        ```
        ```yaml {pinn #net}
        model: f
        until: 1 ms
        ```
        ```yaml {explore}
        model: f
        step: 0.1 ms
        ```
        ```yaml {expect}
        - f.a != 1.5
        - s.y(2) == f.y(2) within 1e-7
        - s.y(4) == 3*f.b + (2 - 3*f.b)*exp(-4*f.a) within 1e-12
        - driven.y(4) == 3*f.b + 1/f.a + (2 - 3*f.b - 1/f.a)*exp(-4*f.a) within 1e-12
        - w.final(I = 0) == 3*f.b within 1e-7
        - w.final(I = 2) == 3*f.b + 2/f.a within 1e-7
        - g.a == f.a within 1e-6
        - net.y(1) == s.y(1) within 1e-4
        ```
        """)
    #expect(page.messages == [])
    let a = page.main.firstMatch(of: /data-model='[^']*'/)?.output ?? ""
    #expect(!a.contains("1.5"), "\(a)")
  }

  /// What holds for the numbers that were found, and not for those that the search began from.
  @Test func checksAreOfTheNumbersThatWereFound() {
    let page = PageOf(
      Self.fit
        + """
        ```yaml {fit #g}
        model: f
        data: d
        unknown: [a]
        bounds: {a: 0.8 to 1.2}
        ```
        ```yaml {explore}
        model: f
        step: 0.1 ms
        sliders: {a: 0.8 to 1.2 by 0.1}
        ```
        ```yaml {expect}
        - g.a == f.a within 1e-4
        ```
        """)
    #expect(page.messages == [])
    let outside = PageOf(
      Self.fit + "```yaml {explore}\nmodel: f\nstep: 0.1 ms\nsliders: {a: 1.4 to 1.6 by 0.1}\n```\n")
    #expect(outside.messages.count == 1 && outside.messages[0].hasSuffix("outside its slider"), "\(outside.messages)")
  }

  /// A phase plane and a bifurcation diagram are of the model that was found, wherever the search began.
  @Test func figuresAreOfTheModelThatWasFound() {
    func page(_ start: String) -> PageOf {
      PageOf(
        """
        ```yaml {model #m}
        like: fitzhugh-nagumo
        ```
        ```yaml {solve #s}
        model: m
        method: taylor
        until: 60
        input: {I: 0.4}
        ```
        ```yaml {data #d}
        from: s
        every: 2
        noise: 0.001
        ```
        ```yaml {fit #f}
        model: m
        data: d
        input: {I: 0.2}
        unknown: [I]
        start: {I: \(start)}
        ```
        ```yaml {plot #p}
        of: f
        kind: phase
        marks: [nullclines, equilibria]
        ```
        """)
    }
    let (near, far) = (page("0.4"), page("0.1"))
    #expect(near.messages + far.messages == [])
    func figure(_ page: PageOf) -> Substring? { page.main.firstMatch(of: /(?s)<svg class="plot".*?<\/svg>/)?.output }
    #expect(figure(near) != nil && figure(near) == figure(far))
  }

  /// The curve of one of several recordings has its own numbers.
  @Test func aRecordingIsAModelAsItWas() {
    let page = PageOf(
      Self.fit
        + """
        ```yaml {data #e}
        columns: {t: ms, y: mV}
        rows: [[0.25, 2.8], [0.5, 3.5], [1, 4.6], [2, 5.6]]
        ```
        ```yaml {fit #both}
        model: m
        data: [d, e]
        each: {e: {I: 1 mV/ms}}
        unknown: [a, b]
        ```

        """ + Self.solve("one", "both.d") + Self.solve("two", "both.e")
          + """
          ```yaml {expect}
          - one.y(2) == both.d.y(2) within 1e-7
          - two.y(2) == both.e.y(2) within 1e-7
          - two.y(4) == 3*both.b + 1/both.a + (2 - 3*both.b - 1/both.a)*exp(-4*both.a) within 1e-12
          ```
          """)
    #expect(page.messages == [])
    #expect(
      PageOf(Self.fit + Self.solve("s", "d")).messages.map { $0.hasSuffix("'d' is data, not a model") } == [
        true
      ])
  }

  @Test func onlyFitsAreModels() {
    let solve = PageOf(Self.fit + Self.solve("s", "m") + Self.solve("t", "s"))
    #expect(solve.messages.map { $0.hasSuffix("'s' is a solve, not a model") } == [true])
    let trained = PageOf(Self.fit + "```yaml {pinn #net}\nmodel: m\nuntil: 1 ms\n```\n" + Self.solve("t", "net"))
    #expect(trained.messages.map { $0.hasSuffix("'net' finds no numbers of its model") } == [true])
    let joint = PageOf(
      Self.fit + "```yaml {fit #g}\nmodel: m\ndata: [d, d2]\nunknown: [a]\noutcome: any\n```\n"
        + FitRecordingTests.data("d2", ["1, 3", "2, 4"]) + Self.solve("t", "g"))
    #expect(joint.messages.map { $0.hasSuffix("'g' has 2 recordings, each with a curve of its own") } == [true])
  }

  @Test func whereNothingWasFoundThereIsNoModel() {
    let page = PageOf(
      Self.fit.replacing("unknown: [a, b]", with: "unknown: [a, b]\nstart: {a: 1e9}\nmethod: single\noutcome: any")
        + Self.solve("s", "f")
        + "```yaml {equilibria #rest}\nmodel: f\nrange: {y: -10 to 10}\n```\n"
        + "```yaml {plot}\nof: f\nkind: bifurcation\nx: b\ny: y\nrange: {b: 0 to 3, y: -3 to 3}\n```\n"
        + "```yaml {explore}\nmodel: f\nstep: 0.1 ms\n```\n")
    #expect(page.messages.count == 4, "\(page.messages)")
    #expect(page.messages.allSatisfy { $0.contains("there is no model: the fit ") }, "\(page.messages)")
  }

  /// What builds on a fit is kept by what the fit is a function of.
  @Test func resultsAreKept() {
    let memory = StoreTests.Kept()
    func reused(_ text: String) -> [Bool] {
      Report(running: Plan(Notebook(parsing: Source(path: "n.md", text: text))), store: memory.store()).computations
        .map(
          \.isReused)
    }
    let text = Self.fit + Self.solve("s", "f") + Self.solve("t", "f", "input: {I: 1 mV/ms}")
    #expect(reused(text) == [false, false, false])
    #expect(reused(text) == [true, true, true])
    let other = text.replacing("4.6]", with: "4.5]")
    #expect(reused(other) == [false, false, false])
    #expect(reused(text) == [true, true, true])
  }
}
