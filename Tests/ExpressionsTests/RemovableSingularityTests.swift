import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Quotients that are 0/0 somewhere, as authors write them.
@Suite struct RemovableSingularityTests {
  /// The slope that the formula gives at v.
  static func value(_ formula: String, _ v: Double, definitions: String = "") throws -> Double {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: definitions + "v' = \(formula)", parameters: ["V0": "-40", "k": "10"], initial: ["v": "0"]))
    let problem = model.problem(from: 0, to: 1)
    return Machine(problem.field, parameters: problem.parameters).results(0, [v])[0]
  }

  /// 1/exprel(−x) with x = (v + 40)/10 and factors, in the spellings of the literature.
  @Test(
    arguments: [
      ("0.1*(v + 40)/(1 - exp(-(v + 40)/10))", 1.0), ("(v + 40)/(1 - exp(-(v + 40)/10))", 10),
      ("(v + 40)/10/(1 - exp(-(v + 40)/10))", 1), ("0.1*(v + 40)/(1 - exp(-0.1*(v + 40)))", 1),
      ("-0.1*(v + 40)/(exp(-(v + 40)/10) - 1)", 1), ("0.1*(-40 - v)/(exp((-40 - v)/10) - 1)", 1),
      ("(v - V0)/k/(1 - exp(-(v - V0)/k))", 1), ("(v - V0)/(1 - exp((V0 - v)/k))", 10),
      ("0.1*(40 + v)/(1 - exp(-4 - v/10))", 1), ("0.1*(v + 40)/(-expm1(-(v + 40)/10))", 1),
      ("0.1*(v + 40)*(1/(1 - exp(-(v + 40)/10)))", 1), ("0.32*(v + 40)/(1 - exp(-(v + 40)/10))", 3.2),
      ("(v + 40)/(10 - 10*exp(-(v + 40)/10))", 1), ("1 + 0.1*(v + 40)/(1 - exp(-(v + 40)/10))", 2),
      ("if(v > 0, 1, 0.1*(v + 40)/(1 - exp(-(v + 40)/10)))", 1),
    ] as [(String, Double)])
  func theLimitIsTaken(formula: String, limit: Double) throws {
    #expect(abs(try Self.value(formula, -40) - limit) <= 1e-15 * limit)
    // x/(1 − e⁻ˣ) = 1 + x/2 + x²/12 − …
    let offset = limit == 2 ? 1.0 : 0
    for distance in [1e-9, -1e-9, 1e-6, -1e-6, 1e-3] {
      let x = (Double(-40) + distance + 40) / 10
      let exact = offset + (limit - offset) * (1 + x / 2 + x * x / 12)
      #expect(abs(try Self.value(formula, -40 + distance) - exact) < 4e-16 * limit, "at \(distance) from it")
    }
    // Far from it the formula is what it says.
    for v in [-75.0, -10] {
      let x = (v + 40) / 10
      let exact = offset + (limit - offset) * x / (1 - exp(-x))
      #expect(abs(try Self.value(formula, v) - exact) < 1e-14 * abs(exact))
    }
  }

  @Test func theReverseQuotientIsExact() throws {
    #expect(try Self.value("(exp(v) - 1)/v", 0) == 1)
    #expect(try Self.value("(1 - exp(-v/k))/v", 0) == 0.1)
    #expect(abs(try Self.value("(exp(v) - 1)/v", 1e-10) - (1 + 0.5e-10)) < 3e-16)
  }

  @Test func namesAreLookedThrough() throws {
    let definitions = "x = (v + 40)/10\ngrowth = 1 - exp(-x)\n"
    #expect(try Self.value("x/(1 - exp(-x))", -40, definitions: definitions) == 1)
    #expect(try Self.value("x/growth", -40, definitions: definitions) == 1)
  }

  /// What only looks like one keeps its pole.
  @Test(arguments: [
    "(v + 41)/(1 - exp(-(v + 40)/10))", "1/(1 - exp(-(v + 40)/10))", "(v + 40)/(2 - 2*exp(-(v + 40)/10) - 1e-3)",
  ])
  func othersAreLeftAlone(formula: String) throws {
    let v = -39.5
    let literal =
      formula.hasPrefix("(v + 41)")
      ? 1.5 / (1 - exp(-0.05)) : formula.hasPrefix("1") ? 1 / (1 - exp(-0.05)) : 0.5 / (2 - 2 * exp(-0.05) - 1e-3)
    #expect(abs(try Self.value(formula, v) - literal) < 1e-12 * literal)
  }

  @Test func aStateThatBeginsThereHasItsValue() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "a = 0.1*(v + 40)/(1 - exp(-(v + 40)/10))\nv' = 0*v\nm' = a*(1 - m)",
        initial: ["v": "-40", "m": "a/(a + 1)"]))
    #expect(model.problem(from: 0, to: 1).initial[1] == 0.5)
  }
}
