import Diagnostics
import Formulas
import Testing

/// TeX where only text can stand.
@Suite struct PlainFormulaTests {
  private func text(_ tex: String) -> String? {
    PlainFormula(tex: Fragment(source: Source(path: "t", text: tex), range: 0..<tex.utf8.count)).text
  }

  @Test(arguments: [
    ("C_A", "C_A"), ("k_{el}", "kₑₗ"), ("V_{\\mathrm{in}}", "Vᵢₙ"), ("I_{Na}", "I_Na"), ("x_0", "x₀"),
    ("x_{n+1}", "xₙ₊₁"),
    ("t_{1/2}", "t_½"), ("10^{-3}", "10⁻³"), ("x_1^2", "x₁²"), ("\\dot x", "x\u{307}"), ("\\frac{dC}{dt}", "dC/dt"),
    ("\\frac{a+b}{2}", "(a + b)/2"), ("\\mu\\text{g}", "μg"), ("C_A t", "C_A\u{2009}t"), ("I = 70", "I = 70"),
    ("\\beta_1", "β₁"), ("V_{\\max}", "Vₘₐₓ"),
  ]) func textShows(tex: String, expected: String) { #expect(text(tex) == expected) }

  @Test(arguments: ["\\frac{1}{a}b", "a/\\frac{b}{c}", "\\sqrt{t}", "C_A^2", "x^{a}", "\\begin{matrix}1\\end{matrix}"])
  func textCannotShow(tex: String) { #expect(text(tex) == nil) }
}
