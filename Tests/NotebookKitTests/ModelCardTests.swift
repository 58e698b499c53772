import NotebookKit
import Testing

/// What a model's card says in words.
@Suite struct ModelCardTests {
  private func words(_ body: String) -> String {
    PageOf("```yaml {model #m}\n\(body)\n```").main.replacing(#/<annotation.*?<\/annotation>/#, with: "")
      .replacing(#/<[^>]*>/#, with: "").replacing("\u{A0}", with: " ").replacing("&lt;", with: "<").replacing(
        "&gt;", with: ">")
  }

  @Test func eventsSayWhatTheyDo() {
    let words = words(
      "equations: dx/dt = -1\ninitial: {x: 1}\nevents: {hit: {when: x < 0}, end: {when: x < -1, stop: yes}}")
    #expect(words.contains("it is counted") && words.contains("the solve ends"), "\(words)")
  }

  @Test(arguments: [
    ("70 pA*(t >= 100 ms)", "I=70 pA for t≥100 ms, else 0,"),
    ("70 pA*(t >= 0.1 s)*(t < 200 ms)", "I=70 pA for t≥0.1 s and t<200 ms, else 0,"),
    ("70 pA*(t >= 100 ms and t < 200 ms)", "I=70 pA for t≥100 ms and t<200 ms, else 0,"),
    ("(t > 100 ms)*70 pA", "I=70 pA for t>100 ms, else 0,"),
    ("70 pA", "I=70 pA,"),
  ]) func inputsAreSaid(input: String, text: String) {
    let words = words("like: izhikevich\ninput: {I: \(input)}")
    #expect(words.contains(text), "\(words)")
  }

  /// More than one value stays a formula.
  @Test func otherInputsAreFormulas() {
    let words = words("like: izhikevich\ninput: {I: 70 pA*(t >= 100 ms) + 10 pA*(t >= 200 ms)}")
    #expect(words.contains("70 pA·[t≥100 ms] +10 pA·[t≥200 ms]") && !words.contains("else"), "\(words)")
  }
}

extension ModelCardTests {
  @Test func casesAreFencedWhereTheyAreAPart() {
    let words = words("equations: dx/dt = a*(if(x < 1, 2, 3) - x)\nparameters: {a: 1}\ninitial: {x: 1}")
    #expect(words.contains("a\u{2062}(({2if x<13otherwise)−x)"), "\(words)")
  }

  @Test func numbersThatAreMostlyNoughtsArePowers() {
    let words = words("equations: dx/dt = -0.04*x + 10000*x - 30000000*x^2 + 12000\ninitial: {x: 1}")
    #expect(words.contains("−0.04\u{2062}x+104\u{2062}x−3×107\u{2062}x2+12000"), "\(words)")
  }

  @Test func powersOfRoundNumbersAreFenced() {
    let words = words("equations: dx/dt = -10000^2*x\ninitial: {x: 1}")
    #expect(words.contains("(104)2"), "\(words)")
  }

  /// Where only some numbers have a unit, none is shown.
  @Test(arguments: [
    ("70 pA*(t > 5 ms) + 30*(t > 0.2 s)", "I=70\u{2062}[t>5]+30\u{2062}[t>200]"),
    ("if(t > 0.1 s, 0.07 nA, 30)", "I={70if t>10030otherwise"),
    ("70 pA/(1 + exp((101 ms - t)/(1 ms)))", "70 pA1+exp\u{2061}(101 ms−t1 ms)"),
  ]) func unitsStandEverywhereOrNowhere(input: String, text: String) {
    let words = words("like: izhikevich\ninput: {I: \"\(input)\"}")
    #expect(words.contains(text), "\(words)")
  }
}
