/// A named method for initial value problems: the recipe, without a problem.
///
/// A solver is to its stepper as a sequence to its iterator: it never changes, and makes as many steppers as are asked of it.
package protocol Solver: Sendable {
  associatedtype Body: Stepper
  /// The order of the global error.
  var order: Int { get }
  func stepper(for system: System) -> Body
  /// Runs the method on the problem. Each solver states this in its own file as `integrate(problem, settings)`: there the
  /// compiler knows the stepper's type, and makes one fast loop for each method.
  func solve(_ problem: Problem, _ settings: Settings) -> Solution
}

/// One run of a method: owns scratch memory and history.
package protocol Stepper {
  /// How many accepted steps before the present one the method looks back on.
  static var history: Int { get }
  /// Makes (t, y) the point that the next steps begin from.
  mutating func begin(_ t: Double, _ y: UnsafePointer<Double>)
  /// Computes the state a step of size h after the point last begun from. May be called again with another h.
  /// Gives false where the method's equations have no solution.
  mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool
  /// Takes the last step into the history.
  mutating func accept()
  /// Forgets all history: the state jumped, or the equations changed.
  mutating func restart()
}

extension Stepper {
  package static var history: Int { 0 }
}

/// The right-hand side of one problem, ready to evaluate, with its counters.
package final class System {
  package let dimension: Int
  package let newtonTolerance: Double
  private let field: Machine
  let compiled: Machine.Compiled?
  private let jacobianMachine: Machine
  /// Evaluations, Jacobians, Newton iterations. Behind a pointer: counting must not cost what it counts.
  private let counts: UnsafeMutablePointer<Int>

  package init(_ problem: Problem, newtonTolerance: Double) {
    dimension = problem.dimension
    self.newtonTolerance = newtonTolerance
    field = Machine(problem.field, parameters: problem.parameters)
    compiled = field.compiled
    jacobianMachine = Machine(problem.jacobian, parameters: problem.parameters)
    counts = .allocate(capacity: 3)
    counts.initialize(repeating: 0, count: 3)
  }

  deinit { counts.deallocate() }

  /// What was evaluated so far; steps are counted by whoever takes them.
  package var cost: Cost {
    var cost = Cost()
    cost.evaluations = counts[0]
    cost.jacobians = counts[1]
    cost.newtonIterations = counts[2]
    return cost
  }

  package func set(modes: [Double]) {
    field.set(modes: modes)
    jacobianMachine.set(modes: modes)
  }

  /// Room for a state that ``evaluate`` takes without copying it.
  package var stage: UnsafeMutablePointer<Double> { field.states }

  /// Stores dy/dt at (t, y) in `result`.
  @inline(__always)
  package func evaluate(_ t: Double, _ y: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>) {
    counts[0] &+= 1
    if let compiled { return compiled.field(compiled.values, y, result) }
    field.run(t, y, result)
  }

  /// Stores ∂f/∂y at (t, y), row by row, then ∂f/∂t in `result`: dimension² + dimension numbers.
  package func jacobian(_ t: Double, _ y: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>) {
    jacobianMachine.run(t, y, result)
    counts[1] &+= 1
  }

  /// Counts evaluations that compiled steps made by themselves.
  @inline(__always)
  func count(evaluations: Int) { counts[0] &+= evaluations }

  package func countNewtonIteration() { counts[2] &+= 1 }
}
