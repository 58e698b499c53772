package import Dynamics

/// A model with some of its quantities left open: one compilation for many sets of numbers.
package struct ModelFamily: Sendable {
  /// What is left open: parameters, inputs (which are constant then), and states (where they begin).
  package let names: [String]
  private let problem: Problem
  /// For each name its place among the problem's parameters; nothing for a state.
  private let places: [Int?]
  /// Gives where the states begin, from the parameters and then the open beginnings.
  private let beginnings: Program

  /// Nothing where the numbers change more than numbers: where a stop moves with them, or the model begins at an equilibrium,
  /// which has to be found for each set anew.
  ///
  /// - Parameter locatesSurfaces: as of ``ModelDefinition/problem(from:to:locatesSurfaces:)``.
  package init?(
    _ model: ModelDefinition, varying names: [String], from start: Double, to end: Double, locatesSurfaces: Bool = true
  ) {
    guard model.rest == nil else { return nil }
    let model = model.following(Set(names)).opening(Set(names))
    let compiler = ModelCompiler(model, locatesSurfaces)
    let open = Set(names).subtracting(model.stateNames)
    guard !compiler.timesDepend(on: open) else { return nil }
    self.names = names
    places = names.map { name in model.parameterNames.firstIndex(of: name) }
    let openStates = names.filter(model.stateNames.contains)
    beginnings = compiler.beginnings(start, open: openStates)
    problem = compiler.problem(
      from: start, to: end, initial: Array(repeating: 0, count: model.states.count))
  }

  /// Copies with these numbers: `values[i]` are those of `names[i]`.
  package func ensemble(_ values: [[Double]]) -> Ensemble {
    let count = values.first?.count ?? 1
    precondition(values.count == names.count && values.allSatisfy { $0.count == count })
    var differences: [Ensemble.Difference] = []
    var openStates: [[Double]] = []
    for (place, list) in zip(places, values) {
      if let place {
        differences.append(Ensemble.Difference(parameter: place, values: list))
      } else {
        openStates.append(list)
      }
    }
    let machine = Machine(beginnings, parameters: Array(repeating: 0, count: beginnings.layout.parameters))
    var parameters = problem.parameters + openStates.map { _ in 0 }
    var initial: [Double] = []
    initial.reserveCapacity(count * problem.dimension)
    for copy in 0..<count {
      for item in differences { parameters[item.parameter] = item.values[copy] }
      for (index, list) in openStates.enumerated() { parameters[problem.parameters.count + index] = list[copy] }
      machine.set(parameters: parameters)
      initial += machine.results(0, [])
    }
    return Ensemble(problem, count: count, differences: differences, initial: initial)
  }
}

extension ModelDefinition {
  /// The model that begins where its states say, and not at an equilibrium.
  package var withoutRest: ModelDefinition {
    ModelDefinition(
      states: states, definitions: definitions, parameters: parameters, inputs: inputs, events: events,
      timeUnit: timeUnit, rest: nil, layers: layers)
  }

  /// The model with its inputs of these names as parameters.
  fileprivate func opening(_ names: Set<String>) -> ModelDefinition {
    let opened = inputs.filter { names.contains($0.name) }
    guard !opened.isEmpty else { return self }
    return ModelDefinition(
      states: states, definitions: definitions,
      parameters: parameters + opened.map { Parameter(name: $0.name, value: 0, unit: $0.unit, meaning: $0.meaning) },
      inputs: inputs.filter { !names.contains($0.name) }, events: events, timeUnit: timeUnit, rest: rest, layers: layers
    )
  }
}
