import Diagnostics
import NotebookKit
import Testing

/// Where a name is not there, the message says which are.
@Suite struct NamesThatAreThereTests {
  private static let model =
    "```yaml {model #m}\nequations: |\n  dx/dt = -k*x\n  dy/dt = x\ninitial: {x: 1, y: 0}\nparameters: {k: 1}\n```\n"
  private static let solve = "```yaml {solve #euler}\nmodel: m\nmethod: explicit-euler\nstep: 0.1\nuntil: 1\n```\n"
  private static let sweep =
    "```yaml {sweep #grid}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 1\nvary: {k: [1, 2, 3]}\nmeasure: steps\n```\n"

  @Test(arguments: [
    (
      "```yaml {compare}\nof: euler\nat: 1\ncolumns: u\n```\n", "there is no state 'u'", "there are x, y"
    ),
    ("```yaml {plot}\nof: euler\ny: u\n```\n", "there is no state 'u' in 'euler'", "there are x, y"),
    (
      "{{ params.I }}", "the list of parameters has no 'I'", "parameters are given under 'params' in the front matter"
    ),
    (
      "{{ euler.spikes.count }}", "a solve has no 'spikes'",
      "the model has no event: spikes are the times of one that is named 'spike', under 'events'"
    ),
    ("{{ grid.steps(k = 7) }}", "'k' does not take that value in the sweep", "it takes 1, 2, 3"),
    (
      "```yaml {compare}\nof: euler\nat: 1\nagainst: exct\n```\n", "unknown label 'exct'", "did you mean 'exact'?"
    ),
    ("```yaml {inspect}\nof: foo\n```\n", "unknown label 'foo'", "there is only euler"),
    (
      "```yaml {fit}\nmodel: m\ndata: foo\n```\n", "unknown label 'foo'",
      "nothing here that is data has a label: write '{data #foo}'"
    ),
  ]) func names(text: String, message: String, hint: String) {
    let page = PageOf(Self.model + Self.solve + Self.sweep + text)
    let found = zip(page.messages, page.hints).first { $0.0.hasSuffix(message) }
    #expect(found?.1 == hint, "\(page.messages) \(page.hints)")
  }

  @Test func aParameterSaysWhereItComesFrom() {
    let text =
      "---\nparams:\n  h: 0.1\n---\n" + Self.model
      + "```yaml {solve}\nmodel: m\nmethod: rk4\nstep: params.h\nuntil: 1\n```\n"
    func said(_ text: String, _ overrides: [(name: String, value: Fragment)] = []) -> [String] {
      Plan(Notebook(parsing: Source(path: "t.md", text: text)), overrides: overrides).diagnostics
        .filter { $0.severity == .error }.map { "\($0.message) — \($0.hint ?? "")" }
    }
    #expect(
      said(text, [("h", Fragment("-1", path: "-P h"))]) == [
        "expected a positive time — params.h is -1 (from -P h=-1)"
      ])
    #expect(
      said(text.replacing("0.1", with: "0")) == [
        "expected a positive time — params.h is 0 (from the front matter, line 3)"
      ])
  }
}

/// Results beside data in other units, and with other columns.
@Suite struct ComparedDataTests {
  private func page(_ columns: String, _ rows: String, at times: String, _ rest: String = "") -> PageOf {
    PageOf(
      "```yaml {model #m}\nequations: |\n  dx/dt = 0*x/tau\n  dy/dt = 0*y/tau\nparameters: {tau: 1 s}\ninitial: {x: 20 mV, y: 1}\nunits: {t: s, x: mV}\n```\n"
        + "```yaml {data #meas}\ncolumns: \(columns)\nrows: \(rows)\n```\n"
        + "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1 s\nuntil: 2 s\n```\n"
        + "```yaml {compare}\nof: s\nagainst: meas\nat: \(times)\n\(rest)\n```\n")
  }

  @Test(arguments: ["[0 ms, 1000 ms, 2000 ms]", "[0 s, 1 s, 2 s]", "[0, 1, 2]"])
  func timesAndValuesAreConverted(times: String) {
    let page = page("{t: ms, x: V}", "[[0, 0.02], [1000, 0.02], [2000, 0.021]]", at: times, "columns: x\ndigits: 2")
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(page.main.contains("21.00"), "\(page.main)")
    #expect(page.main.contains("−1.00"), "\(page.main)")
  }

  @Test func aRowThatIsNotThereIsNamedWithItsUnit() {
    let page = page("{t: ms, x: V}", "[[0, 0.02]]", at: "1 s", "columns: x")
    #expect(page.messages.map { $0.contains("there is no row with t = 1000 ms in 'meas'") } == [true])
    #expect(page.hints == ["the nearest is t = 0 ms"])
  }

  @Test func aStateWithoutAColumnIsLeftOut() {
    let page = page("{t: ms, x: V}", "[[0, 0.02]]", at: "0 s")
    #expect(page.messages.map { $0.hasSuffix("'meas' has no column 'y'") } == [true])
    #expect(page.hints == ["write 'columns: [x]'"])
  }

  @Test func unitsThatMeasureOtherThingsAreRefused() {
    let page = page("{t: ms, x: pA}", "[[0, 0.02]]", at: "0 s", "columns: x")
    #expect(page.messages.map { $0.hasSuffix("'x' is in pA in 'meas' and in mV in the model") } == [true])
  }
}

/// What varies in a sweep is given nowhere else.
@Suite struct GivenAndVariedTests {
  @Test(arguments: [
    ("step: 0.1\nvary: {step: [0.5, 0.25]}", "'step' is given and varies as well"),
    ("tolerance: 1e-3\nvary: {tolerance: [1e-4, 1e-5]}", "'tolerance' is given and varies as well"),
    ("step: 0.1\nvary: {tolerance: [1e-4, 1e-5]}", "'step' is given, and 'tolerance' varies"),
    ("vary: {step: [0.1], tolerance: [1e-4, 1e-5]}", "'step' and 'tolerance' vary both"),
    ("step: 0.1\nparameters: {k: 3}\nvary: {k: [1, 2]}", "'k' is given and varies as well"),
    ("step: 0.1\ninitial: {x: 3}\nvary: {x: [1, 2]}", "'x' is given and varies as well"),
    ("step: 0.1\ninput: {I: 3}\nvary: {I: [1, 2]}", "'I' is given and varies as well"),
    ("step: 0.1\nvary: {method: [rk4, heun]}", "'method' is given and varies as well"),
  ]) func isRefused(keys: String, message: String) {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = -k*x + I\ninitial: {x: 1}\nparameters: {k: 1}\ninput: {I: 0}\n```\n"
        + "```yaml {sweep}\nmodel: m\nmethod: dormand-prince\nuntil: 1\nmeasure: steps\n\(keys)\n```\n")
    #expect(page.messages.map { $0.hasSuffix(message) } == [true], "\(page.messages)")
    #expect(page.hints.allSatisfy { !$0.isEmpty })
  }
}
