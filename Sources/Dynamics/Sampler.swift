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

  /// The states at the times given, one after the other; not a number for times outside the span.
  package func states(at times: [Double]) -> [Double] {
    method.solver.states(at: times, problem, settings, trajectory)
  }
}

extension Solver {
  func states(
    at times: [Double], _ problem: Problem, _ settings: Settings, _ trajectory: Trajectory
  ) -> [Double] {
    let n = problem.dimension
    let system = System(problem, settings, control)
    var stepper = stepper(for: system)
    let memory = Scratch(2 * n)
    let (from, result) = (memory.pointer, memory.pointer + n)
    var states = Array(repeating: Double.nan, count: n * times.count)
    var modesRow = -1
    var begun = -1
    for (position, time) in times.enumerated() {
      guard let row = trajectory.row(at: time), let last = trajectory.times.last, time <= last else { continue }
      if trajectory.times[row] == time {
        for index in 0..<n { states[position * n + index] = trajectory.value(row, index) }
        continue
      }
      let start = trajectory.start(ruling: row)
      if let start, start.row != modesRow {
        system.set(modes: start.modes)
        modesRow = start.row
      }
      // Several times behind one row need one beginning: of a Taylor series that is all of the work.
      if begun != row {
        stepper.restart()
        for earlier in max(start?.row ?? 0, row - Body.history)...row {
          trajectory.copy(earlier, to: from)
          stepper.begin(trajectory.times[earlier], from)
          guard earlier < row else { break }
          _ = stepper.step(trajectory.times[earlier + 1] - trajectory.times[earlier], result)
          stepper.accept()
        }
        begun = row
      }
      if stepper.step(time - trajectory.times[row], result) {
        for index in 0..<n { states[position * n + index] = result[index] }
      }
    }
    return states
  }
}
