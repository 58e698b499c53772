extension Method {
  /// Explicit Euler for one state after the other in the order they are written, each with the new values of those before
  /// it; a state may take its step in several equal parts. Time stands still at the start of the step. With the step and
  /// parts that the papers give, and events on the grid, it makes the figures of Izhikevich 2003 and 2004.
  /// E. M. Izhikevich, IEEE Trans. Neural Netw. 14 (2003) 1569, doi:10.1109/TNN.2003.820440, and 15 (2004) 1063,
  /// doi:10.1109/TNN.2004.832719 (program figure1.m).
  static let sequentialEuler = Method(
    "sequential-euler", aliases: ["izhikevich-euler", "gauss-seidel-euler"],
    title: "Sequential Euler", order: 1,
    formula: "y_{n+1,i} = y_{n,i} + h\\,f_i(t_n, y_{n+1,1}, \\dots, y_{n+1,i-1}, y_{n,i}, \\dots)",
    source: "E. M. Izhikevich, IEEE Trans. Neural Netw. 15 (2004) 1063, doi:10.1109/TNN.2004.832719",
    SequentialEuler())
}

struct SequentialEuler: Solver {
  let order = 1
  let gainIsOfEigenvalues = false
  let takesSubsteps = true

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let slope: Scratch
    private var t = 0.0
    private var y: UnsafePointer<Double>

    init(_ system: System) {
      self.system = system
      slope = Scratch(system.dimension)
      y = UnsafePointer(slope.pointer)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      for index in 0..<system.dimension { result[index] = y[index] }
      for index in 0..<system.dimension {
        let parts = system.substeps[index]
        for _ in 0..<parts {
          system.evaluate(t, result, slope.pointer)
          result[index] += h / Double(parts) * slope.pointer[index]
        }
      }
      return true
    }

    mutating func accept() {}
    mutating func restart() {}
  }
}
