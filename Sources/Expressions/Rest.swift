package import Dynamics

extension ModelDefinition {
  /// The right-hand side at one time as a function of the states, with a search for its equilibria.
  ///
  /// - Parameter ranges: the states' ranges of interest, by name: they say what is small and what is near.
  package func equilibriumSearch(at time: Double, ranges: [String: ClosedRange<Double>] = [:]) -> EquilibriumSearch {
    ModelCompiler(self, false).equilibriumSearch(at: time, ranges: ranges)
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
