import Testing

/// One mistake has one message: what follows from it is none.
@Suite struct ConsequenceTests {
  private static let after = """

    ```yaml {plot #fig-p}
    of: s
    ```

    {{ s.x(1):.3f }} @fig-p

    ```yaml {expect}
    - s.x(1) > 0
    ```
    """

  private static let model =
    "```yaml {model #m}\nequations: dx/dt = -k*x\nparameters: {k: 1, j: 2}\ninitial: {x: 1}\n```\n"
  private static func solve(_ opening: String) -> String {
    "```\(opening)\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 5\n```\n"
  }

  /// A block that does not begin well is there all the same for those that need it.
  @Test(arguments: [
    ("yaml {slove #s}", "t.md:6:10 unknown directive 'slove'"),
    ("yaml {solve s}", "t.md:6:16 unexpected 's' between the braces"),
    ("yaml {solve #S}", "t.md:6:17 'S' is not a label"),
    ("{solve #s}", "t.md:6:4 '{solve #s}' is not how a directive begins"),
    ("python {solve #s}", "t.md:6:4 'python {solve #s}' is not how a directive begins"),
    ("{yaml solve #s}", "t.md:6:4 '{yaml solve #s}' is not how a directive begins"),
  ]) func ofOpenings(opening: String, message: String) {
    let model = Self.model.replacing(", j: 2", with: "")
    #expect(PageOf(model + Self.solve(opening) + Self.after).messages == [message])
  }

  @Test func ofADecimalComma() {
    let model = Self.model.replacing("{k: 1, j: 2}", with: "{j: 2, k: 1,5, l: 3}").replacing("-k*x", with: "-k*x*j*l")
    #expect(
      PageOf(model + Self.solve("yaml {solve #s}") + Self.after).messages == ["t.md:3:23 a comma separates entries"])
  }

  /// Neither figures nor values of a solve that broke off have messages of their own.
  @Test func ofASolveThatFails() {
    let model = Self.model.replacing("-k*x", with: "-k/(j - 2)*x")
    let page = PageOf(model + Self.solve("yaml {solve #s}") + Self.after)
    #expect(page.messages.first == "t.md:2:20 the derivative of 'x' is not a finite number at the start, t = 0")
    #expect(!page.messages.contains { $0.contains("figure is empty") || $0.hasPrefix("t.md:17") }, "\(page.messages)")
    #expect(page.main.contains("class=\"unknown\""))
  }

  @Test func ofAnEventWithoutANumber() {
    let model = Self.model.replacing("initial:", with: "events: {dose: {at: q, set: {x: x + 1}}}\ninitial:")
    let page = PageOf(model + Self.solve("yaml {solve #s}") + Self.after)
    #expect(page.messages == ["t.md:4:10 unknown name 'q'"])
  }

  @Test func ofNumbersThatNameTheirOwnBlock() {
    let page = PageOf("```yaml {values #n}\nk: 3\nhalf: log(2)/n.k\n```\n{{ n.half }}")
    #expect(page.messages == ["t.md:1:1 'n' needs itself: n → n"])
    #expect(page.hints == ["in its own block a number is named alone: 'k' for 'n.k'"])
  }

  @Test func ofEquilibriaWithAMistake() {
    let page = PageOf(
      Self.model.replacing(", j: 2", with: "")
        + "```yaml {equilibria #e}\nmodel: m\nvary: {k: [1, 2]}\n```\n{{ e.count }}")
    #expect(page.messages == ["t.md:8:7 with 'vary' the branches are followed within a range of a state"])
  }
}
