import Testing

/// Noise that is a part of what was measured, against `least_squares` of SciPy 1.17 with its Jacobian written out, at its tightest tolerances.
@Suite struct FitNoiseTests {
  private static let csv = """
    Zeit;Spiegel (mg/L)
    0,5;10,7922
    1;6,8473
    2;7,6560
    4;5,2388
    6;3,9185
    8;2,9600
    12;1,3859
    16;0,8903
    24;0,2543

    """

  private func page(_ noise: String, _ method: String = "single", _ rest: String = "", csv: String = csv) -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: dC/dt = -k*C
      parameters: {k: 0.1 1/h}
      initial: {C: 8 mg/L}
      units: {C: mg/L, t: h}
      ```

      ```yaml {data #d}
      file: c.csv
      columns: {t: h, C: mg/L}
      header: {t: Zeit, C: Spiegel (mg/L)}
      ```

      ```yaml {fit #f}
      model: m
      data: d
      unknown: [k, C(0)]
      method: \(method)
      noise: \(noise)
      ```

      \(rest)
      """, texts: ["c.csv": csv])
  }

  @Test(
    arguments: ["single", "segments", "multiple"],
    [
      ("8 %", [0.151_323_339, 9.502_046_38, 0.003_634_903_72, 0.381_511_384, 2.152_518_67]),
      ("{C: 0.05 mg/L + 8 %}", [0.152_281_818, 9.550_461_85, 0.005_445_700_07, 0.419_597_707, 2.062_965_87]),
      ("{C: 8 % + 50 ug/L}", [0.152_281_818, 9.550_461_85, 0.005_445_700_07, 0.419_597_707, 2.062_965_87]),
    ]) func aPercentageWeighsEachValue(method: String, one: (noise: String, expected: [Double]))
  {
    let names = ["f.k", "f.C0", "f.k.error", "f.C0.error", "f.chi2"]
    let checks = zip(names, one.expected).map { "- \($0) == \($1) within 5e-7*\($1)" }.joined(separator: "\n")
    let page = page(one.noise, method, "```yaml {expect}\n\(checks)\n```")
    #expect(page.messages == [])
  }

  @Test(arguments: [
    ("-8 %", "t.md:19:1 the noise of 'C' is not positive"), ("0 %", "t.md:19:1 the noise of 'C' is not positive"),
    ("{C: 8 mV + 8 %}", "t.md:19:9 'mV' does not measure what 'C' does"),
    ("{C: 8 % + 8 %}", "t.md:19:12 '8 % + 8 %' is no size of noise"),
    ("8 h %", "t.md:19:8 '8 h %' is no size of noise"),
  ]) func mistakesHaveAPlace(noise: String, message: String) {
    let page = page(noise)
    #expect(
      page.messages.first.map { $0.contains(message.split(separator: " ", maxSplits: 1)[1]) } == true,
      "\(page.messages)")
    #expect(page.messages.count == 1)
  }

  @Test func nothingHasNoPercentage() {
    let page = page("8 %", csv: Self.csv.replacing("1,3859", with: "0"))
    #expect(page.messages.count == 1 && page.messages[0].contains("'C' is 0 at 12, in"), "\(page.messages)")
    #expect(page.hints[0].contains("add what there is at least"))
    #expect(self.page("{C: 0.05 mg/L + 8 %}", csv: Self.csv.replacing("1,3859", with: "0")).messages == [])
  }

  /// The deviation of samples goes with the value: of 4000 the estimate is right to a part in fifty.
  @Test func samplesHaveIt() {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: dC/dt = 0*C
      initial: {C: 20}
      ```

      ```yaml {solve #s}
      model: m
      method: taylor
      until: 4000
      ```

      ```yaml {data #d}
      from: s
      every: 1
      noise: 3 + 20 %
      ```

      ```yaml {expect}
      - s.rmse(C, d) == 5 within 2 %
      ```
      """)
    #expect(page.messages == [])
  }
}
