internal import Kernels

/// A whole step of a method as one call in C, for loops that take thousands of them: of explicit methods on equations that do
/// not depend on time.
package final class WholeStep {
  /// What was compiled for this method and these equations, if they are those of a built-in model.
  let compiled: notebook_step?
  /// The loop that was compiled over such steps.
  let compiledCoast: notebook_coaster?
  let values: UnsafePointer<Double>?
  /// What any other takes.
  let method: UnsafeMutablePointer<notebook_explicit>
  private let tableau: ExplicitRungeKutta.Tableau

  convenience init?(
    _ solver: ExplicitRungeKutta, _ system: System, _ tableau: ExplicitRungeKutta.Tableau,
    slopes: UnsafeMutablePointer<Double>
  ) {
    self.init(solver, system.machine, dimension: system.dimension, tableau, slopes: slopes)
  }

  init?(
    _ solver: ExplicitRungeKutta, _ field: Machine, dimension: Int, _ tableau: ExplicitRungeKutta.Tableau,
    slopes: UnsafeMutablePointer<Double>
  ) {
    guard let program = field.timelessProgram else { return nil }
    let machineCode = field.compiled
    compiled = solver.compiled.flatMap { machineCode?.step(of: $0) }
    compiledCoast = solver.compiled.flatMap { machineCode?.coast(of: $0) }
    values = machineCode?.values
    self.tableau = tableau
    method = .allocate(capacity: 1)
    method.initialize(
      to: notebook_explicit(
        field: machineCode?.field, values: values, program: program, dimension: dimension,
        stage_count: solver.weights.count, rows: tableau.rows, divisor: solver.divisor, slopes: slopes,
        stage: field.states))
  }

  deinit { method.deallocate() }
}
