import Diagnostics

/// Parameters that are computed from others, where those vary.
extension ModelDefinition {
  /// The model with the parameters that are computed from some of these as named sub-expressions: they follow when other numbers
  /// are put in the place of those.
  ///
  /// - Parameter names: those whose numbers change; one of them that is itself computed from others is a number then.
  package func following(_ names: Set<String>) -> ModelDefinition {
    var moved = names
    var found: [(parameter: Parameter, formula: Expression)] = []
    // One may be computed from another that is: each round finds those that the last one leads to.
    while true {
      let more = parameters.compactMap { parameter in
        parameter.formula.map { (parameter: parameter, formula: $0) }
      }.filter { !moved.contains($0.parameter.name) && $0.formula.symbols.contains(where: moved.contains) }
      if more.isEmpty { break }
      found += more
      moved.formUnion(more.map(\.parameter.name))
    }
    guard !found.isEmpty else { return self }
    let equations = found.map { parameter, formula in
      let name = Fragment(parameter.name, path: "parameters")
      return Equation(
        subject: .definition(of: parameter.name), factor: nil, right: Written(formula, name), location: name.location)
    }
    let followers = Set(found.map(\.parameter.name))
    return ModelDefinition(
      states: states, definitions: equations + definitions,
      parameters: parameters.filter { !followers.contains($0.name) },
      inputs: inputs, events: events, timeUnit: timeUnit, rest: rest, layers: layers)
  }
}
