import Diagnostics
import Markup

/// Puts the checked parts of a model together: values in the model's own units.
extension ModelReader {
  /// Puts the parts together, now that every name is known: values, and units.
  mutating func built(
    _ layers: [ModelLayer], _ states: [Equation], _ definitions: [Equation], _ events: [ParsedEvent]
  ) -> ModelDefinition? {
    measured = Measured()
    measureFormulas()
    refuseUnitsWithoutTime(states)
    let builtParameters = builtParameters()
    let builtInputs = inputs.entries.map { entry in
      let value = resolved(entry.item, for: "'\(entry.name)'", in: units[entry.name])
      return ModelDefinition.Input(
        name: entry.name, value: value, given: entry.item.shown, unit: units[entry.name],
        meaning: meanings[entry.name])
    }
    let builtDefinitions = definitions.map { resolved($0) }
    let builtEvents = events.map { event in
      let found = diagnostics.count
      let condition = resolved(event.condition, for: "", in: nil)
      Self.place(&diagnostics, from: found, of: event.schedule, at: event.place)
      if event.schedule != nil, let place = event.place,
        let state = states.first(where: { condition.expression.symbols.contains($0.subject.name) })?.subject.name
      {
        diagnostics.append(
          .error(
            "the times of '\(event.name)' are known beforehand, and '\(state)' is a state", at: place,
            hint: "what depends on states is a condition: 'when: t >= ...'"))
      }
      return ModelDefinition.Event(
        name: event.name, when: condition,
        assignments: event.assignments.map {
          ($0.state, value($0.value, of: $0.state))
        },
        isTerminal: event.isTerminal,
        refractory: event.refractory.map { resolved($0, for: "time", in: units["t"]) }, held: event.held,
        schedule: event.schedule, place: event.place,
        given: (event.condition.shown, event.assignments.map(\.value.shown)))
    }
    let builtStates = states.compactMap { equation -> ModelDefinition.State? in
      let name = equation.subject.name
      guard let start = initial[name] else { return nil }
      return ModelDefinition.State(
        name: name, unit: units[name], equation: resolved(equation),
        initial: value(start, of: name), meaning: meanings[name])
    }
    refuseBackwardTimes(builtParameters, builtEvents)
    if diagnostics.hasErrors { return nil }
    var model = ModelDefinition(
      states: builtStates, definitions: builtDefinitions, parameters: builtParameters, inputs: builtInputs,
      events: builtEvents, timeUnit: units["t"], rest: rest, layers: layers)
    model.functions = functions.entries.map(\.item)
    for definition in definitions {
      let name = definition.subject.name
      model.definitionUnits[name] = units[name] ?? measure(name).unit.flatMap { $0 == .one ? nil : $0 }
      model.definitionMeanings[name] = meanings[name]
    }
    return model
  }

  /// Where neither time nor a state has a unit, those of parameters cannot be checked against anything: 50 cm would be 50.
  private mutating func refuseUnitsWithoutTime(_ states: [Equation]) {
    let names = states.map(\.subject.name)
    let given =
      parameters.entries.map { ($0.name, $0.location) }
      + inputs.entries.filter { measuredByValue.contains($0.name) }.map { ($0.name, $0.location) }
    guard units["t"] == nil, names.allSatisfy({ units[$0] == nil }),
      let first = given.map({ (name: $0, location: $1) }).first(where: { units[$0.name].map { $0 != .one } ?? false })
    else { return }
    fail(
      "'\(first.name)' is in \(units[first.name]?.text ?? ""), and the model says of neither time nor states what they are in",
      first.location,
      hint:
        "add 'units: {t: \(timeOfUnits), \(names.map { "\($0): ..." }.joined(separator: ", "))}' (1 for a plain number), or give '\(first.name)' without a unit"
    )
  }

  /// The unit of time that those of parameters are made of.
  private var timeOfUnits: String {
    let parts = (parameters.names + inputs.names).compactMap { units[$0]?.text }.flatMap { UnitText($0)?.parts ?? [] }
    let second = Unit.named("s")
    return parts.map(\.name).first { Unit.named($0)?.dimension == second?.dimension } ?? "s"
  }

  /// Dead times below zero, and pulses that end before they begin: they would do nothing, without a word.
  private mutating func refuseBackwardTimes(
    _ parameters: [ModelDefinition.Parameter], _ events: [ModelDefinition.Event]
  ) {
    let values = Dictionary(parameters.map { ($0.name, $0.value) }) { first, _ in first }
    func number(_ expression: Expression) -> Double? {
      if case .quantity(let value, let unit) = expression.node {
        return units["t"]?.magnitude(of: value, decimal: nil, in: unit)
      }
      // What has a unit inside is not yet a number of the model's.
      let isPlain = expression.parts { if case .quantity = $0.node { true } else { false } }.isEmpty
      return isPlain ? try? expression.number { values[$0].map(Value.number) } : nil
    }
    for time in events.compactMap(\.refractory) {
      guard let value = number(time.expression), value < 0 else { continue }
      fail("a dead time is not below zero, and this is \(Digits.shortest(value))", time.location)
    }
    let formulas = inputs.entries.map(\.item) + equations.entries.map(\.item.right)
    for formula in formulas {
      for pulse in formula.expression.parts(where: { $0.isPulse }) {
        guard pulse.children.count == 3, let from = number(pulse.children[1]), let to = number(pulse.children[2]),
          to < from
        else { continue }
        fail(
          "the pulse ends before it begins", formula.fragment.location(pulse.range),
          hint: "write 'pulse(t, from, to)': here from \(Digits.shortest(from)) to \(Digits.shortest(to))")
      }
    }
  }

  mutating func builtParameters() -> [ModelDefinition.Parameter] {
    var values: [String: Double] = [:]
    var formulas: [String: Expression] = [:]
    var pending = parameters.entries
    // Parameters may be made of one another: as many rounds as there are parameters find all values.
    for _ in parameters.entries.indices {
      pending = pending.filter { entry in
        if let quantity = entry.item.quantity {
          guard let value = quantity.magnitude(in: units[entry.name]) else {
            fail(
              "'\(quantity.unit?.text ?? "")' does not measure what '\(entry.name)' does",
              entry.item.written.fragment.location,
              hint: units[entry.name].flatMap { quantity.unit?.adviceApart($0, of: quantity.value) }
                ?? units[entry.name].map { "'\(entry.name)' is in \($0.text)" })
            return false
          }
          values[entry.name] = value
          return false
        }
        let expression = resolved(entry.item.written, for: "'\(entry.name)'", in: units[entry.name]).expression
        guard expression.symbols.allSatisfy({ values[$0] != nil || $0 == "pi" }) else { return true }
        do throws(EvaluationFailure) {
          let value = try expression.number { values[$0].map(Value.number) }
          if !value.isFinite { fail("parameter '\(entry.name)' is not a finite number", entry.item.written.location) }
          values[entry.name] = value
          if expression.symbols.contains(where: { $0 != "pi" }) { formulas[entry.name] = expression }
        } catch {
          fail(error.message, entry.item.written.location)
        }
        return false
      }
    }
    for entry in pending { fail("parameter '\(entry.name)' is defined by itself", entry.location) }
    return parameters.entries.map {
      ModelDefinition.Parameter(
        name: $0.name, value: values[$0.name] ?? .nan, unit: units[$0.name], meaning: meanings[$0.name],
        formula: formulas[$0.name])
    }
  }

  /// What a name measures: its unit, or what its definition measures.
  func measure(_ name: String, _ depth: Int = 0) -> UnitChecker.Measure {
    if let unit = units[name] { return .unit(unit) }
    if let known = measured.known[name] { return known }
    guard let definition = equations[name], case .definition = definition.subject, depth < 64 else { return .unknown }
    let found = measure(definition.right, depth: depth + 1)
    measured.known[name] = found
    return found
  }

  /// The number that a parameter without a unit is.
  func bareNumber(_ name: String) -> Double? { units[name] == nil ? parameters[name]?.quantity?.value : nil }

  /// Parameters and inputs that are formulas measure what their formulas do, where that is not said. A number in a formula of
  /// parameters is plain; beside the time, as in an input `3*t`, it is of an unknown kind.
  mutating func measureFormulas() {
    let formulas =
      parameters.entries.filter { $0.item.quantity == nil }.map { ($0.name, $0.item.written, $0.location, true) }
      + inputs.entries.map { ($0.name, $0.item, $0.location, false) }
    for _ in formulas {
      let found = formulas.filter { name, written, location, isFixed in
        guard units[name] == nil else { return false }
        let found = measure(written, numbersArePlain: isFixed)
        guard let unit = isFixed ? found.ofNamed : found.unit, unit != .one else { return false }
        units.set(name, unit, location)
        measuredByValue.insert(name)
        return true
      }
      if found.isEmpty { return }
    }
  }

  /// What named sub-expressions were found to measure: each is looked into once, however often it is named.
  final class Measured {
    var known: [String: UnitChecker.Measure] = [:]
  }

  /// What a state is set to, in plain numbers; one without a unit takes none.
  mutating func value(_ written: Written, of state: String) -> Written {
    if units[state] == nil, case .unit(let unit) = measure(written), !unit.isDimensionless {
      fail(
        "'\(state)' has no unit, and this is in \(unit.name)", written.location,
        hint: "add 'units: {\(state): \(unit.text)}'")
    }
    return resolved(written, for: "'\(state)'", in: units[state])
  }

  private func measure(
    _ written: Written, numbersArePlain: Bool = false, depth: Int = 0
  ) -> UnitChecker.Measure {
    var checker = UnitChecker(written.fragment, numbersArePlain: numbersArePlain, number: bareNumber) {
      measure($0, depth)
    }
    return checker.resolve(written.expression).1
  }

  /// Whether a name of the equations stands for a difference, as `D = T - Ta` does.
  private func isNamedDifference(_ name: String) -> Bool {
    equations.entries.contains {
      !$0.item.isDerivative && $0.item.subject.name == name && $0.item.right.expression.isDifference
    }
  }

  /// The formula in plain numbers, for something called `what` that is in `target`.
  mutating func resolved(_ written: Written, for what: String, in target: Unit?) -> Written {
    var checker = UnitChecker(written.fragment, number: bareNumber) { [self] in measure($0) }
    checker.isParameter = { [names = parameters.names] in names.contains($0) }
    checker.isDifference = { [self] in isNamedDifference($0) }
    let (expression, _) = checker.resolve(written.expression, for: what, in: target)
    diagnostics += naming(checker.diagnostics, in: written)
    return written.with(expression)
  }

  /// The equation in plain numbers; both sides of it must measure the same.
  mutating func resolved(_ equation: Equation) -> Equation {
    var checker = UnitChecker(equation.right.fragment, number: bareNumber) { [self] in measure($0) }
    checker.isParameter = { [names = parameters.names] in names.contains($0) }
    checker.isDifference = { [self] in isNamedDifference($0) }
    checker.toldParameters = toldParameters
    var factor: Expression?
    var left = units[equation.subject.name]
    // A state without a unit is a bare number, as far as the rest measures what such a one would.
    let isBare = left == nil && equation.isDerivative
    if case .derivative = equation.subject {
      left = units["t"].map { (left ?? .one) / $0 }
      if let written = equation.factor {
        let (expression, measure) = checker.resolve(written)
        factor = expression
        left = left.flatMap { rate in measure.unit.map { $0 * rate } }
      }
    }
    let what = factor == nil && left != nil ? "the left side" : "the left side '\(equation.location.text)'"
    let (right, _) = checker.resolve(equation.right.expression, for: what, in: left, isBare: isBare)
    diagnostics += naming(checker.diagnostics, in: equation.right)
    toldParameters = checker.toldParameters
    return Equation(
      subject: equation.subject, factor: factor, right: equation.right.with(right), location: equation.location)
  }
}
