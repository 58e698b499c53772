extension Method {
  /// y₁ = y₀ + h f(t₁, y₁), by Newton's method from an explicit Euler predictor.
  /// C. F. Curtiss and J. O. Hirschfelder, PNAS 38 (1952) 235, doi:10.1073/pnas.38.3.235.
  static let backwardEuler = Method(
    "backward-euler", aliases: ["implicit-euler"], title: "Backward Euler", order: 1,
    formula: "y_{n+1} = y_n + h\\,f(t_{n+1}, y_{n+1})", stability: "1/(1 - z)", claim: .lStable,
    source: "C. F. Curtiss, J. O. Hirschfelder, PNAS 38 (1952) 235, doi:10.1073/pnas.38.3.235", BackwardEuler())
}

struct BackwardEuler: Solver {
  let order = 1
  let usesNewton = true

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let stage: ImplicitStage
    private let slope: Scratch
    private var t = 0.0
    private var y: UnsafePointer<Double>

    init(_ system: System) {
      self.system = system
      stage = ImplicitStage(system)
      slope = Scratch(system.dimension)
      y = UnsafePointer(slope.pointer)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      system.evaluate(t, y, slope.pointer)
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      for index in 0..<system.dimension { result[index] = y[index] + h * slope.pointer[index] }
      return stage.solve(t + h, h, known: y, result)
    }

    mutating func accept() {}
    mutating func restart() {}
  }
}
