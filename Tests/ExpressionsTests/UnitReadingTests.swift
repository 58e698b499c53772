import Diagnostics
import Expressions
import TestSupport
import Testing

/// How units are written, and what can be read in two ways.
@Suite struct UnitReadingTests {
  @Test(arguments: [
    ("J/(mol*K)", "J/mol/K"), ("mL·mg/(min·L)", "mg*mL/min/L"), ("mol L^-1 s^-1", "mol/L/s"), ("L·h⁻¹", "L/h"),
    ("m²", "m^2"), ("1/(mV*ms)", "mV^-1*ms^-1"), ("(m/s)^2", "m^2/s^2"), ("W/(m²·K)", "W/m^2/K"),
  ]) func unitsAreReadAsTheyArePrinted(text: String, same: String) throws {
    let unit = try #require(Unit(parsing: text))
    #expect(unit == Unit(parsing: same))
  }

  @Test(arguments: [
    ("1 bar", "kPa", 100.0), ("1 atm", "Pa", 101_325), ("1 kcal", "J", 4184), ("2 kWh", "MJ", 7.2),
    ("1 ha", "m^2", 1e4),
    ("1 kcal/mol", "kJ/mol", 4.184),
  ]) func commonUnits(text: String, unit: String, expected: Double) throws {
    let quantity = try #require(Quantity(parsing: text))
    let found = try #require(quantity.magnitude(in: Unit(parsing: unit)))
    #expect(abs(found - expected) < 1e-12 * expected)
  }

  @Test(arguments: ["J/(mol*K", "J/mol)", "()", "J/()", "(", "m²²x", "J//K", "((((((((((m))))))))))"])
  func refusesWhatIsNoUnit(text: String) { #expect(Unit(parsing: text) == nil) }

  private func rate(_ value: String) throws -> ModelDefinition {
    try ModelDefinition.reading(
      ModelText.layer(
        equations: "dx/dt = -k*x", parameters: ["k": value], initial: ["x": "1"], inputs: [:], units: ["t": "day"],
        events: []))
  }

  /// A seventh per day, or one in seven days?
  @Test(arguments: [
    ("1/7 1/day", "'1/7 1/day' can be read in two ways", "write '(1/7) 1/day' or '1/(7 day)'"),
    (
      "1.28 h-1", "'h-1' can be read in two ways", "write '1.28 h^-1' for the unit, and '1.28 h - 1' for the difference"
    ),
    (
      "2 + 0.5 h-1*3", "'h-1' can be read in two ways",
      "write '0.5 h^-1' for the unit, and '0.5 h - 1' for the difference"
    ),
  ]) func whatCanBeReadInTwoWaysIsAskedBack(value: String, message: String, hint: String) throws {
    let mistakes = try #require(throws: ModelMistakes.self) { _ = try rate(value) }
    let errors = mistakes.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.message) == [message])
    #expect(errors.first?.hint == hint)
  }

  @Test(arguments: [("(1/7) 1/day", 1.0 / 7), ("1/(7 day)", 1.0 / 7), ("(2/4) day^-1", 0.5), ("1.5 day^-1", 1.5)])
  func aFractionTakesAUnit(value: String, expected: Double) throws {
    let found = try rate(value).parameters[0].value
    #expect(abs(found - expected) < 1e-15)
  }
}
