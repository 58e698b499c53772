import Diagnostics
import Foundation
import NotebookKit
import Testing

/// What a figure brings to its page: words, numbers, and not too many bytes.
@Suite struct FigurePageTests {
  static let model = """
    ```yaml {model #rs}
    like: izhikevich
    input: {I: 70*(t >= 100 ms)}
    ```

    """

  static func solve(_ label: String, _ method: String, _ step: String, _ more: String = "") -> String {
    "```yaml {solve #\(label)}\nmodel: rs\nmethod: \(method)\nstep: \(step)\nuntil: 1000 ms\n\(more)\n```\n\n"
  }

  static func plot(_ body: String) -> String { "```yaml {plot}\n\(body)\n```\n\n" }

  static func report(_ blocks: String...) -> Report {
    Report(running: Plan(Notebook(parsing: Source(path: "figures.md", text: model + blocks.joined()))))
  }

  static func page(_ report: Report) -> String {
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    return Page(report).html
  }

  /// The files of a page: name and text.
  static func files(_ page: String) -> [(name: String, text: String)] {
    page.matches(of: /download="([^"]*)" href="data:text\/csv;charset=utf-8,([^"]*)"/).map {
      (String($0.1), String($0.2).removingPercentEncoding ?? "")
    }
  }

  @Test func aPageOfThreePlotsIsSmall() {
    let page = Self.page(
      Self.report(
        Self.solve("euler", "euler", "1 ms", "event-times: grid"), Self.solve("exact", "rk4", "0.01 ms"),
        Self.plot("of: [euler, exact]\ny: v"), Self.plot("of: [euler, exact]\ny: w"),
        Self.plot("of: [euler, exact]\nkind: phase")))
    #expect(page.utf8.count < 100_000, "\(page.utf8.count) bytes")
  }

  @Test func aPageWithAMillionSamplesIsSmall() {
    let report = Self.report(
      Self.solve("exact", "rk4", "0.001 ms"), Self.plot("of: exact"), Self.plot("of: exact\nkind: phase"))
    let page = Self.page(report)
    #expect(page.utf8.count < 300_000, "\(page.utf8.count) bytes")
    // Every spike is in the file, at its full height.
    let rows = Self.files(page)[0].text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.filter { $0[1] == "35" }.count == 6)
  }

  @Test func aResultShownTwiceIsStoredOnce() throws {
    let page = Self.page(
      Self.report(
        Self.solve("euler", "euler", "1 ms", "event-times: grid"), Self.plot("of: euler\ny: v"),
        Self.plot("of: euler\ny: w")))
    let files = Self.files(page)
    #expect(files.map(\.name) == ["euler.csv"])
    let lines = files[0].text.split(separator: "\n")
    #expect(lines[0] == "t,v,w")
    #expect(lines[1] == "0,-60,0")
    #expect(lines.last == "1000,-53.69732,1.564865")
    #expect(page.contains("<a href=\"#data-euler\" class=\"same\">euler.csv</a>"))
  }

  @Test func aFigureIsDescribedInWordsUnlessItsAuthorDid() {
    let page = Self.page(
      Self.report(
        Self.solve("euler", "euler", "1 ms", "event-times: grid"), Self.plot("of: euler\ny: v"),
        Self.plot("of: euler\ny: w\nrange: {t: 0 to 250 ms}\nalt: My own words.")))
    #expect(page.contains("against t (ms) from 0 to 1000. It shows"))
    #expect(page.contains("Explicit Euler has 6 spikes, the first at 203 ms, the last at 943 ms.</desc>"))
    #expect(page.contains(">My own words.</desc>"))
  }

  @Test func errorsStandBelowTheResultsOrAlone() {
    let blocks = [
      Self.solve("euler", "euler", "1 ms"), Self.solve("exact", "rk4", "0.01 ms"),
      Self.plot("of: [euler, exact]\nagainst: exact"),
      Self.plot("of: [euler, exact]\nkind: error\nagainst: exact\ny: v\nlog: v"),
    ]
    let page = Self.page(Self.report(blocks[0], blocks[1], blocks[2], blocks[3]))
    for title in ["error of v (mV)", "error of w (pA)", "size of the error of v (mV)"] {
      #expect(page.contains(title))
    }
    #expect(page.matches(of: /class="panel"/).count == 5)
    #expect(Self.files(page).last?.text.hasPrefix("panel,series,x,y\n1,Explicit Euler,") == true)
    let alone = Self.report(blocks[0], Self.plot("of: euler\nkind: error"))
    #expect(alone.diagnostics.map(\.message) == ["errors want a reference"])
  }

  @Test func aFigureWithoutWordsOfItsAuthorIsAWish() {
    let plan = Self.report(
      Self.solve("euler", "euler", "1 ms"), Self.plot("of: euler"), Self.plot("of: euler\nalt: Words.")
    ).plan
    #expect(plan.diagnostics.isEmpty)
    #expect(plan.wishes.compactMap { $0.location?.line } == [13])
  }
}
