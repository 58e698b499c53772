internal import Kernels

/// A whole step of a method as one call in C, for loops that take thousands of them: of explicit methods on equations that do
/// not depend on time.
package final class WholeStep {
  /// What was compiled for this method and these equations, if they are those of a built-in model.
  let compiled: notebook_step?
  let values: UnsafePointer<Double>?
  /// What any other takes.
  let method: UnsafeMutablePointer<notebook_explicit>
  private let tableau: ExplicitRungeKutta.Tableau

  init?(
    _ solver: ExplicitRungeKutta, _ system: System, _ tableau: ExplicitRungeKutta.Tableau,
    slopes: UnsafeMutablePointer<Double>
  ) {
    guard let program = system.timelessProgram else { return nil }
    compiled = solver.compiled.flatMap { system.compiled?.step(of: $0) }
    values = system.compiled?.values
    self.tableau = tableau
    method = .allocate(capacity: 1)
    method.initialize(
      to: notebook_explicit(
        field: system.compiled?.field, values: values, program: program, dimension: system.dimension,
        stage_count: solver.weights.count, rows: tableau.rows, divisor: solver.divisor, slopes: slopes,
        stage: system.stage))
  }

  deinit { method.deallocate() }
}
