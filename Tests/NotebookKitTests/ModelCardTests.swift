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
    ("70 pA*(t >= 0.1 s)*(t < 200 ms)", "I=70 pA for t≥100 ms and t<200 ms, else 0,"),
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
    #expect(words.contains("[t≥100]") && !words.contains("else"), "\(words)")
  }
}
