import Markup
import Testing

@Suite struct DigitsTests {
  @Test(arguments: [
    (100, "100"), (0.1, "0.1"), (1e-9, "1e-09"), (-0.0, "-0"), (1.5e300, "1.5e+300"),
  ]) func shortestReadsBack(value: Double, text: String) {
    #expect(Digits.shortest(value) == text)
    #expect(Double(text) == value)
  }

  @Test func fixedHasNoNegativeZero() {
    #expect(Digits.fixed(-0.00001, 4) == "0.0000")
    #expect(Digits.fixed(-54.48185314402355, 4) == "-54.4819")
  }

  @Test(arguments: [
    (1234.5678, 3, "1235"), (0.00012345, 3, "0.000123"), (1.4e-8, 3, "1.40e-8"), (5e7, 2, "5.0e7"), (0, 3, "0"),
  ]) func significant(value: Double, count: Int, text: String) {
    #expect(Digits.significant(value, count) == text)
  }

  /// The plain form has the digits of the one with an exponent: those that printing with so many decimals gives.
  @Test func significantDigitsAreThoseOfPrinting() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let value = Double.random(in: -10...10, using: &random) * [1e-4, 1e-3, 0.1, 1, 10, 999.5, 1e4].randomElement()!
      for count in [1, 3, 6, 12] {
        let text = Digits.significant(value, count)
        guard !text.contains("e"), value != 0 else { continue }
        let behind = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
        #expect(text == Digits.fixed(value, behind), "\(value) \(count)")
        #expect(Digits.compact(value, count) == (text.contains(".") ? trimmed(text) : text))
      }
    }
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  @Test(arguments: [(1e-9, 9, 1), (1.25e-7, 9, 3), (1e21, 0, 1), (1200, 0, 4), (-0.00125, 5, 3), (0, 0, 0)])
  func decimalsAndFigures(value: Double, decimals: Int, figures: Int) {
    #expect(Digits.decimals(value) == decimals)
    #expect(Digits.figures(value) == figures)
  }

  @Test func typesetUsesTrueMinusAndRaisedExponents() {
    #expect(Digits.typeset("-1.4e-8") == "−1.4\u{202F}×\u{202F}10⁻⁸")
    #expect(Digits.typeset("1e-10") == "10⁻¹⁰")
  }
}

@Suite struct MarkupTests {
  @Test func escapesTextAndAttributes() {
    let markup = Markup.tag("td", ["title": "a\"<b>"], "1 < 2 & 3", .tag("br"))
    #expect(markup.html == "<td title=\"a&quot;&lt;b&gt;\">1 &lt; 2 &amp; 3<br></td>")
  }
}

@Suite struct CoordinateTests {
  @Test(arguments: [
    (12.34, "12.3"), (-0.5, "-.5"), (0.04, "0"), (-0.04, "0"), (4, "4"), (-120.06, "-120.1"), (.nan, "0"),
    (.infinity, "100000"), (-1e300, "-100000"),
  ]) func aCoordinateHasAtMostOneDecimal(value: Double, text: String) {
    #expect(Digits.coordinate(value) == text)
  }
}
