internal import Kernels

/// The right-hand side of one problem, ready to evaluate, with its counters.
package final class System {
  package let problem: Problem
  package let dimension: Int
  /// What the modes are at present.
  package private(set) var modes: [Double]
  package let newtonTolerance: Double
  /// What adaptive steps are held to; absolute 1 in every state where steps are fixed.
  package let tolerance: Tolerance
  /// Whether a stepper has to leave its stages where they can be looked at.
  package let showsStages: Bool
  /// In how many parts each state takes its step, for sequential methods.
  package let substeps: [Int]
  private let absoluteTolerances: Scratch
  private let field: Machine
  let compiled: Machine.Compiled?
  private let jacobianMachine: Machine
  /// For steps that begin where a derivative may be infinite.
  let corner: CornerJacobian?
  /// Evaluations, Jacobians, Newton iterations. Behind a pointer: counting must not cost what it counts.
  private let counts: UnsafeMutablePointer<Int>

  /// - Parameter control: how the method that is run chooses its steps.
  package init(_ problem: Problem, _ settings: Settings, _ control: StepControl?) {
    self.problem = problem
    dimension = problem.dimension
    modes = Array(repeating: 0, count: problem.layout.modes)
    newtonTolerance = settings.newtonTolerance
    tolerance = settings.tolerance.map { control?.calibrated($0) ?? $0 } ?? .unit
    showsStages = settings.log?.keepsStages ?? false
    substeps = (0..<problem.dimension).map { $0 < settings.substeps.count ? settings.substeps[$0] : 1 }
    absoluteTolerances = Scratch(problem.dimension)
    for index in 0..<problem.dimension { absoluteTolerances.pointer[index] = tolerance.absolute(of: index) }
    field = Machine(problem.field, parameters: problem.parameters)
    compiled = field.compiled
    jacobianMachine = Machine(problem.jacobian, parameters: problem.parameters)
    corner = problem.hasRoots ? CornerJacobian(problem.dimension) : nil
    counts = .allocate(capacity: 3)
    counts.initialize(repeating: 0, count: 3)
  }

  deinit { counts.deallocate() }

  /// How large the error of one state may be in a step from y to z, in the unit of the state.
  @inline(__always)
  package func allowance(_ state: Int, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>) -> Double {
    max(
      absoluteTolerances.pointer[state] + tolerance.relative * max(abs(y[state]), abs(z[state])), .leastNormalMagnitude)
  }

  /// The largest part of `error`, each in units of what the tolerance allows its state in a step from y to z.
  package func norm(
    _ error: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>
  ) -> Double {
    var norm = 0.0
    for index in 0..<dimension {
      let part = abs(error[index]) / allowance(index, y, z)
      guard part < .infinity else { return .infinity }
      norm = max(norm, part)
    }
    return norm
  }

  /// What was evaluated so far; steps are counted by whoever takes them.
  package var cost: Cost {
    var cost = Cost()
    cost.evaluations = counts[0]
    cost.jacobians = counts[1]
    cost.newtonIterations = counts[2]
    return cost
  }

  package func set(modes: [Double]) {
    self.modes = modes
    field.set(modes: modes)
    jacobianMachine.set(modes: modes)
  }

  var machine: Machine { field }

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

  /// The same for a step from (t, y) of a linearly implicit method: see ``CornerJacobian``.
  func jacobian(
    ofStepFrom t: Double, _ y: UnsafePointer<Double>, slope: UnsafePointer<Double>,
    _ result: UnsafeMutablePointer<Double>
  ) {
    jacobian(t, y, result)
    corner?.amend(result, t, y, slope: slope, evaluate: jacobian)
  }

  /// Counts evaluations that compiled steps made by themselves.
  @inline(__always)
  func count(evaluations: Int) { counts[0] &+= evaluations }

  /// How many evaluations were counted: to be set back after those that no step needed.
  var evaluationCount: Int {
    get { counts[0] }
    set { counts[0] = newValue }
  }

  package func countNewtonIteration() { counts[2] &+= 1 }

  var newtonIterations: Int { counts[2] }
}
