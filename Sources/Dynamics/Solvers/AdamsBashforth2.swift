extension Method {
  /// y₁ = y₀ + h ((1 + r/2) f₀ − r/2 f₋₁) with r = h/h₋₁: the coefficients follow the steps, because events and stops cut
  /// steps short. The first step after a jump is a midpoint step, which keeps the order.
  /// F. Bashforth, J. C. Adams, An Attempt to Test the Theories of Capillary Action (1883); variable steps: E. Hairer,
  /// S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I (1993), III.5, doi:10.1007/978-3-540-78862-1.
  static let adamsBashforth2 = Method(
    "adams-bashforth-2", aliases: ["ab2", "adams-bashforth"], title: "Adams–Bashforth 2", order: 2,
    formula: "y_{n+1} = y_n + \\tfrac h2 \\left(3 f(t_n, y_n) - f(t_{n-1}, y_{n-1})\\right)",
    source:
      "F. Bashforth, J. C. Adams, An Attempt to Test the Theories of Capillary Action, Cambridge (1883)",
    AdamsBashforth2())
}

struct AdamsBashforth2: Solver {
  let order = 2

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    static let history = 1

    private let system: System
    private let memory: Scratch
    private var slope: UnsafeMutablePointer<Double>
    private var slopeBefore: UnsafeMutablePointer<Double>
    private let middle: UnsafeMutablePointer<Double>
    private var t = 0.0
    private var y: UnsafePointer<Double>
    private var size = 0.0
    /// 0 where there is no step to look back on.
    private var sizeBefore = 0.0

    /// The difference of two slopes over a much shorter step is rounding: then a midpoint step is taken, as at a start.
    private static let shortest = 1e-3

    init(_ system: System) {
      self.system = system
      memory = Scratch(3 * system.dimension)
      slope = memory.pointer
      slopeBefore = slope + system.dimension
      middle = slopeBefore + system.dimension
      y = UnsafePointer(middle)
    }

    mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      system.evaluate(t, y, slope)
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      size = h
      if sizeBefore > Self.shortest * h {
        let half = h / sizeBefore / 2
        for index in 0..<system.dimension {
          result[index] = y[index] + h * ((1 + half) * slope[index] - half * slopeBefore[index])
        }
      } else {
        for index in 0..<system.dimension { middle[index] = y[index] + h / 2 * slope[index] }
        system.evaluate(t + h / 2, middle, result)
        for index in 0..<system.dimension { result[index] = y[index] + h * result[index] }
      }
      return true
    }

    mutating func accept() {
      swap(&slope, &slopeBefore)
      sizeBefore = size
    }

    mutating func restart() { sizeBefore = 0 }
  }
}
