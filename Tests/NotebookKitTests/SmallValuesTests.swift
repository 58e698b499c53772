import Testing

/// Values far below 1 in tables and figures.
@Suite struct SmallValuesTests {
  private static let model = """
    ```yaml {model #m}
    equations: |
      dS/dt = -k*S
      dP/dt = k*S
    parameters: {k: 0.3}
    initial: {S: 2e-6, P: 0}
    ```

    ```yaml {solve #s}
    model: m
    method: dormand-prince
    tolerance: {relative: 1e-8, S: 1e-16, P: 1e-16}
    until: 10
    ```


    """

  @Test func comparedStatesHaveDigitsThatMatter() {
    let page = PageOf(Self.model + "```yaml {compare #c}\nof: [s]\nat: [0, 2]\n```\n")
    #expect(page.messages == [])
    // 2e-6 e^{-0.6}, and nothing of P.
    #expect(page.main.contains("1.0976\u{202F}×\u{202F}10⁻⁶"), "\(page.main.suffix(1500))")
    #expect(!page.main.contains("0.0000"))
  }

  @Test func ordinaryOnesKeepTheirForm() {
    let page = PageOf(
      Self.model.replacing("2e-6", with: "0.02").replacing("1e-16", with: "1e-12")
        + "```yaml {compare #c}\nof: [s]\nat: [0, 2]\n```\n")
    #expect(page.main.contains("0.0200") && page.main.contains("0.0110"))
  }

  /// A first step of any length has a curve on a logarithmic axis from where that begins.
  @Test func logarithmicTimesHaveACurveWithinTheFirstStep() throws {
    let page = PageOf(
      Self.model.replacing("until: 10", with: "first-step: 0.5\nuntil: 10")
        + "```yaml {plot #p}\nof: s\ny: [P]\nlog: [t, P]\nrange: {t: 1e-3 to 10}\n```\n")
    #expect(page.messages == [])
    let path = try #require(page.main.firstMatch(of: /class="line c1"[^>]* d="M([0-9.]+)\s/))
    // The line of P begins at the left end of the axis.
    #expect((Double(path.output.1) ?? 1000) < 120, "\(path.output.0)")
  }
}
