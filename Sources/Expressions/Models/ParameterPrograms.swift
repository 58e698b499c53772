package import Dynamics

/// What a model computes from its parameters alone: where it begins, and dead times.
extension ModelDefinition {
  /// Where the states begin, as a program of the parameters, if that changes with one of these; nothing where it does not, or is an
  /// equilibrium.
  package func beginnings(at start: Double, changingWith names: Set<String>) -> Program? {
    guard rest == nil else { return nil }
    let compiler = ModelCompiler(self, false)
    let behind = states.flatMap { compiler.names(behind: $0.initial.expression) }
    return names.isDisjoint(with: behind) ? nil : compiler.beginnings(start, open: [])
  }

  /// The dead time of each event, as a program of the parameters; zero where it has none.
  package var deadTimes: Program {
    parameterProgram(
      events.map { $0.refractory?.expression ?? .zero }, parameters: parameterNames,
      definitions: namedExpressions.mapValues(removingSingularities))
  }

  fileprivate func parameterProgram(
    _ outputs: [Expression], parameters: [String], definitions: [String: Expression]
  ) -> Program {
    let layout = Program.Layout(states: 0, modes: 0, parameters: parameters.count)
    let registers = parameters.indices.map { UInt32(layout.firstParameter + $0) }
    return ProgramBuilder.program(
      outputs, layout: layout, names: Dictionary(zip(parameters, registers)) { first, _ in first },
      definitions: definitions)
  }
}

extension ModelCompiler {
  /// Where the states begin, as a program of the parameters and, behind them, of the beginnings that are left open.
  func beginnings(_ start: Double, open: [String]) -> Program {
    var definitions = model.namedExpressions.mapValues(model.removingSingularities)
    definitions["t"] = .number(start)
    for state in model.states where !open.contains(state.name) {
      definitions[state.name] = model.removingSingularities(state.initial.expression)
    }
    return model.parameterProgram(
      model.stateNames.map { .symbol($0) }, parameters: model.parameterNames + open, definitions: definitions)
  }
}
