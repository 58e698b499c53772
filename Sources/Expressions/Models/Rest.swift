package import Dynamics

extension ModelDefinition {
  /// The right-hand side at one time as a function of the states, with a search for its equilibria.
  ///
  /// - Parameter ranges: the states' ranges of interest, by name: they say what is small and what is near.
  package func equilibriumSearch(at time: Double, ranges: [String: ClosedRange<Double>] = [:]) -> EquilibriumSearch {
    ModelCompiler(self, false).equilibriumSearch(at: time, ranges: ranges)
  }
}

extension ModelDefinition {
  /// Whether the equations change with the time other than by switches, as under a sine: they have no equilibria then.
  package var movesWithTime: Bool { ModelCompiler(self, false).movesWithTime }

  /// Whether something in the equations jumps or has a corner as states change.
  package var mayTurn: Bool {
    let compiler = ModelCompiler(self, false)
    return formulas.contains { $0.contains { $0.hasCorner && !compiler.statesBehind($0).isEmpty } }
  }

  /// Whether the time stands anywhere in its equations or inputs, in switches too.
  package var dependsOnTime: Bool { formulas.contains { $0.symbols.contains("t") } }

  private var formulas: [Expression] { states.map(\.equation.rate) + Array(namedExpressions.values) }

  /// A state that never moves by its equation.
  package var stillState: String? { states.first { $0.equation.rate.folded.constant == 0 }?.name }

  /// Whether something in the equations jumps, as the value of a condition does.
  package var mayJump: Bool {
    formulas.contains { $0.contains(where: \.jumps) }
  }

  /// Whether a quotient of states may have a pole.
  package var mayHavePoles: Bool {
    let compiler = ModelCompiler(self, false)
    return formulas.contains { formula in
      formula.contains { part in
        if case .binary(.divide, _, let below) = part.node { !compiler.statesBehind(below).isEmpty } else { false }
      }
    }
  }

  /// The states at the beginning of a solve; not finite where there is no such place.
  package func beginning(at start: Double) -> [Double] {
    rest == nil ? givenInitial(start) : ModelCompiler(self, false).initial(start)
  }

  /// The values given, as the formulas for them say.
  func givenInitial(_ start: Double) -> [Double] {
    var values: [String: Double] = ["t": start]
    for parameter in parameters { values[parameter.name] = parameter.value }
    let named = namedExpressions.mapValues(removingSingularities)
    func value(_ name: String, _ depth: Int) -> Value? {
      if let known = values[name] { return .number(known) }
      guard depth < 64 else { return nil }
      let initial = states.first { $0.name == name }.map { removingSingularities($0.initial.expression) }
      let expression = initial ?? named[name]
      return expression.flatMap { try? $0.number { value($0, depth + 1) } }.map(Value.number)
    }
    return states.map { value($0.name, 0)?.number ?? .nan }
  }
}

extension ModelCompiler {
  /// Made without located surfaces: the modes of its problem depend on time alone.
  func equilibriumSearch(at time: Double, ranges: [String: ClosedRange<Double>]) -> EquilibriumSearch {
    let guess = givenInitial(time)
    let problem = problem(from: time, to: time, initial: guess)
    let scales = zip(model.stateNames, guess).map { name, value -> Double in
      if let range = ranges[name], range.upperBound > range.lowerBound { return range.upperBound - range.lowerBound }
      return max(1, value.isFinite ? abs(value) : 1)
    }
    return EquilibriumSearch(FrozenField(problem, at: time), scales: scales)
  }

  /// Where the model begins: the values given, or the equilibrium that the equations come to from there.
  func initial(_ start: Double) -> [Double] {
    let given = givenInitial(start)
    guard model.rest != nil else { return given }
    let search = ModelCompiler(model, false).equilibriumSearch(at: start, ranges: [:])
    return search.rest(from: given)?.state ?? Array(repeating: .nan, count: given.count)
  }
}
