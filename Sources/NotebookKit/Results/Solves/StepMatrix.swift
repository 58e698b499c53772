import Dynamics

/// What a step of a given size does to small errors in the states, for methods whose gain is no function of the eigenvalues alone.
struct StepMatrix {
  private let result: SolveResult
  private let size: Double

  init(_ result: SolveResult, step: Double) {
    self.result = result
    size = step
  }

  /// The largest factor by which an error grows in a step from a row, by differences of steps from states beside it.
  func radius(at row: Int) -> Double? { radius(result.method.solver, row) }

  private func radius(_ solver: some Solver, _ row: Int) -> Double? {
    let (trajectory, n) = (result.solution.trajectory, result.problem.dimension)
    let system = System(result.problem, result.settings, solver.control)
    if let start = trajectory.start(ruling: row) { system.set(modes: start.modes) }
    var stepper = solver.stepper(for: system)
    let (time, state) = (trajectory.times[row], trajectory.state(row))
    func end(_ from: [Double]) -> [Double]? {
      var to = Array(repeating: 0.0, count: n)
      let isSolved = from.withUnsafeBufferPointer { from in
        to.withUnsafeMutableBufferPointer { to in
          guard let from = from.baseAddress, let to = to.baseAddress else { return false }
          stepper.begin(time, from)
          return stepper.step(size, to)
        }
      }
      return isSolved && to.allSatisfy(\.isFinite) ? to : nil
    }
    var matrix = Array(repeating: 0.0, count: n * n)
    for column in 0..<n {
      let shift = 1e-6 * max(abs(state[column]), 1e-3 * (state.map(abs).max() ?? 0), 1e-12)
      var (above, below) = (state, state)
      above[column] += shift
      below[column] -= shift
      guard let high = end(above), let low = end(below) else { return nil }
      for entry in 0..<n { matrix[entry * n + column] = (high[entry] - low[entry]) / (above[column] - below[column]) }
    }
    return eigenvalues(matrix, dimension: n)?.map(\.magnitude).max()
  }
}
