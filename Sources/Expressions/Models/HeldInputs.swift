extension ModelDefinition {
  /// The model with parameters in place of inputs, so that their values can change while it runs.
  ///
  /// - Parameter values: the constant that each input named is held at.
  package func holdingInputs(at values: [String: Double]) -> ModelDefinition {
    let held = inputs.compactMap { input in
      values[input.name].map { Parameter(name: input.name, value: $0, unit: input.unit, meaning: input.meaning) }
    }
    return ModelDefinition(
      states: states, definitions: definitions, parameters: parameters + held,
      inputs: inputs.filter { values[$0.name] == nil }, events: events, timeUnit: timeUnit, rest: rest, layers: layers)
  }

  /// The model with one input held at the value that it has at `time`; nothing where there is no such input.
  package func holding(input name: String, at time: Double) -> ModelDefinition? {
    guard let input = inputs.first(where: { $0.name == name }) else { return nil }
    let values = Dictionary(parameters.map { ($0.name, $0.value) }) { first, _ in first }
    let value = try? input.value.expression.number { symbol in
      (symbol == "t" ? time : values[symbol]).map(Value.number)
    }
    return holdingInputs(at: [name: value ?? .nan])
  }

  /// The value of an input that depends on parameters alone; nothing for one that changes with time.
  package func constantValue(ofInput name: String) -> Double? {
    guard let input = inputs.first(where: { $0.name == name }) else { return nil }
    let values = Dictionary(parameters.map { ($0.name, $0.value) }) { first, _ in first }
    return try? input.value.expression.number { values[$0].map(Value.number) }
  }
}
