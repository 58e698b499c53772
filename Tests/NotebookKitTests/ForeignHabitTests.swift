import Testing

/// What is said of formulas as other languages and textbooks write them.
@Suite struct ForeignHabitTests {
  private func page(_ equation: String, _ values: String = "") -> PageOf {
    PageOf("```yaml {model #m}\nequations: |\n  \(equation)\ninitial: {x: 1}\n\(values)\n```\n")
  }

  @Test(arguments: [
    ("dx/dt = -x + np.cos(2*t)", "unknown name 'np'", "write cos(2*t)"),
    ("dx/dt = -x*math.pi", "unknown name 'math'", "write pi"),
    ("dx/dt = -e^(-t)*x", "unknown name 'e'", "write exp(-t)"),
    ("dx/dt = -sgn(x)", "unknown function 'sgn'", "write 'sign'"),
    ("dx/dt = sin 2*x + 1", "'sin' wants its argument in parentheses", "write sin(2*x)"),
    ("dx/dt = sin x*t", "'sin' wants its argument in parentheses", "write sin(x*t)"),
    ("dx/dt = -sin", "unknown name 'sin'", "'sin' is a function: write sin(...)"),
    ("dx/dt = 70 if t > 3", "unexpected 'if'", "write 70*(t > 3)"),
    ("dx/dt = -x + 7 if t > 3 else 0", "unexpected 'if'", "write (-x + 7)*(t > 3)"),
    ("dx/dt = 2 if t > 3 else -x", "unexpected 'if'", "write if(t > 3, 2, -x)"),
    (
      "dx/dt = random()", "unknown function 'random'",
      "equations have no random numbers: there is 'noise' in a 'network', and for samples of a result in 'data'"
    ),
    ("dx/dt = params.I (t >= 100)", "missing operator before '('", "for a product write 'params.I*(...)'"),
    ("dx/dt = -x*true", "unknown name 'true'", "write a comparison such as (t >= 100), or 1"),
    ("dx/dt: -x", "unexpected character ':'", "write 'dx/dt = -x'"),
    ("dx/dt := -x", "':=' is not part of the expression language", "write '='"),
    ("dx/dt = -1_000*x", "this is no number here", "write 1000"),
    ("dx/dt = -0x1F*x", "this is no number here", "write 31"),
    ("dx/dt = -12 000*x", "this is no number here", "write 12000"),
    ("dx/dt = -1 000 000*x", "this is no number here", "write 1000000"),
    ("dx/dt = -1.5d3*x", "this is no number here", "write 1.5e3"),
    ("dx/dt = -1D-3*x", "this is no number here", "write 1e-3"),
    ("dx/dt = -sin^2(2*x)", "'sin' wants its argument in parentheses", "write sin(2*x)^2"),
    ("dx/dt = (x if t > 1 else 0) - x", "unexpected 'if'", "write x*(t > 1)"),
    (
      "dx/dt = t > 1 ? -x : 2*x", "'?' is not part of the expression language", "write if(condition, then, else)"
    ),
    (
      "dx/dt = -x + dx/dt", "a derivative stands only on the left of an equation",
      "give it a name of its own: 'f = ...' and 'dx/dt = f', and write f where it is wanted"
    ),
    ("dx/dt = -k₂*x", "unexpected character '₂'", "an index stands behind its name: k2"),
  ]) func formulas(equation: String, message: String, hint: String) {
    let page = page(equation)
    #expect(page.messages.map { String($0.drop { $0 != " " }.dropFirst()) } == [message])
    #expect(page.hints == [hint])
  }

  /// One message, and none for each sign in it.
  @Test(arguments: ["{x: -x, y: -y}", "{\"x'\": -x}", "[dx/dt = -x]", "\n  - dx/dt = -x", "\n  x: -x"])
  func equationsAreLines(equations: String) {
    let page = PageOf("```yaml {model #m}\nequations: \(equations)\ninitial: {x: 1}\n```\n")
    #expect(page.hints == ["write '|' behind the colon, and an equation on each line below: dx/dt = -x"])
  }

  @Test func aBuiltInModelWantsABlock() {
    let page = PageOf("```yaml {solve #s}\nmodel: lorenz\nmethod: rk4\nstep: 0.1\nuntil: 1\n```\n")
    #expect(page.hints == ["a built-in model is named in a block: '```yaml {model #lorenz}' with 'like: lorenz'"])
  }

  @Test func aListIsNoCall() {
    let page = PageOf("```yaml {compare}\nof: s\nat: range(0, 2, 0.5)\n```\n")
    #expect(page.hints.contains("write '0 to 2 by 0.5'"), "\(page.messages) \(page.hints)")
  }
}

/// What is said of words that stand where a unit should.
@Suite struct UnitSpellingTests {
  @Test(arguments: [
    ("70 pa", "'pa' is not a unit", "did you mean 'pA'?"),
    ("70 PA", "'PA' is not a unit", "did you mean 'pA'?"),
    ("2*(1 msec)", "'msec' is not a unit", "did you mean 'ms'?"),
    ("-5 mVolt + 1", "'mVolt' is not a unit", "did you mean 'mV'?"),
    ("1 millivolts", "'millivolts' is not a unit", "did you mean 'mV'?"),
    ("sin(10 deg)", "'deg' is not a unit", "angles are in radians: write 10*pi/180"),
    ("2 v", "missing operator before 'v'", "for a product write '2*v'; the unit is 'V'"),
    ("2 foo", "'foo' is not a unit", "for a product write '2*foo'"),
    ("0.02 1/month", "'month' is not a unit", "write it in day: how long it is depends on the calendar"),
  ]) func values(value: String, message: String, hint: String) {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = -x*k\ninitial: {x: 1}\nparameters: {k: \(value)}\n```\n")
    #expect(page.messages.map { String($0.drop { $0 != " " }.dropFirst()) } == [message])
    #expect(page.hints == [hint])
  }

  @Test func aNameOfTheModelIsNoUnit() {
    let page = PageOf(
      "```yaml {model #m}\nequations: dx/dt = -x*2 pa\ninitial: {x: 1}\nparameters: {pa: 2}\n```\n")
    #expect(page.hints == ["for a product write '2*pa'"])
  }

  @Test(arguments: [("step: 1 msec", "did you mean 'ms'?"), ("step: 0.1 Sec", "did you mean 's'?")])
  func values(line: String, hint: String) {
    let page = PageOf(
      "```yaml {model #m}\nlike: izhikevich\n```\n```yaml {solve #s}\nmodel: m\nmethod: rk4\n\(line)\nuntil: 10 ms\n```\n"
    )
    #expect(page.messages.count == 1)
    #expect(page.hints == [hint])
  }
}
