import Diagnostics
import Foundation
import NotebookKit
import Testing

/// One fit of several recordings: what they share, what is each one's own, and how they are named.
@Suite struct FitRecordingTests {
  static let decay = """
    ```yaml {model #m}
    equations: dy/dt = -a*y + I
    parameters: {a: 1.5 1/ms, I0: 0 mV/ms}
    input: {I: I0}
    initial: {y: 2 mV}
    units: {y: mV, t: ms, I: mV/ms}
    ```

    """

  /// From exact solutions, off by what is the same on every machine.
  static func rows(_ start: Double, _ input: Double, _ seed: Double) -> [String] {
    (1...12).map { row in
      let t = Double(row) / 4
      let exact = input / 1.5 + (start - input / 1.5) * exp(-1.5 * t)
      return "\(t), \(exact + 0.02 * sin(seed + 2.3 * Double(row)))"
    }
  }

  static func data(_ label: String, _ rows: [String], _ columns: String = "t: ms, y: mV", by: String = "") -> String {
    "```yaml {data #\(label)}\ncolumns: {\(columns)}\n\(by)rows:\n\(rows.map { "- [\($0)]" }.joined(separator: "\n"))\n```\n\n"
  }

  static func fit(_ label: String, _ body: String) -> String {
    "```yaml {fit #\(label)}\nmodel: m\n\(body)\n```\n\n"
  }

  static func expect(_ lines: [String]) -> String {
    "```yaml {expect}\n\(lines.map { "- \($0)" }.joined(separator: "\n"))\n```\n"
  }

  /// Two recordings of one experiment are one recording in which every time comes twice.
  @Test(arguments: ["single", "segments", "multiple"])
  func recordingsOfOneExperimentAreOneRecording(method: String) {
    let (one, two) = (Self.rows(2, 0, 1), Self.rows(2, 0, 5))
    let body = "unknown: [a, y(0)]\nstart: {a: 0.7, y(0): 1 mV}\nmethod: \(method)\n"
    let page = PageOf(
      Self.decay + Self.data("one", one) + Self.data("two", two)
        + Self.data("all", zip(one, two).flatMap { [$0, $1] })
        + Self.fit("f", body + "data: [one, two]") + Self.fit("g", body + "data: all")
        + Self.expect([
          "f.a == g.a within 1e-7", "f.y0 == g.y0 within 1e-7", "f.a.error == g.a.error within 1e-7",
          "f.noise(y) == g.noise(y) within 1e-7", "f.one.y(1) == g.y(1) within 1e-7",
          "f.two.y(1) == f.one.y(1) within 1e-12",
        ]))
    #expect(page.messages == [])
    #expect(page.main.contains("24 values of y in 2 recordings"))
  }

  /// The same sum of squares with the decay in closed form, for which the normal equations of the amplitudes are linear.
  @Test(arguments: ["single", "segments", "multiple"])
  func whatIsSharedAndWhatIsOwnAreFoundTogether(method: String) {
    let page = PageOf(
      Self.decay + Self.data("low", Self.rows(2, 0, 1)) + Self.data("high", Self.rows(5, 3, 2))
        + Self.fit(
          "f",
          """
          data: [low, high]
          each: {high: {I0: 3 mV/ms, y(0): 4 mV}}
          unknown: [a]
          own: [y(0)]
          start: {a: 0.7}
          method: \(method)
          """)
        + Self.expect([
          "f.outcome == converged", "f.a == \(Self.leastDecay()) within 1e-6", "f.a == 1.5 within 3*f.a.error",
          "f.low.y0 == 2 within 3*f.low.y0.error",
          "f.high.y0 == 5 within 3*f.high.y0.error", "f.high.a == f.a", "f.low.a.error == f.a.error",
          "f.low.y(0) == f.low.y0 within 1e-12", "f.high.y(0) == f.high.y0 within 1e-12",
          "abs(f.low.rmse(y, low)) < 0.03", "abs(f.high.rmse(y, high)) < 0.03",
        ]))
    #expect(page.messages == [])
    #expect(page.main.contains("<i>y</i>(0) of low</td>") && page.main.contains("<i>y</i>(0) of high</td>"))
  }

  /// The rate at which both recordings are met best, with the best amplitude for each: by golden section.
  private static func leastDecay() -> Double {
    func squares(_ a: Double) -> Double {
      [(rows(2, 0, 1), 0.0), (rows(5, 3, 2), 3.0)].reduce(0) { sum, recording in
        let points = recording.0.map { $0.split(separator: ", ").compactMap { Double($0) } }
        let rest = points.map { $0[1] - recording.1 / a * (1 - exp(-a * $0[0])) }
        let shape = points.map { exp(-a * $0[0]) }
        let amplitude =
          zip(rest, shape).reduce(0) { $0 + $1.0 * $1.1 } / shape.reduce(0) { $0 + $1 * $1 }
        return sum + zip(rest, shape).reduce(0) { $0 + pow($1.0 - amplitude * $1.1, 2) }
      }
    }
    var (low, high) = (1.0, 2.0)
    let share = (5.0.squareRoot() - 1) / 2
    for _ in 0..<80 {
      let (left, right) = (high - share * (high - low), low + share * (high - low))
      if squares(left) < squares(right) { high = right } else { low = left }
    }
    return (low + high) / 2
  }

  /// Data in groups are as many recordings, and a group is data like any.
  @Test func groupsAreRecordings() {
    let (low, high) = (Self.rows(2, 0, 1), Self.rows(2, 3, 2))
    let grouped = low.map { "low, \($0)" } + high.map { "high, \($0)" }
    let body = "each: {high: {I0: 3 mV/ms}}\nunknown: [a]\n"
    let page = PageOf(
      Self.decay + Self.data("low", low) + Self.data("high", high)
        + Self.data("d", grouped, "which: text, t: ms, y: mV", by: "by: which\n")
        + Self.fit("f", body + "data: [low, high]") + Self.fit("g", body + "data: d")
        + Self.fit("h", body + "data: [d.low, d.high]") + Self.fit("alone", "data: d.low\nunknown: [a]")
        + Self.fit("alike", "data: low\nunknown: [a]")
          + """
          ```yaml {plot}
          of: [g.low, g.high]
          data: d
          labels: {g.low: without, g.high: with input}
          ```
          ```yaml {compare #t}
          of: [g.low, g.high]
          against: d.low
          measure: [rmse]
          ```

          """
        + Self.expect([
          "f.a == g.a", "f.a == h.a", "alone.a == alike.a", "g.high.y(3) == f.high.y(3)",
          "g.low.rmse(y, d.low) == g.low.rmse(y, low)",
        ]))
    #expect(page.messages == [])
    #expect(page.main.contains("without") && page.main.contains("with input"))
  }

  /// What one recording did not measure is missing in it; each has its own share of χ², and their mean is that of the fit.
  @Test(arguments: ["single", "segments", "multiple"])
  func recordingsMayMeasureDifferentStates(method: String) {
    let model = """
      ```yaml {model #m}
      equations: |
        dx/dt = -a*x
        dy/dt = a*x - b*y
      parameters: {a: 1.2, b: 0.4}
      initial: {x: 3, y: 0}
      ```

      """
    func x(_ t: Double) -> Double { 3 * exp(-1.2 * t) }
    func y(_ t: Double) -> Double { 4.5 * (exp(-0.4 * t) - exp(-1.2 * t)) }
    func off(_ row: Int, _ seed: Double) -> Double { 0.02 * sin(seed + 2.3 * Double(row)) }
    let times = (1...10).map { Double($0) / 3 }
    let one = times.enumerated().map { "\($1), \(x($1) + off($0, 1))" }
    let two = times.enumerated().map { "\($1), \(y($1) + off($0, 3))" }
    let body = "unknown: [a, b]\nuse: [x, y]\nstart: {a: 2, b: 0.8}\nnoise: {x: 0.02, y: 0.02}\nmethod: \(method)\n"
    let page = PageOf(
      model + Self.data("one", one, "t: number, x: number") + Self.data("two", two, "t: number, y: number")
        + Self.data(
          "both", zip(one, two).map { $0 + "," + $1.split(separator: ",")[1] }, "t: number, x: number, y: number")
        + Self.fit("f", body + "data: [one, two]") + Self.fit("g", body + "data: both")
        + Self.expect([
          "f.outcome == converged", "f.a == g.a within 1e-6", "f.b == g.b within 1e-6",
          "f.a.error == g.a.error within 1e-6", "f.chi2 == g.chi2 within 1e-6",
          "(f.one.chi2 + f.two.chi2)/2 == f.chi2 within 1e-9", "f.one.chi2 != f.two.chi2",
          "f.one.outcome == finished",
        ]))
    #expect(page.messages == [])
  }

  /// Names that are no words stand in quotes.
  @Test func recordingsMayHaveAnyName() {
    let page = PageOf(
      Self.decay
        + Self.data(
          "d",
          Self.rows(2, 0, 1).map { "10 mg, \($0)" } + Self.rows(2, 0, 2).map { "2, \($0)" }
            + Self.rows(2, 0, 3).map { "low-dose, \($0)" }, "which: text, t: ms, y: mV", by: "by: which\n")
        + Self.fit("f", "data: d\nown: [a, y(0)]")
        + Self.expect([
          "f.\"10 mg\".a == 1.5 within 3*f.\"10 mg\".a.error", "f.\"2\".y0 == 2 within 3*f.\"2\".y0.error",
          "f.\"low-dose\".y(0) == f.\"low-dose\".y0 within 1e-12", "d.\"low-dose\".count == 12",
        ])
        + "```yaml {plot}\nof: [f.10 mg, f.low-dose, '#f.\"2\"']\ndata: [d.\"10 mg\", d.2]\n```\n")
    #expect(page.messages == [])
    let joint = page.report.dataTables.map(\.label)
    #expect(joint == ["f.recording-1", "f.2", "f.low-dose"])
    for (text, hint) in [
      ("f.2.y0", "for a part that is no word write 'f.\"2\"'"), ("f.low-dose.y0", "write '.\"low-dose\"'"),
      ("f.\"3\".y0", "there are chi2, condition, iterations, noise, outcome, \"10 mg\", \"2\", low-dose"),
    ] {
      let wrong = PageOf(
        Self.decay
          + Self.data(
            "d", ["10 mg, 1, 0.5", "2, 1, 0.4", "low-dose, 1, 0.3"], "which: text, t: ms, y: mV", by: "by: which\n")
          + Self.fit("f", "data: d\nown: [y(0)]\noutcome: any") + "{{ \(text) }}\n")
      #expect(wrong.hints.contains(hint), "\(text): \(wrong.hints)")
    }
  }

  /// The recording that stops a search is named.
  @Test(arguments: ["single", "segments"])
  func theRecordingThatIsLostIsNamed(method: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dy/dt = a*y^2
      parameters: {a: 0.15}
      initial: {y: 1}
      ```

      """ + Self.data("low", ["1, 1.2", "2, 1.4"], "t: number, y: number")
        + Self.data("high", ["1, 5", "2, 9"], "t: number, y: number")
        + Self.fit("f", "data: [low, high]\neach: {high: {y(0): 5}}\nunknown: [a]\nmethod: \(method)"))
    #expect(
      page.messages.count == 1 && page.messages[0].hasSuffix("get through the data of 'high'"), "\(page.messages)")
  }

  /// Dots have the colour of the curve that was fitted to them, and of no other.
  @Test func dotsHaveTheColourOfTheirCurve() {
    let other = Self.groups.replacing("#d", with: "#e")
    let page = PageOf(
      Self.decay + Self.groups + other + Self.fit("f", "data: d\nunknown: [a]\noutcome: any")
        + "```yaml {plot}\nof: f.two\ndata: [d, e.two]\n```\n")
    #expect(page.messages == [])
    let figure = page.main.firstMatch(of: /(?s)<svg class="plot".*?<\/svg>/)?.output ?? ""
    func colours(_ of: Regex<(Substring, Substring)>) -> [Substring] { figure.matches(of: of).map(\.output.1) }
    let line = colours(/<path class="line (c\d)/)
    let dots = Set(colours(/class="dots? (c\d)/))
    #expect(line.count == 1 && dots.count == 3 && dots.contains(line.first ?? ""), "\(line) \(dots)")
  }

  /// A cell that is recorded twice, once with a spike, has one minimum from starts that one recording leads apart.
  @Test(arguments: ["segments", "multiple"])
  func resetsAreSeenInEachRecording(method: String) {
    let page = PageOf(
      """
      ```yaml {model #m}
      like: izhikevich
      preset: regular-spiking
      parameters: {I0: 70 pA}
      input: {I: I0*(t >= 10 ms)}
      ```
      ```yaml {solve #quiet}
      model: m
      method: taylor
      parameters: {I0: 40 pA}
      until: 100 ms
      ```
      ```yaml {solve #firing}
      model: m
      method: taylor
      parameters: {I0: 150 pA}
      until: 100 ms
      ```
      ```yaml {data #low}
      from: quiet
      every: 1 ms
      keep: [v]
      noise: 0.1 mV
      ```
      ```yaml {data #high}
      from: firing
      every: 1 ms
      keep: [v]
      noise: 0.1 mV
      ```

      """
        + Self.fit(
          "f",
          """
          data: [low, high]
          each: {low: {I0: 40 pA}, high: {I0: 150 pA}}
          unknown: [a, k]
          start: \(method == "multiple" ? "{a: 0.05, k: 0.6}" : "{a: 0.031, k: 0.69}")
          noise: 0.1 mV
          method: \(method)
          """)
        + Self.expect(
          [
            "f.outcome == converged", "f.low.spikes.count == 0", "f.high.spikes.count == firing.spikes.count",
            "f.k == 0.7 within \(method == "multiple" ? "4*f.k.error" : "0.01")",
          ]))
    #expect(page.messages == [])
  }

  static let groups = data(
    "d", ["one, 0, 2", "one, 1, 0.4", "one, 2, 0.1", "two, 0, 2", "two, 1, 0.5", "two, 2, 0.1"],
    "of: text, t: ms, y: mV", by: "by: of\n")

  @Test(arguments: [
    ("data: d\nunknown: [a]\neach: {three: {I0: 1 mV/ms}}", "there is no recording 'three'"),
    ("data: d\nunknown: [a]\neach: {one: {a: 1 1/ms}}", "'a' is unknown, and here it is given"),
    ("data: d\nunknown: [a]\neach: {one: {y: 1 mV}}", "the model has no parameter or input 'y'"),
    ("data: d\nunknown: [a]\neach: {one: {q: 1}}", "the model has no parameter or input 'q'"),
    ("data: d\nunknown: [a]\neach: {one: {I0: 1 mV}}", "'mV' does not measure what 'I0' does"),
    ("data: d\nunknown: [a]\neach: one", "expected recordings with their own values"),
    ("data: d\nunknown: [a]\nown: [a]", "'a' is unknown twice"),
    ("data: d.one\nunknown: [a]\nown: [y(0)]", "there is one recording, and 'own' is for several"),
    ("data: d.one\nunknown: [a]\neach: {one: {I0: 1 mV/ms}}", "there is one recording, and 'each' is for several"),
    ("data: d.three\nunknown: [a]", "unknown part 'd.three'"),
    ("data: [d.one, d]\nunknown: [a]", "the rows of 'd' are in groups"),
    ("data: [d.one, d.one]\nunknown: [a]", "two recordings are named 'one'"),
    (
      "data: [one, chi2]\nunknown: [a]",
      "the recording 'chi2' and what a fit says of itself would both be asked for as 'chi2'"
    ),
    ("data: [one, a]\nunknown: [a]", "the recording 'a' and the estimate of 'a' would both be asked for as 'a'"),
    ("data: d\nunknown: [a, I]\neach: {one: {I0: 1 mV/ms}}", "nothing uses 'I0': what did is unknown"),
    ("data: d\nunknown: [a]\nown: [I]\nparameters: {I0: 1 mV/ms}", "nothing uses 'I0': what did is unknown"),
    ("data: d\nown: [y0]", "the model has no parameter or input 'y0'"),
    ("data: d", "missing key 'unknown' in 'fit'"),
    ("data: [d.one, x]\nunknown: [a]", "'x' has no column that is named like a state"),
    ("data: [d.one, early]\nunknown: [a]", "the data of 'early' have no times after 0 ms, where the model begins"),
    (
      "data: d\nunknown: [I0]\neach: {one: {I: 1 mV/ms}, two: {I: 2 mV/ms}}",
      "nothing uses 'I0': what did is replaced"
    ),
  ]) func mistakesAreSaid(body: String, message: String) {
    let page = PageOf(
      Self.decay + Self.groups + Self.data("x", ["1, 1"], "t: ms, z: mV") + Self.data("early", ["0, 1"])
        + ["one", "chi2", "a"].map { Self.data($0, ["1, 1", "2, 1"]) }.joined()
        + Self.fit("f", body))
    #expect(page.messages.contains { $0.hasSuffix(message) }, "\(page.messages)")
    #expect(page.messages.count <= 2 && page.messages.allSatisfy { !$0.hasPrefix("?") })
  }

  @Test(arguments: [
    (
      "```yaml {plot}\nof: f\n```", "'f' has 2 recordings, each with a curve of its own",
      "name one of them: 'f.one', 'f.two'"
    ),
    ("```yaml {plot}\nof: f.three\n```", "unknown part 'f.three'", "there are 'f.one', 'f.two'"),
    (
      "```yaml {plot}\nof: m.one\n```", "'m' has no parts",
      "only data in groups and fits of several recordings have: write 'm'"
    ),
    (
      "{{ f.y0 }}", "a fit of 2 recordings has no 'y0'",
      "each recording has one of its own, behind its name: 'one.y0', 'two.y0'"
    ),
    (
      "{{ f.y(1) }}", "a fit of 2 recordings has no 'y'",
      "there are a, chi2, condition, iterations, noise, outcome, one, two"
    ),
  ]) func partsAreAskedForByName(text: String, message: String, hint: String) {
    let page = PageOf(
      Self.decay + Self.groups + Self.fit("f", "data: d\nunknown: [a]\nown: [y(0)]\noutcome: any") + "\n" + text + "\n")
    #expect(page.messages.count == 1 && page.messages[0].hasSuffix(message), "\(page.messages)")
    #expect(page.hints == [hint])
  }

  /// An input that a solve replaces takes its parameters with it.
  @Test func whatOnlyAReplacedInputUsedIsNoMistake() {
    let page = PageOf(
      Self.decay
        + "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1 ms\nuntil: 1 ms\ninput: {I: 2 mV/ms}\n```\n")
    #expect(page.messages == [])
    let both = PageOf(
      Self.decay
        + "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1 ms\nuntil: 1 ms\nparameters: {I0: 1 mV/ms}\ninput: {I: 2 mV/ms}\n```\n"
    )
    #expect(
      both.messages.count == 1 && both.messages[0].hasSuffix("nothing uses the parameter 'I0': what did is replaced"),
      "\(both.messages)")
  }
}
