import Diagnostics
import Foundation
import NotebookKit
import TestSupport
import Testing

/// The interactive figure: what it computes in a browser is what `solve` computes, and it is there without one.
@Suite struct ExploreTests {
  /// A model, and a run of it: chosen to have jumps, switches in time, dead times, exponentials and powers.
  static let cases: [(name: String, model: String, step: String, until: Int, slider: String)] = [
    ("rs", "like: izhikevich\ninput: {I: 70*(t >= 100 ms)}", "1 ms", 1000, "a: 0.01 to 0.1 by 0.01"),
    ("fs", "like: izhikevich\npreset: fast-spiking\ninput: {I: 100 pA}", "0.25 ms", 300, "I: 0 to 200 by 5"),
    ("fhn", "like: fitzhugh-nagumo\ninput: {I: 0.5}", "0.05", 150, "I: 0 to 1 by 0.05"),
    ("hh", "like: hodgkin-huxley\ninput: {I: 10}", "0.01 ms", 50, "I: 0 to 20 by 1"),
    ("lif", "like: lif\ninput: {I: 2}", "0.1 ms", 200, "I: 0 to 4 by 0.1"),
  ]
  static let methods = ["explicit-euler", "rk4"]

  static let notebook: String = cases.map { item in
    let solves = methods.map { method in
      """
      ```yaml {solve #\(item.name)-\(method)}
      model: \(item.name)
      method: \(method)
      step: \(item.step)
      until: \(item.until)
      event-times: grid
      outcome: any
      ```
      """
    }.joined(separator: "\n\n")
    return """
      ```yaml {model #\(item.name)}
      \(item.model)
      ```
      ```yaml {explore #\(item.name)-live}
      model: \(item.name)
      step: \(item.step)
      sliders: {\(item.slider)}
      ```

      \(solves)
      """
  }.joined(separator: "\n\n")

  static func report(_ text: String) -> Report {
    Report(running: Plan(Notebook(parsing: Source(path: "explore.md", text: text))))
  }

  @Test(.enabled(if: Chromium.path != nil, "chromium is not on PATH"))
  func aBrowserComputesWhatSolveComputes() throws {
    let report = Self.report(Self.notebook)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    let runs = Self.cases.map { item in "[\"\(item.name)\",\(item.until)]" }.joined(separator: ",")
    let probe = """
      <pre id="rows"></pre><script>
      [\(runs)].forEach(([name, until], i) => [0, 1].forEach(method => {
        const run = new Simulation(models[i]), rows = [], count = Math.round(until / models[i].step);
        run.use(method);
        for (let n = 1; n <= count; n++) { run.step(); rows.push([run.t, ...run.y].join(",")); }
        rows.unshift(`${name} ${method} ${count}`);
        document.getElementById("rows").append(rows.join("\\n") + "\\n");
      }));
      </script></body>
      """
    // The page itself, with its policy lifted so that the test's own lines may run.
    let page = Page(report).html
      .replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "<script>var models = [];</script>")
      .replacing("\nexplore(\"", with: "\n((_, model) => models.push(model))(\"")
      .replacing("</body>", with: probe)
    let folder = try TemporaryFolder()
    try folder.write(page, to: "page.html")
    let document = try Chromium.document(folder.url.appending(path: "page.html"), milliseconds: 10_000)
    let text = try #require(document.firstMatch(of: /<pre id="rows">([^<]*)/)?.1)
    try compare(text.split(separator: "\n").map(String.init), with: report)
  }

  private func compare(_ lines: [String], with report: Report) throws {
    let tables = Dictionary(uniqueKeysWithValues: report.dataTables.map { ($0.label, $0.text) })
    var position = 0
    for item in Self.cases {
      for (index, method) in Self.methods.enumerated() {
        let head = try #require(lines.indices.contains(position) ? lines[position].split(separator: " ") : nil)
        #expect(head[0] == item.name && head[1] == "\(index)")
        let count = try #require(Int(head[2]))
        let table = try #require(tables["\(item.name)-\(method)"])
        // The names, and the state at the beginning, come first.
        let expected = table.split(separator: "\n").dropFirst(2).map(numbers)
        let found = lines[position + 1...position + count].map(numbers)
        #expect(expected.count == found.count, "\(item.name) \(method)")
        var worst = 0.0
        for (a, b) in zip(expected, found) {
          for (x, y) in zip(a, b) { worst = max(worst, abs(x - y) / max(1, abs(x))) }
        }
        #expect(worst <= 1e-9, "\(item.name) by \(method) differs by \(worst)")
        position += count + 1
      }
    }
  }

  private func numbers(_ line: some StringProtocol) -> [Double] {
    line.split(separator: ",").map { Double($0) ?? .nan }
  }

  @Test(.enabled(if: Chromium.path != nil, "chromium is not on PATH"))
  func thePolicyOfThePageLetsItsScriptRun() throws {
    let folder = try TemporaryFolder()
    let page = Page(Self.report(Self.notebook)).html
    #expect(page.contains("<div class=\"live\" hidden=\"\">"))
    try folder.write(page, to: "page.html")
    let document = try Chromium.document(folder.url.appending(path: "page.html"), milliseconds: 1000)
    #expect(document.contains("<div class=\"live\">"))
    #expect(document.contains("<div class=\"still\" hidden=\"\">"))
    // Symbols are slanted as in printed figures.
    #expect(document.contains("<dt>least <i>v</i> in the last second</dt>"))
    #expect(document.contains("class=\"name\"><tspan class=\"symbol\">v</tspan> (mV)</text>"))
  }

  @Test func withoutScriptsThereIsAFigureAndPagesWithoutItHaveNoScript() {
    let page = Page(Self.report(Self.notebook)).html
    #expect(page.matches(of: /<div class="still"><div class="plot-box">/).count == Self.cases.count)
    #expect(page.matches(of: /<script>/).count == 1)
    let plain = Page(Self.report("```yaml {model #m}\nlike: lif\n```\n")).html
    #expect(!plain.contains("<script>") && !plain.contains("script-src") && !plain.contains(".explore"))
  }

  @Test(arguments: [
    ("sliders: {J: 0 to 1}", "the model has no parameter 'J'"),
    ("sliders: {C: 0 to 1 mV}", "'C' is not in mV"),
    ("sliders: {C: 1 to 100 log 9}", "a slider moves in equal steps"),
    ("sliders: {C: 0 to 50 by 1}", "'C' is 100, outside its slider"),
    ("input: {I: 10*t}", "the input 'I' changes with time, and a slider holds it"),
    ("methods: [backward-euler]", "'backward-euler' does not run on a page"),
    ("methods: [rk5]", "unknown method 'rk5'"),
    ("animate: spke", "the model has no event 'spke'"),
    ("x: u", "there is no state 'u'"),
    ("window: 1 s", ""),
    ("window: 1000 s", "that is 1e6 steps in the window, and the limit is 50000"),
  ]) func mistakesAreFoundWithoutRunning(line: String, message: String) {
    let text = "```yaml {model #m}\nlike: izhikevich\n```\n```yaml {explore}\nmodel: m\nstep: 1 ms\n\(line)\n```\n"
    let plan = Plan(Notebook(parsing: Source(path: "explore.md", text: text)))
    #expect(plan.diagnostics.map(\.message) == (message.isEmpty ? [] : [message]))
  }
}
