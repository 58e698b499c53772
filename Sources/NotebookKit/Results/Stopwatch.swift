import Dynamics
import Expressions

/// Tells how long something takes: the command gives one where the user asks for times, which no page has otherwise.
package struct Stopwatch: Sendable {
  /// Seconds that have gone by, and seconds that this thread's processor was at work, each since some time.
  package let wall: @Sendable () -> Double
  package let processor: @Sendable () -> Double

  package init(wall: @escaping @Sendable () -> Double, processor: @escaping @Sendable () -> Double) {
    self.wall = wall
    self.processor = processor
  }

  /// How often something is done; the least time counts.
  private static let runs = 3

  /// The seconds that solving once more takes, on the clock and of the processor.
  func times(of result: SolveResult) -> (wall: Double, processor: Double) {
    least { _ = result.method.solve(result.problem, result.settings) }
  }

  /// The seconds that some work takes, on the clock and of the processor.
  func least(_ work: () -> Void) -> (wall: Double, processor: Double) {
    var least = (wall: Double.infinity, processor: Double.infinity)
    for _ in 0..<Self.runs {
      let start = (wall(), processor())
      work()
      least = (min(least.wall, wall() - start.0), min(least.processor, processor() - start.1))
    }
    return least
  }
}

extension Measure {
  /// What a solve costs on the machine at hand. Times are none of a result's own: they are measured for a table, and only
  /// where the user asks for times.
  static let ofMachines: [Measure] = [
    Measure("seconds", "seconds", "the time that solving takes, under `--timings`: the least of three runs", .result) {
      _, _, _ throws(QueryFailure) in throw Self.timesAreForTables
    },
    Measure(
      "cpu", "CPU seconds", "the processor time that solving takes, under `--timings`: the least of three runs", .result
    ) { _, _, _ throws(QueryFailure) in throw Self.timesAreForTables },
    Measure("memory", "memory in KB", "the memory that the kept times and states take", .result) { result, _, _ in
      let trajectory = result.solution.trajectory
      return Double((trajectory.times.count + trajectory.states.count) * 8) / 1024
    },
  ]

  private static let timesAreForTables = QueryFailure(
    "times differ from run to run", hint: "a 'compare' block shows them, under '--timings'")

  /// Whether it wants a stopwatch.
  var isTimed: Bool { name == "seconds" || name == "cpu" }

  func value(of result: (any TrajectoryResult)?, by stopwatch: Stopwatch?) throws(QueryFailure) -> Double {
    guard let stopwatch else { throw QueryFailure("measured under --timings") }
    guard let solve = result as? SolveResult else { throw QueryFailure("only solves are timed") }
    let times = stopwatch.times(of: solve)
    return name == "seconds" ? times.wall : times.processor
  }
}
