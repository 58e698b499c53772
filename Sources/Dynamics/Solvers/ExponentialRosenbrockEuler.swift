extension Method {
  /// y₁ = y₀ + h φ₁(hJ) f + h² φ₂(hJ) ∂f/∂t with the Jacobian J at the start of the step: exact for linear equations with
  /// constant or linear input. Order 2, and order 1 if ∂f/∂t is forgotten. The error estimate compares with the method of
  /// order 3 of the same family.
  /// M. Hochbruck, A. Ostermann, J. Schweitzer, SIAM J. Numer. Anal. 47 (2009) 786, doi:10.1137/080717717.
  static let exponentialRosenbrockEuler = Method(
    "exponential-rosenbrock-euler", aliases: ["exponential-rosenbrock", "exprb2", "erow2"],
    title: "Exponential Rosenbrock–Euler", order: 2,
    formula: "y_{n+1} = y_n + h\\,\\varphi_1(hJ)\\,f(t_n, y_n) + h^2 \\varphi_2(hJ)\\,\\partial_t f,"
      + "\\quad \\varphi_1(z) = (e^z - 1)/z",
    stability: "e^z", claim: .lStable,
    source: "M. Hochbruck, A. Ostermann, J. Schweitzer, SIAM J. Numer. Anal. 47 (2009) 786, doi:10.1137/080717717",
    ExponentialRosenbrockEuler())
}

struct ExponentialRosenbrockEuler: Solver {
  let order = 2
  let control: StepControl? = .proportionalIntegral(power: 3, order: 2)

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let n: Int
    private let functions: PhiFunctions
    private let memory: Scratch
    private let slope: UnsafeMutablePointer<Double>
    private let slopeAtEnd: UnsafeMutablePointer<Double>
    private let remainder: UnsafeMutablePointer<Double>
    private let error: UnsafeMutablePointer<Double>
    /// ∂f/∂y, and ∂f/∂t behind it.
    private let jacobian: UnsafeMutablePointer<Double>
    private let change: UnsafeMutablePointer<Double>
    private var t = 0.0
    private var y: UnsafePointer<Double>
    private var knowsSlopeAtEnd = false
    private var continues = false

    init(_ system: System) {
      self.system = system
      n = system.dimension
      functions = PhiFunctions(n)
      memory = Scratch(5 * n + n * n)
      slope = memory.pointer
      slopeAtEnd = slope + n
      remainder = slopeAtEnd + n
      error = remainder + n
      jacobian = error + n
      change = jacobian + n * n
      y = UnsafePointer(slope)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      if continues {
        for index in 0..<n { slope[index] = slopeAtEnd[index] }
      } else {
        system.evaluate(t, y, slope)
      }
      continues = false
      system.jacobian(ofStepFrom: t, y, slope: slope, jacobian)
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      knowsSlopeAtEnd = false
      guard functions.compute(h, jacobian) else { return false }
      let (phi1, phi2) = (functions.phi(1), functions.phi(2))
      for row in 0..<n {
        var sum = 0.0
        for k in 0..<n { sum += phi1[row * n + k] * slope[k] + h * phi2[row * n + k] * change[k] }
        result[row] = y[row] + h * sum
      }
      return true
    }

    /// 2h φ₃(hJ) applied to how much f(t₁, y₁) differs from what the linear equation says.
    mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double? {
      if !knowsSlopeAtEnd { system.evaluate(t + h, result, slopeAtEnd) }
      knowsSlopeAtEnd = true
      for row in 0..<n {
        remainder[row] = slopeAtEnd[row] - slope[row] - h * change[row]
        for k in 0..<n { remainder[row] -= jacobian[row * n + k] * (result[k] - y[k]) }
      }
      let phi3 = functions.phi(3)
      for row in 0..<n {
        error[row] = 0
        for k in 0..<n { error[row] += 2 * h * phi3[row * n + k] * remainder[k] }
      }
      return system.norm(error, y, result)
    }

    mutating func accept() { continues = knowsSlopeAtEnd }
    mutating func restart() { continues = false }
  }
}
