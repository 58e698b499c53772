/// Copies of one problem that differ in numbers alone: in some parameters, and in where they begin.
package struct Ensemble: Sendable {
  /// A parameter that differs from copy to copy.
  package struct Difference: Sendable {
    /// Its place among the problem's parameters.
    package let parameter: Int
    /// Its value in each copy.
    package let values: [Double]

    package init(parameter: Int, values: [Double]) {
      self.parameter = parameter
      self.values = values
    }
  }

  /// What the copies share: equations, events, the span, and the stops.
  package let problem: Problem
  package let count: Int
  package let differences: [Difference]
  /// Where they begin, copy after copy.
  package let initial: [Double]

  /// - Parameter differences: parameters that move no stop; the family that makes the ensemble sees to it.
  package init(_ problem: Problem, count: Int, differences: [Difference], initial: [Double]) {
    precondition(initial.count == count * problem.dimension)
    precondition(differences.allSatisfy { $0.values.count == count && $0.parameter < problem.parameters.count })
    self.problem = problem
    self.count = count
    self.differences = differences
    self.initial = initial
  }

  package func parameters(of copy: Int) -> [Double] {
    var parameters = problem.parameters
    for item in differences { parameters[item.parameter] = item.values[copy] }
    return parameters
  }

  package func initial(of copy: Int) -> ArraySlice<Double> {
    initial[copy * problem.dimension..<(copy + 1) * problem.dimension]
  }

  /// One copy as a problem of its own.
  package func problem(of copy: Int) -> Problem {
    var problem = problem
    problem.parameters = parameters(of: copy)
    problem.initial = Array(initial(of: copy))
    return problem
  }

  /// Solves every copy, and gives what `take` makes of each solution; of a trajectory there are the ends alone.
  ///
  /// Each solution has the bits that the copy's own solve gives, whatever the number of workers. Explicit Runge-Kutta methods
  /// with fixed steps run many copies at once, see ``LaneBlock``; other copies are solved one by one.
  package func solve<Value: Sendable>(
    _ method: Method, _ settings: Settings, workers: Int = 1, _ take: @Sendable (Int, Solution) -> Value
  ) -> [Value] {
    var settings = settings
    settings.keepsRows = false
    let given = settings
    let plan = LanePlan(self, method.solver, given)
    // As many blocks for each worker.
    let most = (plan?.lanes ?? 1) * workers
    let rounds = max(1, (count + most - 1) / most)
    let size = max(1, (count + rounds * workers - 1) / (rounds * workers))
    let blockCount = (count + size - 1) / size
    let blocks = Threads.map(blockCount, workers: workers, with: { plan.flatMap { LaneBlock($0) } }) {
      index, block -> [Value] in
      let copies = index * size..<min(count, (index + 1) * size)
      guard let block else { return copies.map { take($0, method.solve(problem(of: $0), given)) } }
      return block.solve(copies) { copy, solution in
        take(copy, solution ?? method.solve(problem(of: copy), given))
      }
    }
    return blocks.flatMap { $0 }
  }
}
