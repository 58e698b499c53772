/// The coefficients of a Rosenbrock method (linearly implicit Runge-Kutta), and its stepper.
///
/// With W = 1/(γh) − ∂f/∂y at the start of the step, and the slope's change in time at the start, ∂f/∂t:
///
///     W uᵢ = f(t + αᵢ h, y + Σ aᵢⱼ uⱼ) + Σ (cᵢⱼ/h) uⱼ + dᵢ h ∂f/∂t,   y₁ = y + Σ mᵢ uᵢ.
///
/// One Jacobian and one factorisation for each step, no iteration. E. Hairer, G. Wanner, Solving Ordinary Differential
/// Equations II (1996), IV.7, doi:10.1007/978-3-642-05221-7.
package struct Rosenbrock: Solver {
  package let order: Int
  package let gamma: Double
  /// αᵢ, the fraction of the step at which each stage stands; the first is 0.
  package let nodes: [Double]
  /// aᵢⱼ and cᵢⱼ: a row for each stage after the first.
  package let stages: [[Double]]
  package let couplings: [[Double]]
  /// dᵢ.
  package let timeWeights: [Double]
  /// mᵢ.
  package let weights: [Double]
  /// What multiplies the stages in the error estimate.
  package let errorWeights: [Double]?
  package let control: StepControl?

  package init(
    order: Int, gamma: Double, nodes: [Double] = [0], stages: [[Double]] = [], couplings: [[Double]] = [],
    timeWeights: [Double], weights: [Double], errorWeights: [Double]? = nil, embeddedOrder: Int = 0
  ) {
    self.order = order
    self.gamma = gamma
    self.nodes = nodes
    self.stages = stages
    self.couplings = couplings
    self.timeWeights = timeWeights
    self.weights = weights
    self.errorWeights = errorWeights
    control = errorWeights == nil ? nil : .proportionalIntegral(power: embeddedOrder + 1, order: order)
  }

  package func stepper(for system: System) -> Run { Run(self, system) }
  package func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  package struct Run: Stepper {
    private let method: Rosenbrock
    private let system: System
    private let n: Int
    private var t = 0.0
    private var y: UnsafePointer<Double>
    private let memory: Scratch
    private let factors: Factorisation
    /// The slope at the start, the Jacobian with ∂f/∂t behind it, and one vector uᵢ for each stage.
    private let slope: UnsafeMutablePointer<Double>
    private let jacobian: UnsafeMutablePointer<Double>
    private let units: UnsafeMutablePointer<Double>
    private let point: UnsafeMutablePointer<Double>
    private let error: UnsafeMutablePointer<Double>

    init(_ method: Rosenbrock, _ system: System) {
      self.method = method
      self.system = system
      n = system.dimension
      let count = method.weights.count
      memory = Scratch(n * n + (4 + count) * n)
      factors = Factorisation(n)
      slope = memory.pointer
      jacobian = slope + n
      units = jacobian + n * n + n
      point = units + count * n
      error = point + n
      y = UnsafePointer(point)
    }

    package mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      system.evaluate(t, y, slope)
      system.jacobian(ofStepFrom: t, y, slope: slope, jacobian)
    }

    package mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      for entry in 0..<n * n { factors.matrix[entry] = -jacobian[entry] }
      for row in 0..<n { factors.matrix[row * (n + 1)] += 1 / (method.gamma * h) }
      // As h grows from 0 the determinant is positive until the step has a pole: behind it results mean nothing.
      guard factors.factor() > 0 else { return false }
      for stage in method.weights.indices { solve(stage, h) }
      for component in 0..<n { result[component] = y[component] }
      add(method.weights, to: result)
      return true
    }

    private func solve(_ stage: Int, _ h: Double) {
      let unit = units + stage * n
      if stage == 0 {
        for component in 0..<n { unit[component] = slope[component] }
      } else {
        for component in 0..<n { point[component] = y[component] }
        add(method.stages[stage - 1], to: point)
        system.evaluate(t + method.nodes[stage] * h, point, unit)
        for earlier in 0..<stage where method.couplings[stage - 1][earlier] != 0 {
          let factor = method.couplings[stage - 1][earlier] / h
          for component in 0..<n { unit[component] += factor * units[earlier * n + component] }
        }
      }
      let change = jacobian + n * n
      let factor = method.timeWeights[stage] * h
      if factor != 0 { for component in 0..<n { unit[component] += factor * change[component] } }
      factors.solve(unit)
    }

    private func add(_ weights: [Double], to vector: UnsafeMutablePointer<Double>) {
      for (stage, weight) in weights.enumerated() where weight != 0 {
        for component in 0..<n { vector[component] += weight * units[stage * n + component] }
      }
    }

    package mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double? {
      guard let weights = method.errorWeights else { return nil }
      for component in 0..<n { error[component] = 0 }
      add(weights, to: error)
      return system.norm(error, y, result)
    }

    package mutating func accept() {}
    package mutating func restart() {}

    package var stageCount: Int { method.weights.count }
    package func stage(_ index: Int) -> UnsafePointer<Double>? { UnsafePointer(units + index * n) }
  }
}
