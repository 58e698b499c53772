import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// The course project's stored adaptive run, step for step.
///
/// The stepper and the step control are the product's; the loop around them is the project's, with what it did of its own:
/// no stop where the current begins, none at the end, and spikes reset where the step ends.
@Suite struct ExpressTests {
  struct Run {
    var rows: [(t: Double, v: Double, w: Double)] = []
    var rejected = 0
  }

  static func run(_ method: Method) throws -> Run { try run(method, method.solver) }

  private static func run(_ method: Method, _ solver: some Solver) throws -> Run {
    let preset = try #require(method.preset)
    guard case .adaptive(_, let bounds) = preset else { return Run() }
    let control = try #require(solver.control)
    let problem = try ModelDefinition.reading(ModelText.regularSpiking(current: "70*(t >= 101)")).problem(
      from: 0, to: 1000)
    let system = System(problem, Settings(preset), control)
    var stepper = solver.stepper(for: system)
    var controller = StepController(control, first: bounds.first)
    let (y, z) = (Scratch(2), Scratch(2))
    y.pointer[0] = -60
    var (t, h) = (0.0, bounds.first ?? 0)
    var run = Run(rows: [(0, -60, 0)])
    while t < 1000 {
      // The current is the one at the step's start.
      system.set(modes: [t >= 101 ? 1 : 0])
      stepper.begin(t, y.pointer)
      guard stepper.step(h, z.pointer), let norm = stepper.errorNorm(h, z.pointer) else { return run }
      if norm <= 1 {
        t += h
        (y.pointer[0], y.pointer[1]) = (z.pointer[0], z.pointer[1])
        if y.pointer[0] >= 35 {
          y.pointer[0] = -50
          y.pointer[1] += 100
        }
        run.rows.append((t, y.pointer[0], y.pointer[1]))
        controller.accept(h, norm: norm)
        h = controller.next ?? h
      } else {
        run.rejected += 1
        h = controller.reject(h, norm: norm)
      }
      h = max(bounds.smallest, min(bounds.largest, h))
    }
    return run
  }

  @Test func theStoredRunIsReproducedStepForStep() throws {
    let run = try Self.run(try #require(Method.named("express")))
    let expected = try Reference.trajectory("express_adaptive")
    #expect(run.rows.count == expected.count)
    #expect(run.rows.count == 571)
    #expect(run.rejected == 83)
    for (row, stored) in zip(run.rows, expected) {
      #expect(abs(row.t - stored[0]) < 1e-11, "t \(stored[0])")
      #expect(abs(row.v - stored[1]) < 1e-11, "v at \(stored[0])")
      #expect(abs(row.w - stored[2]) < 1e-11, "w at \(stored[0])")
    }
  }

  /// The same recipe in the product's own loop, which stops at the onset and at the end, and locates its spikes.
  @Test func thePresetRunsByItself() throws {
    let method = try #require(Method.named("express"))
    let model = try ModelDefinition.reading(ModelText.regularSpiking(current: "70*(t >= 101)"))
    let solution = method.solve(model.problem(from: 0, to: 1000), Settings(try #require(method.preset)))
    #expect(solution.outcome == .finished)
    #expect(solution.eventTimes[0].count == 6)
    #expect(solution.trajectory.times.last == 1000)
    #expect(solution.trajectory.times.contains(101))
    let exact = try Reference.exactSpikes("a_rs_step101")
    let worst = zip(solution.eventTimes[0], exact).map { abs($0 - $1) }.max() ?? .nan
    #expect(worst < 6, "\(worst)")
  }
}
