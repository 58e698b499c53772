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
    (
      "a < b & c",
      "<tspan class=\"symbol\">a</tspan> &lt; <tspan class=\"symbol\">b</tspan> &amp; <tspan class=\"symbol\">c</tspan>"
    ), ("", ""),
  ]) func content(text: String, markup: String) {
    #expect(Markup.group(Lettering.content(text)).html == markup)
  }

  /// What is slanted stands between stars.
  @Test(arguments: [
    "*I* = 70 pA", "error of *v* (mV)", "size of the error of *v*", "*v*-nullcline", "*w*-nullcline",
    "*h*·*λ* along run",
    "|*R*(*z*)| ≤ 1", "Re *z*", "backward Euler, *h* = 0.15", "found from *v* alone", "*C* (pF)", "cell A",
    "*a* = 0.03 1/ms",
    "a network", "mean of a network", "error of *a*", "spike at 35 V", "30 s", "count per s", "rate (1/s)", "rise (s)",
    "RK4", "Runge–Kutta", "in 5 of 8 cells", "Newton's method", "width (*h* = 2)", "*v*, 3 of 8 neurons", "i.e. all",
    "π",
  ]) func symbolsAreSlanted(marked: String) {
    let text = marked.replacing("*", with: "")
    let html = Markup.group(Lettering.inline(text)).html
    #expect(html.replacing("<i>", with: "*").replacing("</i>", with: "*").replacing("&#39;", with: "'") == marked)
  }

  @Test func aLegendIsSetLikeAxes() {
    let entry = LegendEntry("vₜ = −43 mV", .line(.slot(1)))
    #expect(Legend.markup([entry]).html.contains("<span><i>v</i><sub>t</sub> = −43 mV</span>"))
    #expect(
      Legend.drawn([entry], width: 600).markup.html.contains("<tspan class=\"symbol\">v</tspan><tspan class=\"small\""))
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
