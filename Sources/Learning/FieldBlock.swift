package import Dynamics

/// The right-hand side of a problem and its Jacobian at many times and states at once, under modes that are held.
///
/// Component i at point q stands at `i * count + q`, in states and results alike.
package final class FieldBlock {
  package let dimension: Int
  private let field: BlockMachine
  private let jacobian: BlockMachine

  package init(_ problem: Problem) {
    dimension = problem.dimension
    field = BlockMachine(problem.field)
    jacobian = BlockMachine(problem.jacobian)
    set(parameters: problem.parameters)
  }

  package func set(parameters: [Double]) { for machine in [field, jacobian] { machine.set(parameters: parameters) } }

  package func set(modes: [Double]) { for machine in [field, jacobian] { machine.set(modes: modes) } }

  /// Stores dy/dt at each point in `rates`.
  package func rates(
    _ times: UnsafePointer<Double>, _ states: UnsafePointer<Double>, _ count: Int,
    _ rates: UnsafeMutablePointer<Double>
  ) { field.evaluate(times, states, count: count, outputs: dimension, into: rates) }

  /// Stores ∂fᵢ/∂yₖ at each point, as component `i * dimension + k`, in `entries`.
  package func jacobian(
    _ times: UnsafePointer<Double>, _ states: UnsafePointer<Double>, _ count: Int,
    _ entries: UnsafeMutablePointer<Double>
  ) { jacobian.evaluate(times, states, count: count, outputs: dimension * dimension, into: entries) }
}
