/// States between the rows of a trajectory, as accurate as the method itself.
///
/// A state is found by the method's own step map: a step from the last row before the time. So nothing but rows need be
/// kept, every method has dense output of its own order, and the output is continuous where the rows are.
package struct Sampler: Sendable {
  private let problem: Problem
  private let settings: Settings
  private let trajectory: Trajectory
  private let method: Method

  package init(_ method: Method, _ problem: Problem, _ settings: Settings, _ trajectory: Trajectory) {
    self.method = method
    self.problem = problem
    self.settings = settings
    self.trajectory = trajectory
  }

  package var span: ClosedRange<Double>? {
    guard let first = trajectory.times.first, let last = trajectory.times.last else { return nil }
    return first...last
  }

  /// The states at ascending or any other times; nothing for times outside the span.
  package func states(at times: [Double]) -> [[Double]?] {
    method.solver.states(at: times, problem, settings, trajectory)
  }

  package func state(at time: Double) -> [Double]? { states(at: [time])[0] }
}

extension Solver {
  func states(at times: [Double], _ problem: Problem, _ settings: Settings, _ trajectory: Trajectory) -> [[Double]?] {
    let system = System(problem, newtonTolerance: settings.newtonTolerance)
    var stepper = stepper(for: system)
    let memory = Scratch(2 * problem.dimension)
    let (from, result) = (memory.pointer, memory.pointer + problem.dimension)
    var modesRow = -1
    return times.map { time in
      guard let row = trajectory.row(at: time), let last = trajectory.times.last, time <= last else { return nil }
      if trajectory.times[row] == time { return trajectory.state(row) }
      if let start = trajectory.start(ruling: row), start.row != modesRow {
        system.set(modes: start.modes)
        modesRow = start.row
      }
      stepper.restart()
      let first = max(trajectory.start(ruling: row)?.row ?? 0, row - Body.history)
      for earlier in first...row {
        trajectory.copy(earlier, to: from)
        stepper.begin(trajectory.times[earlier], from)
        let end = earlier == row ? time : trajectory.times[earlier + 1]
        guard stepper.step(end - trajectory.times[earlier], result) else { return nil }
        if earlier < row { stepper.accept() }
      }
      return (0..<problem.dimension).map { result[$0] }
    }
  }
}
