extension Method {
  /// The adaptive scheme of the course project "ExpRESS" as it was coded: linearly implicit Euler, with a whole step
  /// compared to two half steps. The half steps keep the Jacobian of the step's start, their result goes on
  /// unextrapolated, and the error is the Euclidean norm over all states. Of order 1; a tolerance bounds the error of a
  /// step, and promises nothing about the end.
  static let express = Method(
    "express", aliases: ["express-adaptive", "linearly-implicit-step-doubling"],
    title: "ExpRESS (linearly implicit, step doubling)", order: 1,
    formula:
      "y_{n+1/2} = y_n + \\tfrac h2 (1 - \\tfrac h2 J_n)^{-1} f(t_n, y_n),\\quad"
      + " y_{n+1} = y_{n+1/2} + \\tfrac h2 (1 - \\tfrac h2 J_n)^{-1} f(t_{n+1/2}, y_{n+1/2})",
    stability: "1/(1 - z/2)^2", claim: .lStable,
    source: "the course project's program, whose write-up has φ₁ in place of (1 − hJ)⁻¹; step doubling: E. Hairer,"
      + " S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I (1993), II.4, doi:10.1007/978-3-540-78862-1",
    preset: .adaptive(
      Tolerance(relative: 0, absolute: [0.5]), StepBounds(first: 0.25, smallest: 0.01, largest: 2)),
    Express())
}

struct Express: Solver {
  let order = 1
  /// Of order 2 here, so that the tolerance stays what the recipe says: a bound of each step.
  let control: StepControl? = StepControl(
    power: 2, order: 2, memory: 0, safety: 1, least: 0.1, greatest: 5, growsAfterRejection: true)

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let n: Int
    private let factors: Factorisation
    private let memory: Scratch
    private let slope: UnsafeMutablePointer<Double>
    private let jacobian: UnsafeMutablePointer<Double>
    private let whole: UnsafeMutablePointer<Double>
    private let increment: UnsafeMutablePointer<Double>
    private var t = 0.0
    private var y: UnsafePointer<Double>

    init(_ system: System) {
      self.system = system
      n = system.dimension
      factors = Factorisation(n)
      memory = Scratch(4 * n + n * n)
      slope = memory.pointer
      whole = slope + n
      increment = whole + n
      jacobian = increment + n
      y = UnsafePointer(slope)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      system.evaluate(t, y, slope)
      system.jacobian(ofStepFrom: t, y, slope: slope, jacobian)
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      guard factor(h / 2) else { return false }
      advance(h / 2, slope, from: y, result)
      system.evaluate(t + h / 2, result, increment)
      advance(h / 2, increment, from: result, result)
      return true
    }

    mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double? {
      guard factor(h) else { return .infinity }
      advance(h, slope, from: y, whole)
      var sum = 0.0
      for index in 0..<n {
        let part = (result[index] - whole[index]) / system.allowance(index, y, result)
        sum += part * part
      }
      return sum.squareRoot()
    }

    private func factor(_ h: Double) -> Bool {
      for entry in 0..<n * n { factors.matrix[entry] = -h * jacobian[entry] }
      for row in 0..<n { factors.matrix[row * (n + 1)] += 1 }
      return factors.factor() != 0
    }

    /// One linearly implicit step with the matrix last factored.
    private func advance(
      _ h: Double, _ slope: UnsafePointer<Double>, from start: UnsafePointer<Double>,
      _ result: UnsafeMutablePointer<Double>
    ) {
      for index in 0..<n { increment[index] = slope[index] }
      factors.solve(increment)
      for index in 0..<n { result[index] = start[index] + h * increment[index] }
    }

    mutating func accept() {}
    mutating func restart() {}
  }
}
