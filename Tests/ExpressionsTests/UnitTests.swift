import Diagnostics
import Dynamics
import Expressions
import TestSupport
import Testing

@Suite struct UnitTests {
  @Test(arguments: [
    ("0.1 nF", "pF", 100.0), ("100 pF", "nF", 0.1), ("1 s", "ms", 1000), ("2 min", "s", 120), ("-60 mV", "V", -0.06),
    ("0.7 uA/cm^2", "nA/mm^2", 7),
    ("1 MOhm", "kOhm", 1000), ("3 1/ms", "1/s", 3000), ("5 mM", "mol/l", 0.005), ("1e-3 A", "pA", 1e9),
    ("1 h", "min", 60),
  ]) func convertsByShiftingTheDecimalText(text: String, unit: String, expected: Double) throws {
    let quantity = try #require(Quantity(parsing: text))
    let target = try #require(Unit(parsing: unit))
    #expect(quantity.magnitude(in: target) == expected)
  }

  @Test(arguments: ["mVolt", "ms/", "/ms", "^2", "m^", "xV", "1/", "mV//s", "ms ms*"])
  func refusesWhatIsNoUnit(text: String) {
    #expect(Unit(parsing: text) == nil)
  }

  @Test func literalsTakeTheUnitOfWhatTheyMeet() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "C*dv/dt = g*(v0 - v + 5000 uV) + I\nv0 = if(v > -0.05 V, -60 mV, -0.07 V)",
        parameters: ["C": "0.1 nF", "g": "10 nS"],
        initial: ["v": "-0.05 V"], inputs: ["I": "0.07 nA*(t >= 0.1 s) + 3 pA"],
        units: ["v": "mV", "t": "ms", "C": "pF", "I": "pA"],
        events: [ModelText.Event("spike", when: "v >= 0.02 V", set: ["v": "-0.065 V"])]))
    #expect(model.parameters[0].value == 100)
    #expect(model.inputs[0].value.expression.text == "70*(t >= 100) + 3")
    #expect(model.states[0].initial.expression.text == "-50")
    #expect(model.states[0].equation.right.expression.text == "g*(v0 - v + 5) + I")
    #expect(model.definitions[0].right.expression.text == "if(v > -50, -60, -70)")
    #expect(model.events[0].when.expression.text == "v >= 20")
    #expect(model.events[0].assignments[0].value.expression.text == "-65")
  }

  /// Below a line a literal takes its unit from the whole, too.
  @Test(arguments: [
    ("-A/(600 min)", "-A/10"), ("-A*t/(2 h)/(1 h)", "-A*t/2/1"), ("-A*(t/(30 min))/(1 h)", "-A*(t/0.5)/1"),
    ("-A*exp(-t*k)/(120 min)", "-A*exp(-t*k)/2"),
  ]) func literalsBelowALineAreConverted(right: String, expected: String) throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "dA/dt = \(right)", parameters: right.contains("k") ? ["k": "1 1/h"] : [:], initial: ["A": "1 mg"],
        units: ["A": "mg", "t": "h"], events: []))
    #expect(model.states[0].equation.right.expression.text == expected)
  }

  /// A bare number beside a literal, or a symbol without a unit, changes nothing about the literal's unit.
  @Test(arguments: [
    ("0.5*0.2 nA", "0.5*200"), ("0.2 nA*2/4", "200*2/4"), ("300*0.1 nA", "300*100"), ("x*0.1 nA", "x*100"),
    ("2*(0.1 nA + 5 pA)", "2*(100 + 5)"), ("-2*0.1 nA", "-2*100"),
  ]) func literalsAreConvertedBesideBareNumbers(input: String, expected: String) throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "dv/dt = I*r", parameters: ["x": "2", "r": "1"], initial: ["v": "0"], inputs: ["I": input],
        units: ["I": "pA"], events: []))
    #expect(model.inputs[0].value.expression.text == expected)
  }

  private func angle(_ formula: String) throws {
    _ = try ModelDefinition.reading(
      ModelText.layer(
        equations: "dv/dt = sin(\(formula))", parameters: ["f": "10 Hz", "tau": "5 ms", "s": "1 min", "k": "1000"],
        initial: ["v": "0"], inputs: [:], units: ["t": "ms"], events: []))
  }

  /// Numbers without a unit convert where they are what is needed, in one piece or in several; others are plain.
  @Test(arguments: [
    "2*pi*f*t/1000", "0.001*f*t", "f*t/k", "0.5*0.001*f*t", "f*t*tau/s/1000/60000", "3*t/tau", "1000*t/tau",
  ]) func numbersMayConvert(formula: String) throws { try angle(formula) }

  /// The wrong way round, or what converts something else, or nothing at all.
  @Test(arguments: [
    "1000*f*t", "f*t/0.001", "k*f*t", "60*f*t", "f*t/60", "2*f*t", "f*t", "1e6*f*t/t*tau", "t/s*60", "tau/s*1000",
  ]) func numbersThatConvertTheWrongWayAreRefused(formula: String) {
    #expect(throws: ModelMistakes.self) { try angle(formula) }
  }

  private func effect(_ formula: String) throws {
    _ = try ModelDefinition.reading(
      ModelText.layer(
        equations: "E = \(formula)\ndx/dt = -k*x*(1 + 0*E)",
        parameters: ["C": "0.2 mg/L", "IC": "50 ug/L", "T": "20 degC", "Lf": "70 year", "k": "1/(70 year)", "n": "2"],
        initial: ["x": "1"], inputs: [:], units: ["t": "day", "k": "1/day"], events: []))
  }

  /// A bare number beside a ratio says that its scale is 1.
  @Test(arguments: [
    ("C/IC > 1", false), ("if(C/IC > 1, 1, 0)", false), ("1/(1 + IC/C*1000)", false), ("1/(1 + IC/C/1000)", true),
    ("1 - IC/C*1000", false), ("1000*C/IC > 1", true), ("C/IC > 0", true), ("max(0, 1 - IC/C/1000)", true),
    ("1/(365.25*Lf*k) - 1", true), ("Lf*k + 1", false), ("Lf*k/365 + 1", false), ("Lf*k*365 + 1", true),
    ("Lf*k*365.25 - 1", true),
    ("Lf*k*365 + n/Lf*Lf + 1 - 2*Lf*k*365", true),
    ("exp(-1/(1.38*(T + 273.15)))", true), ("x/(1 + x)", true), ("max(1000*C, 0)/IC - 1", true),
  ]) func ratiosBesideNumbersHaveScaleOne(formula: String, fits: Bool) throws {
    if fits { try effect(formula) } else { #expect(throws: ModelMistakes.self) { try effect(formula) } }
  }

  /// One number, however it is written, in the unit that is wanted; degrees Celsius and kelvins by 273.15.
  @Test func numbersInParenthesesAreConverted() throws {
    let model = try ModelDefinition.reading(
      ModelText.layer(
        equations: "TK = T + 273.15\nTC = TK - 273.15\ndx/dt = -k*x*TK/TR*TC/TD",
        parameters: ["k": "0.1/(2 min)", "T": "20 degC", "TR": "300 K", "TD": "10 degC"],
        initial: ["x": "1"], inputs: [:], units: ["t": "h", "k": "1/h", "TK": "K", "TC": "degC"], events: []))
    #expect(abs((model.parameters.first { $0.name == "k" }?.value ?? 0) - 3) < 1e-15)
  }

  /// Half a clearance in mL/min, for milligrams and hours: 0.06 in any piece converts it.
  @Test(arguments: [
    ("0.5*0.06*CL*C", true), ("0.5*CL*C*60/1000", true), ("CL*C*60*0.001", true), ("0.0600*CL*C", true),
    ("C*CL/1000*60 + 3*0.06*CL*C", true), ("60*CL*C", false), ("CL*C/60", false), ("CL*C/1000", false),
    ("0.001*CL*C", false), ("24*CL*C", false), ("CL*C", false), ("0.5*CL*C", false), ("0.06*CL*C + 60*CL*C", false),
  ]) func factorsAreThoseOfTheUnits(formula: String, fits: Bool) throws {
    let layer = ModelText.layer(
      equations: "dA/dt = -(\(formula))", parameters: ["CL": "70 mL/min", "C": "2 mg/L"], initial: ["A": "200 mg"],
      inputs: [:], units: ["t": "h", "A": "mg"], events: [])
    if fits {
      _ = try ModelDefinition.reading(layer)
    } else {
      #expect(throws: ModelMistakes.self) { _ = try ModelDefinition.reading(layer) }
    }
  }

  @Test func anOverrideIsConvertedToTheModelsUnit() throws {
    let layer = ModelText.layer(isOverride: true)
    var override = layer
    override.parameters = [ModelLayer.Item(name: Fragment("C", path: "p"), value: Fragment("0.2 nF", path: "p"))]
    let model = try ModelDefinition.reading(ModelText.regularSpiking(current: "0"), override)
    #expect(model.parameters.first { $0.name == "C" }?.value == 200)
    #expect(model.parameters.first { $0.name == "C" }?.unit?.text == "pF")
  }

  @Test func unitsHaveTheirUsualNames() {
    let names = ["nS*mV", "pF*mV/ms", "mV*mV/V", "1/ms", "kg*m/s^2", "mV/ms"].map { Unit(parsing: $0)?.name }
    #expect(names == ["pA", "pA", "uV", "1/ms", "N", "mV/ms"])
  }
}

extension UnitTests {
  @Test(arguments: [("uF/cm^2", "µF/cm²"), ("mV", "mV"), ("1/ms", "1/ms"), ("us", "µs"), ("nS*mV^-1", "nS·mV⁻¹")])
  func unitsAreShownWithTheirSigns(text: String, symbol: String) { #expect(Unit.symbol(text) == symbol) }
}

extension UnitTests {
  /// The degree Celsius has a zero of its own; as a part of a unit it is a difference like the kelvin.
  @Test(arguments: [
    ("90 degC", "K", Double?.none), ("300 K", "degC", nil), ("5 mK", "degC", nil), ("90 degC", "degC", 90),
    ("5 mV/degC", "mV/K", 5), ("5 mK", "K", 0.005),
  ]) func celsiusIsNotKelvin(text: String, unit: String, expected: Double?) throws {
    let quantity = try #require(Quantity(parsing: text))
    #expect(quantity.magnitude(in: Unit(parsing: unit)) == expected)
  }

  private func oven(_ room: String, _ formula: String = "r*(room - T) + heat*R/tau", start: String = "20 degC") throws {
    _ = try ModelDefinition.reading(
      ModelText.layer(
        equations: "dT/dt = \(formula)",
        parameters: ["room": room, "r": "0.1 1/min", "heat": "5 W", "R": "2 K/W", "tau": "3 min"],
        initial: ["T": start], inputs: [:], units: ["t": "min", "T": "degC"], events: []))
  }

  /// A law of absolute temperatures wants kelvins, a difference does not.
  @Test(arguments: ["exp(-heat*tau/(kB*T))*r*(room - T)", "heat/kB/T*r*(room - T)", "r*(room - T)*(kB*T/heat/tau)"])
  func aTemperatureInCelsiusIsNoFactor(formula: String) throws {
    let layer = ModelText.layer(
      equations: "dT/dt = \(formula)",
      parameters: ["room": "20 degC", "r": "0.1 1/min", "heat": "5 W", "kB": "2 J/K", "tau": "3 s"],
      initial: ["T": "20 degC"], inputs: [:], units: ["t": "min", "T": "degC"], events: [])
    let mistakes = try #require(throws: ModelMistakes.self) { _ = try ModelDefinition.reading(layer) }
    let first = mistakes.diagnostics.first { $0.severity == .error }
    #expect(first?.message.hasPrefix("'T' is a temperature in degC, and what it stands beside is in") == true)
  }

  @Test func celsiusIsAUnitOfItsOwn() throws {
    try oven("20 degC")
    try oven("20 degC", "heat*R*(room - T)*r/heat/(1 K/W)")
    try oven("20 degC", "r*(room + heat*R - T)*3^((T - 6.3 degC)/(10 degC))")
  }

  @Test(arguments: [
    ("293 K", "r*(room - T)", "20 degC", "cannot subtract 'T' in degC from 'room' in K: their zeros differ"),
    ("20 degC", "r*(293 K - T)", "20 degC", "cannot subtract 'T' in degC from '293 K' in K: their zeros differ"),
    ("20 degC", "r*(room - T)", "293 K", "'T' is in degC, and '293 K' in K: their zeros differ"),
  ]) func celsiusAndKelvinAreNotMixed(room: String, formula: String, start: String, message: String) throws {
    let mistakes = try #require(throws: ModelMistakes.self) { try oven(room, formula, start: start) }
    let errors = mistakes.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.message) == [message])
    #expect(errors.first?.hint?.hasPrefix("0 degC is 273.15 K") == true)
  }

  /// Each unit once, and what cancels is gone; a difference of temperatures stays one.
  @Test(arguments: [
    ("nS/mV", "mV*mV/pF", "nS·mV/pF"), ("mg/L", "L/h", "mg/h"), ("1/ms", "mV*ms^-1", "mV/ms^2"), ("mV", "1/mV", "1"),
    ("W/m^2/K", "m^2", "W/K"), ("K/W", "W", "K/W·W"), ("degC/min", "min", "degC/min·min"), ("1/h", "1/L", "1/(h·L)"),
  ]) func productsAreWrittenShort(a: String, b: String, product: String) throws {
    let (x, y) = (try #require(Unit(parsing: a)), try #require(Unit(parsing: b)))
    #expect((x * y).text == product)
    if product == "mg/h" { #expect((x / y).text == "mg·h/L^2") }
  }
}

extension UnitTests {
  /// Of a rate by the year that a number converts and others by the day, in whatever order.
  @Test(arguments: [
    ("mu*N - mu*S - beta*S*I/N", true), ("-beta*S*I/N + mu*N - mu*S", true), ("mu*N - beta*S*I/N - mu*S", true),
    ("mu*(N - S) - beta*S*I/N", true), ("N/Lf - beta*S*I/N", false), ("365*N/Lf - beta*S*I/N", false),
  ]) func aSumKeepsWhatConverts(formula: String, fits: Bool) throws {
    let layer = ModelText.layer(
      equations: "mu = 1/(365*Lf)\ndS/dt = \(formula)\ndI/dt = beta*S*I/N - g*I",
      parameters: ["Lf": "70 year", "beta": "0.5 1/day", "g": "0.1 1/day", "N": "1000"],
      initial: ["S": "999", "I": "1"], inputs: [:], units: ["t": "day"], events: [])
    if fits {
      _ = try ModelDefinition.reading(layer)
    } else {
      #expect(throws: ModelMistakes.self) { _ = try ModelDefinition.reading(layer) }
    }
  }
}
