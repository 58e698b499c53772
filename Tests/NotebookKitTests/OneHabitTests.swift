import Testing

@testable import NotebookKit

/// Mistakes that come in many pieces, or that another line makes necessary, are told once.
@Suite struct OneHabitTests {
  private static func page(_ equation: String, _ lines: String, _ rest: String = "") -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: \(equation)
      \(lines)
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 10
      ```

      \(rest)
      """, texts: ["x.csv": "t,x\n" + (0..<50).map { "\($0),\($0)%" }.joined(separator: "\n")])
  }

  @Test(arguments: [
    (
      "N' = r N \\left(1 - \\frac{N}{K}\\right)", "parameters: {r: 1, K: 3}\ninitial: {N: 1}",
      "t.md:2:21 formulas are not TeX: '\\left'"
    ),
    ("N' = -\\gamma*N", "parameters: {gamma: 1}\ninitial: {N: 1}", "t.md:2:18 formulas are not TeX: '\\gamma'"),
    ("N' = r*N", "parameters: {r=1}\ninitial: {N: 1}", "t.md:3:14 expected 'key: value'"),
    ("N' = r*N", "parameters: {r: params.K}\ninitial: {N: 1}", "t.md:3:17 the notebook has no parameter 'K'"),
    ("N' = N", "initial: {N(0): 1}", "t.md:3:11 'N(0)' is not a name"),
    ("N' = N", "initial: {N = 1}", "t.md:3:11 expected 'key: value'"),
    ("N' = a**N**2", "parameters: {a: 1}\ninitial: {N: 1}", "t.md:2:18 '**' is not part of the expression language"),
    (
      "N' = N", "initial: {N: 1}\nevents:\n  e: {every: 7, set: {N: 2}}", "t.md:5:7 unknown key 'every' in an event"
    ),
    (
      "N' = N", "initial: {N: 1}\nevents:\n  e: {when: t == 5, set: {N: 2}}",
      "t.md:5:13 't == 5' holds for no time at all, and the solver never sees it"
    ),
  ]) func oneMessage(equation: String, lines: String, message: String) {
    #expect(Self.page(equation, lines).messages == [message])
  }

  @Test(arguments: [
    (
      "events:\n  late: {at: 200, set: {N: 1}}",
      "t.md:5:3 'late' never comes: its time is 200, and no solve goes there"
    ),
    (
      "events:\n  late: {at: 11 to 20 by 3, set: {N: 1}}",
      "t.md:5:3 'late' never comes: its time is 11, 14, 17, 20, and no solve goes there"
    ),
    ("events:\n  add: {at: 2, set: {N: +2}}", "t.md:5:25 a sign adds nothing: 'N' becomes +2"),
  ]) func slipsThatRunAreTold(lines: String, message: String) {
    #expect(Self.page("N' = -N", "initial: {N: 1}\n" + lines).messages == [message])
  }

  @Test func timesThatASolveComesToAreNotTold() {
    for times in ["0", "10", "2 to 100 by 7", "[0.5, 300]"] {
      #expect(Self.page("N' = -N", "initial: {N: 1}\nevents: {e: {at: \(times), set: {N: 1}}}").messages == [])
    }
  }

  @Test func aColumnIsToldInAFewCells() {
    let page = Self.page(
      "N' = -N", "initial: {N: 1}", "```yaml {data #d}\nfile: x.csv\ncolumns: {t: number, x: number}\n```")
    #expect(page.messages.count == 4)
    #expect(page.messages.last == "x.csv:5:3 and 47 more of 'x' from here on")
  }
}
