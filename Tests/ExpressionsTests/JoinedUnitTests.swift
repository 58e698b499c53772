import Diagnostics
import Expressions
import TestSupport
import Testing

/// Units of several parts in formulas, roots and powers of quantities.
@Suite struct JoinedUnitTests {
  private func model(_ input: String, unit: String, parameters: KeyValuePairs<String, String> = [:]) throws
    -> ModelDefinition
  {
    try ModelDefinition.reading(
      ModelText.layer(
        equations: "dv/dt = I", parameters: parameters, initial: ["v": "0"],
        inputs: ["I": input], units: ["I": unit, "t": "ms"], events: []))
  }

  @Test(arguments: [
    ("10 uA/cm^2*(t >= 5 ms)", "nA/mm^2", "100*(t >= 5)"),
    ("250 mg/h*(t < 1 ms) + 1 g/h", "mg/h", "250*(t < 1) + 1000"),
    ("4 V^2*(t >= 0.1 s)", "mV^2", "4000000*(t >= 100)"), ("0.1 A/m^2*2", "uA/cm^2", "10*2"),
    ("2 nS*mV*(t > 1 ms)", "pA", "2*(t > 1)"),
  ]) func unitsMayHaveSeveralParts(input: String, unit: String, expected: String) throws {
    #expect(try model(input, unit: unit).inputs[0].value.expression.text == expected)
  }

  /// Where the model has such a name, it is meant.
  @Test func namesGoOverUnits() throws {
    let found = try model("5 pA/C*(t > 1 ms)", unit: "pA/pF", parameters: ["C": "2 pF"])
    #expect(found.inputs[0].value.expression.text == "5/C*(t > 1)")
  }

  @Test(arguments: [
    ("sqrt(w)", "4 V^2", "mV"), ("w^0.5", "4 V^2", "mV"), ("2/3 V", "1 V", "mV"), ("(w/u)^n*1 mV", "3 mV", "mV"),
    // A name without a unit is a bare number.
    ("n*w", "1 V", "mV"), ("(n - 1)*w", "1 V", "mV"), ("w/n", "1 V", "mV"), ("z*w", "1 V", "mV"),
    // A parameter that is computed has the unit of its formula, whatever numbers stand in it.
    ("p", "1 V", "mV"), ("p*n", "1 V", "mV"),
  ]) func scalesAreMinded(input: String, w: String, unit: String) {
    #expect(throws: ModelMistakes.self) {
      try model(input, unit: unit, parameters: ["w": w, "u": "2 uV", "n": "1.5", "z": "n - 3", "p": "1000*w"])
    }
  }

  @Test(arguments: [
    ("sqrt(w)", "4 mV^2", "mV"), ("w^0.5", "4 mV^2", "mV"), ("2 V/3", "1 V", "V"), ("1/20 ms", "1", "1/ms"),
    ("(w/u)^n*1 mV", "3 uV", "mV"), ("n*w", "1 mV", "mV"), ("m*w", "1 V", "mV"), ("p", "1 V", "V"),
  ]) func whatFitsIsTaken(input: String, w: String, unit: String) throws {
    _ = try model(input, unit: unit, parameters: ["w": w, "u": "2 uV", "n": "1.5", "m": "1000", "p": "1000*w"])
  }
}
