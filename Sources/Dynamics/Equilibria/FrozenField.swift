/// The right-hand side of a problem at one time, as a function of the state alone.
///
/// Inputs and what depends on time keep the values they have at that time; conditions on states are evaluated as they stand.
package final class FrozenField {
  package let dimension: Int
  package let time: Double
  private let field: Machine
  private let slopes: Machine
  private let modeValues: Machine
  private let modeCount: Int
  private var parameters: [Double]

  /// - Parameter problem: made without located surfaces, so that its modes depend on time alone.
  package init(_ problem: Problem, at time: Double) {
    dimension = problem.dimension
    self.time = time
    parameters = problem.parameters
    field = Machine(problem.field, parameters: problem.parameters)
    slopes = Machine(problem.jacobian, parameters: problem.parameters)
    modeValues = Machine(problem.modes.values, parameters: problem.parameters)
    modeCount = problem.modes.kinds.count
    settleModes()
  }

  /// Modes come after the ones they use, and each is set before the next is looked at: one pass settles them.
  private func settleModes() {
    let zeros = Array(repeating: 0.0, count: dimension)
    for index in 0..<modeCount {
      let value = modeValues.results(time, zeros)[index]
      for machine in [field, slopes, modeValues] { machine.set(mode: index, to: value) }
    }
  }

  package func set(parameter index: Int, to value: Double) {
    parameters[index] = value
    for machine in [field, slopes, modeValues] { machine.set(parameters: parameters) }
    settleModes()
  }

  package func parameter(_ index: Int) -> Double { parameters[index] }

  /// dy/dt at the state.
  package func rate(_ state: [Double]) -> [Double] { field.results(time, state) }

  /// ∂f/∂y row by row.
  package func jacobian(_ state: [Double]) -> [Double] {
    Array(slopes.results(time, state).prefix(dimension * dimension))
  }

  /// The equilibrium at a state that is one; nothing where the Jacobian is not finite.
  package func equilibrium(at state: [Double]) -> Equilibrium? {
    eigenvalues(jacobian(state), dimension: dimension).map { Equilibrium(state: state, eigenvalues: $0) }
  }
}
