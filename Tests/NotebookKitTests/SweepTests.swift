import Diagnostics
import Dynamics
import Foundation
import NotebookKit
import Testing

/// Grids of solves, tables of steps, and comparisons with the exact solution, as an author meets them.
@Suite struct SweepTests {
  static let model = """
    ```yaml {model #rs}
    like: izhikevich
    input: {I: 70 pA*(t >= 100 ms)}
    ```

    """

  private func report(_ text: String) -> Report {
    Report(running: Plan(Notebook(parsing: Source(path: "s.md", text: Self.model + text))))
  }

  private func expectGood(_ text: String) {
    let report = report(text)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map { $0.text() }.joined(separator: "\n"))")
  }

  private func messages(_ text: String) -> [String] { report(text).diagnostics.map(\.message) }

  @Test func ordersAreAskedOfASweep() {
    expectGood(
      """
      ```yaml {sweep #orders}
      model: rs
      until: 500 ms
      vary:
        method: [explicit-euler, heun, rk4]
        step: 1/4 to 1/32 by halves
      measure: [spike-error, evaluations]
      against: exact
      ```
      ```yaml {expect}
      - orders.order(method = explicit-euler) == 1 within 0.1
      - orders.order(method = heun) == 2 within 0.2
      - orders.order(method = rk4) == 4 within 0.3
      - orders.points == 12
      - orders.evaluations(method = euler, step = 0.25) > 1999
      - orders.outcome(method = rk4, step = 1/4) == finished
      ```
      """)
  }

  /// A label of the author's own does not hide a method of that name.
  @Test func aSweepOverAParameterCountsSpikes() {
    expectGood(
      """
      ```yaml {solve #rk4}
      model: rs
      method: rk4
      step: 0.1 ms
      until: 1000 ms
      ```
      ```yaml {sweep #f}
      model: rs
      until: 1000 ms
      step: 0.1 ms
      input: {I: 0}
      vary: {method: [heun, rk4], I: 0 to 100 pA by 50}
      measure: count
      ```
      ```yaml {expect}
      - f.count(method = rk4, I = 0) == 0
      - f.count(method = rk4, I = 100 ) == 13
      - rk4.spikes.count == 6
      ```
      """)
  }

  /// What did not finish has no count that could be taken for one.
  /// What has digits for them keeps the noughts that its neighbours need.
  @Test func numbersOfAColumnHaveAsManyDecimals() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: "dx/dt = a"
      parameters: {a: 1}
      initial: {x: 0}
      ```

      ```yaml {sweep #s}
      model: m
      method: rk4
      step: 0.5
      until: 1
      vary: {a: [1, 2.25, 100, 1e9]}
      measure: [final]
      digits: 3
      ```
      """)
    #expect(page.messages.isEmpty, "\(page.messages)")
    for cell in ["1.00", "2.25", "100\u{2008}\u{2007}\u{2007}", "10⁹"] {
      #expect(page.main.contains(">\(cell)</td>"), "\(page.main)")
    }
  }

  @Test func anUnfinishedSolveSaysSo() {
    let report = report(
      """
      ```yaml {sweep #s}
      model: rs
      method: rk4
      until: 1000 ms
      event-times: grid
      vary: {step: [1, 10]}
      measure: count
      ```
      ```yaml {expect}
      - s.count(step = 1) == 6
      - s.outcome(step = 10) == diverged
      ```
      {{ s.count(step = 10) }}
      """)
    #expect(report.diagnostics.map(\.message) == ["diverged at t = 250 ms"])
    #expect(Page(report).html.contains("<td class=\"n word\">diverged</td>"))
  }

  @Test func wrongSweepsAreToldSo() {
    func sweep(_ lines: String) -> String { "```yaml {sweep #s}\nmodel: rs\nuntil: 10\n\(lines)\n```" }
    #expect(messages(sweep("measure: count\nvary: {step: [1]}")) == ["the sweep has no 'method'"])
    #expect(
      messages(sweep("method: rk4\nmeasure: count\nvary: {stepp: [1]}")) == ["the model has no 'stepp' to vary"])
    #expect(messages(sweep("method: rk4\nmeasure: count\nvary: {step: [1 mV]}")) == ["'step' is not in mV"])
    #expect(messages(sweep("measure: count\nstep: 1\nvary: {method: [rk5]}")) == ["unknown method 'rk5'"])
    #expect(
      messages(sweep("method: rk4\nmeasure: rmse\nvary: {step: [1]}")) == ["'rmse' wants something to compare with"])
    #expect(messages(sweep("method: rk4\nmeasure: counts\nvary: {step: [1]}")) == ["unknown measure 'counts'"])
    #expect(
      messages(sweep("method: heun\nmeasure: count\nvary: {tolerance: [1e-3]}"))
        == ["'heun' has no error estimate, so it takes a 'step' and no 'tolerance'"])
  }

  @Test func tolerancesThatCannotBeKeptOrPromiseNothingAreNamed() {
    func solve(_ lines: String) -> String { "```yaml {solve #s}\nmodel: rs\nuntil: 10\n\(lines)\n```" }
    #expect(
      messages(solve("method: rkc\ntolerance: 1e-12"))
        == ["'rkc' cannot keep a tolerance of 1e-12: from 1.7e-10 down its steps are held to rounding"])
    #expect(
      messages(solve("method: tsit5\ntolerance: 1e-16"))
        == ["'tsit5' cannot keep a tolerance of 1e-16: from 2.2e-15 down its steps are held to rounding"])
    #expect(
      messages(solve("method: tsit5\ntolerance: 0.5"))
        == ["with a tolerance of 0.5 a step may be wrong by that part of each state, and spikes may be lost or added"])
    #expect(messages(solve("method: express")).isEmpty)
    #expect(messages(solve("method: rkc\ntolerance: 1e-9")).isEmpty)
    let swept = report(
      "```yaml {sweep #s}\nmodel: rs\nuntil: 10\nmethod: rkc\nmeasure: count\ninput: {I: 0}\nvary: {I: [1, 2], tolerance: [1e-6, 1e-12]}\n```"
    )
    #expect(swept.diagnostics.map(\.severity) == [.warning])
    #expect(swept.diagnostics.first?.location?.column == 7)
    #expect(Page(swept).html.contains("<td"), "a warning stops nothing")
  }

  /// A spike that comes the last digit too early is an error of that digit, and not of a whole reset.
  @Test func errorsLeaveOutTheJumpsThemselves() {
    func solve(_ method: String) -> String {
      """
      ```yaml {solve #\(method)}
      model: rs
      method: \(method)
      step: 0.05 ms
      until: 300 ms
      input: {I: 100 pA}
      ```

      """
    }
    let text =
      ["dormand-prince", "rk4", "midpoint", "taylor"].map(solve).joined() + """
        ```yaml {expect}
        - taylor.spikes.count > 2
        - dormand-prince.max-error(v, taylor) < 1e-6 and dormand-prince.rmse(v, taylor) < 1e-7
        - rk4.max-error(v, taylor) < 1e-4
        - midpoint.max-error(v, taylor) > rk4.max-error(v, taylor)
        ```
        """
    #expect(messages(text).isEmpty)
  }

  static let ball = """
    ```yaml {model #ball}
    equations: |
      dx/dt = u
      du/dt = -g
    units: {t: s, x: m, u: m/s}
    parameters: {g: 10 m/s^2, r: 0.5}
    initial: {x: 5 m, u: 0 m/s}
    events:
      bounce: {when: x <= 0, set: {u: -r*u}}
    ```

    """

  /// From 5 m the ball falls for 1 s, and is away for 2r, 2r², ... after it.
  @Test func otherEventsAreMeasured() {
    let report = report(
      Self.ball + """
        ```yaml {sweep #s}
        model: ball
        method: rk4
        step: 0.1 s
        until: 2.6 s
        measure: [bounce.count, bounce.first, bounce.last, bounce.interval]
        vary: {r: [0.5, 1]}
        ```
        ```yaml {solve #b}
        model: ball
        method: rk4
        step: 0.1 s
        until: 2.6 s
        ```
        ```yaml {compare #c}
        of: b
        measure: [bounce.count, bounce.last]
        ```
        ```yaml {expect}
        - s.bounce.count(r=0.5) == 3
        - abs(s.bounce.first(r=0.5) - 1) < 1e-12
        - abs(s.bounce.last(r=0.5) - 2.5) < 1e-12
        - abs(s.bounce.interval(r=0.5) - 0.75) < 1e-12
        - s.bounce.count(r=1) == 1
        - s.bounce.count(r=0.5) == b.events.bounce.count
        ```
        """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map { $0.text() }.joined(separator: "\n"))")
    let wrong = self.report(
      Self.ball
        + "```yaml {sweep #s}\nmodel: ball\nmethod: rk4\nstep: 0.1 s\nuntil: 1 s\nmeasure: bounce.counts\nvary: {r: [1]}\n```"
    )
    #expect(wrong.diagnostics.map(\.message) == ["unknown measure 'bounce.counts'"])
    #expect(wrong.diagnostics.first?.hint == "did you mean 'bounce.count'?")
  }

  @Test func measuresAreKnownByTheirHeadings() {
    func hint(_ name: String) -> String? {
      report("```yaml {sweep #s}\nmodel: rs\nuntil: 10\nmethod: rk4\nmeasure: \(name)\nvary: {step: [1]}\n```")
        .diagnostics.first?.hint
    }
    #expect(hint("spikes") == "here that is 'count'")
    #expect(hint("mean-interval") == "here that is 'interval'")
    #expect(hint("frequency")?.hasPrefix("there are count, first-spike") == true)
  }

  @Test func stepsAndTolerancesDoNotMix() {
    func solve(_ lines: String) -> String { "```yaml {solve #s}\nmodel: rs\nuntil: 10\n\(lines)\n```" }
    #expect(messages(solve("method: heun\nstep: 1\ntolerance: 1e-3")) == ["give 'step' or 'tolerance', not both"])
    #expect(messages(solve("method: heun")) == ["missing key 'step'"])
    #expect(messages(solve("method: tsit5")) == ["missing key 'step' or 'tolerance'"])
    #expect(messages(solve("method: tsit5\ntolerance: {relative: 1e-6, u: 1}")) == ["there is no state 'u'"])
    #expect(messages(solve("method: tsit5\ntolerance: {v: 1}")) == ["a tolerance needs a 'relative' part"])
    #expect(messages(solve("method: taylor")).isEmpty)
    #expect(messages(solve("method: tsit5\ntolerance: {relative: 1e-6, v: 1e-6 mV, w: 1e-3 pA}")).isEmpty)
  }

  @Test func stepsAreInspected() {
    let text = """
      ```yaml {solve #s}
      model: rs
      method: backward-euler
      step: 0.25 ms
      until: 150 ms
      ```
      ```yaml {inspect #i}
      of: s
      rows: 401..403
      columns: [t, h, v, newton]
      ```

      """
    let report = report(text)
    #expect(report.diagnostics.isEmpty)
    let html = Page(report).html
    #expect(html.contains("<td class=\"n\">401</td>") && !html.contains("<td class=\"n\">404</td>"))
    #expect(html.contains("Newton iterations"))
    #expect(messages(text.replacing("newton]", with: "k9]")) == ["'backward-euler' has no stage k9"])
    #expect(messages(text.replacing("newton]", with: "newtons]")) == ["a step has no 'newtons'"])
    #expect(messages(text.replacing("401..403", with: "9..3")) == ["expected a range of steps, not '9..3'"])
  }

  /// Digits that the exact solution does not have are refused: Lorenz's system after a while.
  @Test func theExactSolutionIsRefusedWhereItIsNotKnown() {
    let report = report(
      """
      ```yaml {model #lz}
      like: lorenz
      ```
      ```yaml {solve #l}
      model: lz
      method: rk4
      step: 0.01
      until: 60
      ```
      ```yaml {compare #c}
      of: l
      against: exact
      at: [1, 60]
      columns: [x]
      ```
      """)
    #expect(report.diagnostics.isEmpty)
    let html = Page(report).html
    #expect(html.contains("the exact solution is known to"))
    #expect(html.contains("Exact: by Taylor series"))
  }

  @Test(arguments: ["steps", "error", "stability", "phase", "trace"]) func everyKindOfFigureOfASolveIsDrawn(
    kind: String
  ) {
    expectGood(
      """
      ```yaml {solve #s}
      model: rs
      method: dormand-prince
      tolerance: 1e-6
      until: 300 ms
      ```
      ```yaml {plot #p}
      of: s
      kind: \(kind)
      \(kind == "error" ? "against: exact" : kind == "phase" ? "marks: [nullclines, field, equilibria]" : "")
      ```
      """)
  }

  @Test(arguments: ["curves", "convergence", "work-precision"]) func everyKindOfFigureOfASweepIsDrawn(kind: String) {
    expectGood(
      """
      ```yaml {sweep #s}
      model: rs
      until: 300 ms
      vary: {method: [heun, rk4], step: [0.5, 0.25]}
      measure: [spike-error, evaluations]
      against: exact
      ```
      ```yaml {plot #p}
      of: s
      kind: \(kind)
      ```
      """)
  }

  /// Ranges and chosen values are converted to the unit of their axis, or refused.
  @Test func figuresOfSweepsKnowUnits() {
    let sweep = """
      ```yaml {sweep #s}
      model: rs
      method: rk4
      step: 0.5
      until: 300 ms
      input: {I: 0}
      vary: {I: [0 pA, 100 pA], a: [0.02, 0.03]}
      measure: count
      ```

      """
    func plot(_ lines: String) -> String { sweep + "```yaml {plot #p}\nof: s\nkind: curves\nx: a\n\(lines)\n```" }
    #expect(messages(plot("where: {I: 0.1 nA}")).isEmpty)
    #expect(messages(plot("where: {I: 100 mV}")) == ["'I' does not take the value '100 mV' in the sweep"])
    #expect(messages(plot("range: {I: 0 to 1 mV}")) == ["'I' is not in mV"])
    #expect(messages(plot("range: {b: 0 to 1}")) == ["the figure has no axis 'b'"])
    let html = Page(report(plot("colour: a\nrange: {I: 0 to 0.1 nA}").replacing("x: a", with: "x: I"))).html
    #expect(html.contains(">100</text>"))
  }

  @Test func bifurcationDiagramsAskForWhatTheyNeed() {
    expectGood(
      """
      ```yaml {plot #p}
      of: rs
      kind: bifurcation
      x: I
      y: v
      range: {I: 0 to 100 pA, v: -80 to -30 mV}
      ```
      """)
    #expect(
      messages("```yaml {plot #p}\nof: rs\nkind: bifurcation\ny: v\n```").first
        == "a bifurcation diagram needs the parameter on its horizontal axis")
    #expect(
      messages("```yaml {plot #p}\nof: rs\n```") == ["'rs' is a model, and 'trace' shows a solve"])
  }
}

/// What a diagram says of neutral equilibria: paths go round them, and neither come nor leave.
@Suite struct CentreTests {
  @Test(arguments: [("0", ["centre"]), ("0.1", ["stable"]), ("-0.1", ["unstable"])])
  func branchesAreNamedForWhatTheyAre(damping: String, names: [String]) {
    let page = PageOf(
      """
      ```yaml {model #spring}
      equations: |
        dx/dt = y
        dy/dt = I - k*x - c*y
      parameters: {k: 1, c: \(damping), I: 0}
      initial: {x: 1, y: 0}
      ```

      ```yaml {plot}
      of: spring
      kind: bifurcation
      x: I
      y: x
      range: {I: 0 to 1, x: -2 to 2}
      ```
      """)
    #expect(page.messages == [])
    #expect(["stable", "centre", "unstable"].filter { page.html.contains("data-name=\"\($0)\"") } == names)
  }
}

/// Many points at once.
@Suite struct EnsembleSweepTests {
  private static let text = """
    ```yaml {model #rs}
    like: izhikevich
    ```

    ```yaml {sweep #f-i}
    model: rs
    method: rk4
    step: 0.5 ms
    until: 300 ms
    vary: {I: 0 to 200 pA by 0.5}
    measure: [count, rate, steps, evaluations]
    ```

    ```yaml {solve #one}
    model: rs
    method: rk4
    step: 0.5 ms
    until: 300 ms
    input: {I: 120 pA}
    ```

    ```yaml {expect}
    - f-i.points == 401
    - f-i.count(I = 120) == one.count
    - f-i.evaluations(I = 120) == one.evaluations
    - f-i.count(I = 0) == 0
    - f-i.rheobase > 50
    - f-i.rheobase < 60
    ```
    """

  @Test func aPointIsTheSolveOfThatPoint() {
    let report = Report(running: Plan(Notebook(parsing: Source(path: "s.md", text: Self.text))))
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map { $0.text() }.joined(separator: "\n"))")
  }

  @Test func thePageIsTheSameForAnyNumberOfWorkers() async {
    let plan = Plan(Notebook(parsing: Source(path: "s.md", text: Self.text)))
    let alone = Page(Report(running: plan)).html
    let report = await Report.running(plan, workers: Workers(3), store: .none) { _ in }
    #expect(Page(report).html == alone)
  }

  @Test func aBeginningAtInfinityIsSaid() {
    let text = """
      ```yaml {model #m}
      equations: dx/dt = -x
      parameters: {p: 1}
      initial: {x: 1/p}
      ```

      ```yaml {sweep #s}
      model: m
      method: rk4
      step: 0.1
      until: 1
      vary: {p: [1, 0, 2]}
      measure: [steps]
      ```
      """
    let plan = Plan(Notebook(parsing: Source(path: "s.md", text: text)))
    #expect(plan.diagnostics.map(\.message) == ["the initial value of 'x' is not a finite number for every point"])
    #expect(plan.diagnostics.first?.location?.line == 4)
  }

  @Test func timesAreForTablesOnly() {
    let sweep =
      "```yaml {sweep #s}\nmodel: m\nmethod: rk4\nstep: 1\nuntil: 5\nvary: {y: [1, 2]}\nmeasure: [seconds]\n```\n"
    let plan = Plan(Notebook(parsing: Source(path: "s.md", text: "```yaml {model #m}\nlike: decay\n```\n" + sweep)))
    #expect(plan.diagnostics.map(\.message) == ["times are measured in a 'compare' block, not in a sweep"])
    let table = """
      ```yaml {model #m}
      like: decay
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.5
      until: 4
      ```

      ```yaml {compare #t}
      of: s
      measure: [seconds, cpu, memory]
      ```

      ```yaml {pinn #n}
      model: m
      until: 4
      ```
      """
    let timed = Plan(Notebook(parsing: Source(path: "s.md", text: table)))
    let ticks = Ticks()
    let clock = Stopwatch(wall: { ticks.next(0.25) }, processor: { ticks.next(0.125) })
    let page = Page(Report(running: timed, stopwatch: clock)).html
    #expect(page.contains("0.2") && page.contains("CPU seconds"))
    // From one look at the clock on the wall to the next, with one at the other between: 3/8 s for 10,000 times.
    #expect(page.contains("37500 ns per time asked for"))
    let untimed = Page(Report(running: timed)).html
    #expect(untimed.contains("measured under --timings") && !untimed.contains("per time asked for"))
  }
}

/// A clock that goes on by the same time whenever it is looked at.
private final class Ticks: @unchecked Sendable {
  private var time = 0.0
  func next(_ step: Double) -> Double {
    time += step
    return time
  }
}
