import Dynamics

/// The step times the eigenvalues of the Jacobian, along a solve.
struct StepEigenvalues {
  private(set) var byTime: [(row: Int, time: Double, values: [Eigenvalue])] = []
  var points: [Eigenvalue] { byTime.flatMap(\.values) }

  /// - Parameter rows: how many rows are looked at; more than 400 look the same.
  init(_ result: SolveResult, rows: Int = 400) {
    let trajectory = result.solution.trajectory
    let n = trajectory.dimension
    let machine = Machine(result.problem.jacobian, parameters: result.problem.parameters)
    let stride = max(1, (trajectory.count + rows - 1) / rows)
    var modesRow = -1
    for row in Swift.stride(from: 0, to: max(0, trajectory.count - 1), by: stride) {
      if let start = trajectory.start(ruling: row), start.row != modesRow {
        machine.set(modes: start.modes)
        modesRow = start.row
      }
      let h = result.settings.step ?? (trajectory.times[row + 1] - trajectory.times[row])
      let matrix = Array(machine.results(trajectory.times[row], trajectory.state(row)).prefix(n * n)).map { $0 * h }
      byTime.append((row, trajectory.times[row], eigenvalues(matrix, dimension: n) ?? []))
    }
  }
}
