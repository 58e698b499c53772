extension Method {
  /// y₁ = y₀ + h/2 (f(t₀, y₀) + f(t₁, y₁)), by Newton's method from an explicit Euler predictor.
  /// J. Crank, P. Nicolson, Proc. Camb. Phil. Soc. 43 (1947) 50, doi:10.1017/S0305004100023197; stability: G. Dahlquist,
  /// BIT 3 (1963) 27, doi:10.1007/BF01963532. A-stable, but it does not damp: very stiff parts swing.
  static let trapezoidal = Method(
    "trapezoidal", aliases: ["trapezoid", "crank-nicolson", "implicit-trapezoidal"], title: "Trapezoidal", order: 2,
    formula: "y_{n+1} = y_n + \\tfrac h2 \\left(f(t_n, y_n) + f(t_{n+1}, y_{n+1})\\right)",
    stability: "(1 + z/2)/(1 - z/2)", claim: .aStable,
    source: "J. Crank, P. Nicolson, Proc. Camb. Phil. Soc. 43 (1947) 50, doi:10.1017/S0305004100023197", Trapezoidal())
}

struct Trapezoidal: Solver {
  let order = 2
  let usesNewton = true

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let stage: ImplicitStage
    private let memory: Scratch
    private let slope: UnsafeMutablePointer<Double>
    private let known: UnsafeMutablePointer<Double>
    private var t = 0.0
    private var y: UnsafePointer<Double>

    init(_ system: System) {
      self.system = system
      stage = ImplicitStage(system)
      memory = Scratch(2 * system.dimension)
      slope = memory.pointer
      known = slope + system.dimension
      y = UnsafePointer(slope)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      system.evaluate(t, y, slope)
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      for index in 0..<system.dimension {
        known[index] = y[index] + h / 2 * slope[index]
        result[index] = y[index] + h * slope[index]
      }
      return stage.solve(t + h, h / 2, known: known, result)
    }

    mutating func accept() {}
    mutating func restart() {}
  }
}
