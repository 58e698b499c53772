extension Method {
  /// yᵢ ← yᵢ + h φ₁(h Jᵢᵢ) fᵢ with φ₁(x) = (eˣ − 1)/x: each state by itself as a linear equation, its rate frozen at the
  /// start of the step. Exact for gating variables under a constant voltage, hence usual in neuroscience.
  /// S. Rush, H. Larsen, IEEE Trans. Biomed. Eng. 25 (1978) 389, doi:10.1109/TBME.1978.326270.
  static let exponentialEuler = Method(
    "exponential-euler", aliases: ["rush-larsen", "exponential-euler-diagonal"], title: "Exponential Euler", order: 1,
    formula: "y_{n+1,i} = y_{n,i} + h\\,\\varphi_1(h J_{ii})\\,f_i(t_n, y_n),\\quad \\varphi_1(x) = (e^x - 1)/x",
    stability: "e^z",
    source: "S. Rush, H. Larsen, IEEE Trans. Biomed. Eng. 25 (1978) 389, doi:10.1109/TBME.1978.326270",
    ExponentialEuler())
}

struct ExponentialEuler: Solver {
  let order = 1
  let gainIsOfEigenvalues = false

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let memory: Scratch
    private let slope: UnsafeMutablePointer<Double>
    private let jacobian: UnsafeMutablePointer<Double>
    private var y: UnsafePointer<Double>

    init(_ system: System) {
      self.system = system
      let n = system.dimension
      memory = Scratch(n + n * n + n)
      slope = memory.pointer
      jacobian = slope + n
      y = UnsafePointer(slope)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.y = y
      system.evaluate(t, y, slope)
      system.jacobian(ofStepFrom: t, y, slope: slope, jacobian)
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      let n = system.dimension
      for index in 0..<n {
        let phi = Operation.apply(.exprel, h * jacobian[index * (n + 1)], 0, 0)
        result[index] = y[index] + h * phi * slope[index]
      }
      return true
    }

    mutating func accept() {}
    mutating func restart() {}
  }
}
