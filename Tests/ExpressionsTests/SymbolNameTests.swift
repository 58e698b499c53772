import Testing

@testable import Expressions

/// How the page sets names.
@Suite struct SymbolNameTests {
  @Test(arguments: [
    ("v_half", "v", "half"), ("k1", "k", "1"), ("gNa", "g", "Na"), ("DeltaT", "Delta", "T"), ("tau1", "tau", "1"),
    ("CL", "C", "L"), ("EK", "E", "K"), ("vr", "v", "r"), ("Vmax", "V", "max"), ("mumax", "mu", "max"),
    ("Km", "K", "m"), ("Vd", "V", "d"), ("ka", "k", "a"), ("kcat", "k", "cat"), ("Cmin", "C", "min"),
    ("Imax", "I", "max"), ("w_x_y", "w", "x,y"),
  ]) func anIndexStandsBelow(name: String, base: String, index: String) {
    let parts = MathWriter(states: ["v"]).parts(of: name)
    #expect(parts?.base == base && parts?.index == index, "\(String(describing: parts))")
  }

  @Test(arguments: ["AUC", "NADH", "tau", "kappa", "v", "Na", "Ca", "Re", "dose", "total", "max", "rate", "prey"])
  func othersStayWhole(name: String) {
    #expect(MathWriter(states: ["v"]).parts(of: name) == nil)
  }
}
