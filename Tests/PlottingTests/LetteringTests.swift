import Markup
import Testing

@testable import Plotting

@Suite struct LetteringTests {
  @Test(arguments: [
    ("v (mV)", "<tspan class=\"symbol\">v</tspan> (mV)"), ("rate (Hz)", "rate (Hz)"),
    ("10⁻³", "10<tspan class=\"small\" dy=\"-0.48em\">−3</tspan>"),
    ("10⁻³ s", "10<tspan class=\"small\" dy=\"-0.48em\">−3</tspan><tspan dy=\"0.36em\"> s</tspan>"),
    (
      "k₁ (s⁻¹)",
      "<tspan class=\"symbol\">k</tspan><tspan class=\"small\" dy=\"0.24em\">1</tspan><tspan dy=\"-0.18em\"> (s</tspan><tspan class=\"small\" dy=\"-0.48em\">−1</tspan><tspan dy=\"0.36em\">)</tspan>"
    ),
    (
      "I_Na (µA/cm²)",
      "<tspan class=\"symbol\">I</tspan><tspan class=\"small\" dy=\"0.24em\">Na</tspan><tspan dy=\"-0.18em\"> (µA/cm</tspan><tspan class=\"small\" dy=\"-0.48em\">2</tspan><tspan dy=\"0.36em\">)</tspan>"
    ),
    ("a < b & c", "a &lt; b &amp; c"), ("", ""),
  ]) func content(text: String, markup: String) {
    #expect(Markup.group(Lettering.content(text)).html == markup)
  }

  @Test func theReaderSeesTheSameText() {
    for text in ["v (mV)", "10⁻³ s", "x² + y²", "naïve Größe", "log₁₀ p"] {
      let seen = Markup.group(Lettering.content(text)).plainText
      #expect(seen.count == text.count)
    }
  }

  @Test func widerTextIsWider() {
    #expect(Lettering.width("mmm", size: 10) > Lettering.width("iii", size: 10))
    #expect(Lettering.width("1000", size: 20) == 2 * Lettering.width("1000", size: 10))
  }
}
