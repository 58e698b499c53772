import Testing

/// What is said of lists without brackets, and of lists where one value stands.
@Suite struct ListAdviceTests {
  private let model = "```yaml {model #m}\nequations: dx/dt = -x*k\ninitial: {x: 1}\nparameters: {k: 1}\n```\n"
  private let solve = "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 1\n```\n"

  private func said(_ page: PageOf) -> [String] {
    zip(page.messages, page.hints).map { message, hint in "\(message.drop { $0 != " " }.dropFirst()) — \(hint)" }
  }

  @Test(arguments: [
    ("0, 1, 2", "a list stands in brackets — write [0, 1, 2]"),
    ("{0, 1, 2}", "a list stands in brackets — write [0, 1, 2]"),
    ("(0, 1)", "a list stands in brackets — write [0, 1]"),
    ("0,5", "a list stands in brackets — write [0, 5], or 0.5 if it is one number"),
  ]) func lists(value: String, message: String) {
    #expect(said(PageOf(model + solve + "```yaml {compare}\nof: s\nat: \(value)\n```\n")) == [message])
    let sweep = "```yaml {sweep}\nmodel: m\nmethod: rk4\nuntil: 1\nmeasure: steps\nvary: {step: \(value)}\n```\n"
    if !value.hasPrefix("0") { #expect(said(PageOf(model + sweep)) == [message]) }
  }

  @Test(arguments: [
    ("0:50:200", "0 to 200 by 50"), ("0..200", "0 to 200 by 1"), ("0 to 2 step 0.5", "0 to 2 by 0.5"),
    ("0-2 by 0.5", "0 to 2 by 0.5"), ("0:2", "0 to 2 by 1"), ("0 to 2, step 0.5", "0 to 2 by 0.5"),
    ("-1:0.5:1 ms", "-1 to 1 ms by 0.5"), ("0 to 2 ms in 0.5", "0 to 2 ms by 0.5"),
  ]) func rangesOfOtherLanguages(value: String, range: String) {
    let page = PageOf(model + solve + "```yaml {compare}\nof: s\nat: \(value)\n```\n")
    #expect(said(page) == ["'\(value)' is no range — write '\(range)'"])
  }

  @Test func linspaceHasAStep() {
    let page = PageOf(model + solve + "```yaml {compare}\nof: s\nat: linspace(0, 1, 5)\n```\n")
    #expect(said(page).first?.hasSuffix("— write '0 to 1 by 0.25'") == true, "\(said(page))")
  }

  @Test func aListInAMapping() {
    let sweep =
      "```yaml {sweep}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 1\nmeasure: steps\nvary: {k: 1, 2, 3, x: [1]}\n```\n"
    let messages = said(PageOf(model + sweep))
    #expect(messages.first == "a list stands in brackets — write 'k: [1, 2, 3]'", "\(messages)")
  }

  @Test(arguments: ["0.1, 0.2", "[0.1, 0.2]", "{0.1, 0.2}"]) func oneStep(value: String) {
    let page = PageOf(model + "```yaml {solve #s}\nmodel: m\nmethod: rk4\nstep: \(value)\nuntil: 1\n```\n")
    #expect(
      said(page) == [
        "expected a time, such as '1 ms', not 2 values — one value is wanted here; several stand under 'vary' of a 'sweep'"
      ])
  }

  @Test(arguments: ["[1,2]", "[1, a]"]) func oneParameter(value: String) {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = -x*k\ninitial: {x: 1}\nparameters: {k: \(value)}\n```\n")
    #expect(
      said(page) == [
        "expected a value, not a list — one value is wanted here; several stand under 'vary' of a 'sweep'"
      ])
  }
}

/// What is said of lines of a body that are written as in other languages.
@Suite struct BodyHabitTests {
  @Test(arguments: [
    ("solve #s", "method = rk4", "t.md:2:1 expected 'key: value'", "write 'method: rk4'"),
    ("model #m", "parameters:\n  k = 1", "t.md:3:3 expected 'key: value'", "write 'k: 1'"),
    (
      "model #m", "equations: dx/dt = -x\ninitial: {x: 1}\nparameters: {k = 1}", "t.md:4:14 expected 'key: value'",
      "write 'k: 1'"
    ),
    (
      "model #m", "equations:\n  y = 1", "t.md:3:3 expected 'key: value'",
      "for several lines of text write 'equations: |'"
    ),
    ("expect", "s.x(1) == 1", "t.md:2:1 this line is no item of the list", "begin it with '- '"),
    ("expect", "2 == 2\n- 1 == 1", "t.md:2:1 this line is no item of the list", "begin it with '- '"),
    ("expect", "- 1 == 1\n2 == 2", "t.md:3:1 this line is no item of the list", "begin it with '- '"),
  ]) func lines(directive: String, body: String, message: String, hint: String) {
    let page = PageOf("```yaml {\(directive)}\n\(body)\n```\n")
    #expect(page.messages.first == message, "\(page.messages)")
    #expect(page.hints.first == hint)
    if directive == "expect" { #expect(page.messages.count == 1, "\(page.messages)") }
  }
}
