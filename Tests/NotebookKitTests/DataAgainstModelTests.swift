import NotebookKit
import Testing

/// Data beside a model: their units, their groups, and what a fit, a figure and a table make of them.
@Suite struct DataAgainstModelTests {
  private static func page(_ units: String, _ columns: String, _ rows: String, _ block: String, by: String = "")
    -> PageOf
  {
    PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -k*x
      initial: {x: 1}
      parameters: {k: 1}
      \(units)
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 2
      ```
      ```yaml {data #d}
      columns: \(columns)
      rows: \(rows)
      \(by)
      ```
      \(block)
      """)
  }

  private static let blocks = [
    "```yaml {compare}\nof: s\nagainst: d\nat: [0, 1]\n```\n", "```yaml {plot}\nof: s\ndata: d\n```\n",
    "```yaml {fit #f}\nmodel: m\ndata: d\nunknown: [k]\n```\n",
  ]
  private static let units = "units: {t: s, x: V, k: 1/s}"
  private static let rows = "[[0, 1], [1, 0.4], [2, 0.1]]"

  private static func words(_ page: PageOf) -> [String] {
    page.messages.map { String($0.drop { $0 != " " }.dropFirst()) }
  }

  @Test(arguments: blocks) func whatMeasuresSomethingElseIsRefused(block: String) {
    let wrong = Self.page(Self.units, "{t: s, x: pA}", Self.rows, block)
    #expect(Self.words(wrong) == ["'x' is in pA in 'd' and in V in the model"])
    let time = Self.page(Self.units, "{t: mV, x: V}", Self.rows, block)
    #expect(time.messages.count == 1 && time.messages[0].contains("'t'"), "\(time.messages)")
  }

  /// A unit that the model does not have means nothing to it.
  @Test(arguments: blocks) func unitsThatTheModelHasNotAreRefused(block: String) {
    let page = Self.page("", "{t: number, x: V}", Self.rows, block)
    #expect(Self.words(page) == ["'x' is in V in 'd', and the model gives it no unit"])
    #expect(page.hints == ["give the model its units under 'units', or the data the numbers alone: 'x: number'"])
    let time = Self.page("", "{t: ms, x: number}", Self.rows, block)
    #expect(Self.words(time) == ["'t' is in ms in 'd', and the model gives time no unit"])
  }

  @Test(arguments: blocks) func numbersStandForTheUnitsOfTheModel(block: String) {
    #expect(Self.page(Self.units, "{t: number, x: number}", Self.rows, block).messages == [])
    #expect(Self.page(Self.units, "{t: ms, x: mV}", "[[0, 1], [1000, 400], [2000, 100]]", block).messages == [])
    #expect(
      Self.page("", "{n: number, x: number, t: number}", "[[7, 1, 0], [8, 0.4, 1], [9, 0.1, 2]]", block)
        .messages.allSatisfy { $0.contains("leaves out the column 'n'") })
  }

  @Test func columnsThatAFitLeavesOutAreNamed() {
    func page(_ more: String) -> PageOf {
      Self.page(
        "", "{t: number, x: number, X: number, note: text}", "[[0, 1, 3, a], [1, 0.4, 4, b]]",
        "```yaml {fit #f}\nmodel: m\ndata: d\nunknown: [k]\n\(more)\n```\n")
    }
    let all = page("")
    #expect(Self.words(all) == ["the fit leaves out the column 'X' of 'd': no state has this name"])
    #expect(all.hints == ["the model's states are 'x'; 'use' says which columns count"])
    #expect(all.report.status == .good)
    #expect(page("use: [x]").messages == [])
  }

  @Test func whatNothingUsesIsNotFitted() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dx/dt = -a*x
      parameters: {a: 0.5, g: 2}
      initial: {x: 10}
      ```
      ```yaml {data #d}
      columns: {t: number, x: number}
      rows: [[1, 6.1], [2, 3.6], [3, 2.3]]
      ```
      ```yaml {fit #f}
      model: m
      data: d
      unknown: [a, g]
      ```
      """)
    #expect(Self.words(page).last == "nothing in the model uses 'g', so that no data tell it")
  }

  @Test func aFitLeavesOutRowsWithMissingValues() {
    let fit =
      "```yaml {fit #f}\nmodel: m\ndata: d\nunknown: [k]\n```\n```yaml {expect}\n- f.k == 0.7 within 1e-6\n```\n"
    let rows = "[[0, 1], [1, 0.4965853037914095], [1.5, ], [2, 0.2465969639416065]]"
    #expect(Self.page("", "{t: number, x: number}", rows, fit).messages == [])
    let none = Self.page("", "{t: number, x: number}", "[[0, ], [1, ]]", Self.blocks[2])
    #expect(Self.words(none) == ["no row of 'd' has a value of 'x'"])
  }

  @Test(arguments: [
    ("[[-1, 1], [1, 0.4]]", "the data begin at -1, before the model, which begins at 0"),
    ("[[0, 1]]", "the data have no times after 0, where the model begins"),
    ("[[0, 1], [2, 0.1], [1, 0.4]]", "the times of 'd' do not rise: 1 comes after 2, in row 3"),
  ]) func timesOfAFit(rows: String, message: String) {
    #expect(Self.words(Self.page("", "{t: number, x: number}", rows, Self.blocks[2])) == [message])
  }

  @Test func groupsAreFoundByTheMethod() {
    let page = Self.page(
      "", "{of: text, t: number, x: number}", "[[euler, 0, 9], [rk4, 0, 1], [rk4, 1, 0.4]]", Self.blocks[0],
      by: "by: of")
    #expect(page.messages == [])
    let none = Self.page(
      "", "{of: text, t: number, x: number}", "[[euler, 0, 9]]", Self.blocks[0].replacing("[0, 1]", with: "[0]"),
      by: "by: of")
    #expect(Self.words(none) == ["there is no group 's' or 'rk4' in 'd'"])
    #expect(none.hints == ["there is only euler"])
  }

  @Test func groupsAreDrawnApart() {
    let page = Self.page(
      "", "{of: text, t: number, x: number}", "[[a, 0, 1], [b, 0.5, 0.7], [b, 1, ]]", Self.blocks[1], by: "by: of")
    #expect(page.messages == [])
    #expect(page.main.contains("1 point d a; 1 point d b"), "\(page.main)")
    #expect(page.main.contains("1,d%20b,0.5,0.7"), "\(page.main)")
  }

  @Test func dotsThatAreNotShownAreNotCounted() {
    let plot = "```yaml {plot}\nof: s\ndata: d\nlog: [x]\nrange: {t: 0 to 1.5}\n```\n"
    let page = Self.page("", "{t: number, x: number}", "[[0, 1], [0.5, -1], [1, 0.5], [2, 0.1]]", plot)
    #expect(page.messages == [])
    #expect(page.main.contains("2 points d (and 1 not positive)"), "\(page.main)")
  }

  @Test func aRefusedReferenceIsNoMissingOne() {
    let page = Self.page(
      "", "{t: number, x: number}", Self.rows, "```yaml {plot}\nkind: error\nof: s\nagainst: m\n```\n")
    #expect(Self.words(page) == ["'m' is a model, not a solve or data"])
  }

  @Test func anEstimateIsNoParameterOfAModel() {
    let page = Self.page(
      "", "{t: number, x: number}", Self.rows,
      Self.blocks[2] + "```yaml {model #n}\nlike: m\nparameters: {k: f.k}\n```\n")
    #expect(Self.words(page) == ["unknown name 'f'"])
    #expect(page.hints == ["'f' is a result, and a model is read before there are any: write the number itself"])
  }
}
