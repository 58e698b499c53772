extension Method {
  /// The stabilised explicit method of order 2: as many stages as the spectral radius of the Jacobian asks for, each a step
  /// of Chebyshev's recurrence. With s stages it is stable on the negative real axis up to 0.653 (s² − 1): for diffusion and
  /// other problems with real spectra, not for oscillations. B. P. Sommeijer, L. F. Shampine, J. G. Verwer, J. Comput. Appl.
  /// Math. 88 (1998) 315, doi:10.1016/S0377-0427(97)00219-7.
  static let rkc = Method(
    "rkc", aliases: ["runge-kutta-chebyshev", "rkc2"], title: "Runge–Kutta–Chebyshev", order: 2,
    formula:
      "Y_j = (1 - \\mu_j - \\nu_j) y_n + \\mu_j Y_{j-1} + \\nu_j Y_{j-2} + \\tilde\\mu_j h f(Y_{j-1})"
      + " + \\tilde\\gamma_j h f(y_n),\\quad y_{n+1} = Y_s",
    stability: "a_s + b_s T_s(w_0 + w_1 z)", claim: .realAxis,
    source:
      "B. P. Sommeijer, L. F. Shampine, J. G. Verwer, J. Comput. Appl. Math. 88 (1998) 315,"
      + " doi:10.1016/S0377-0427(97)00219-7",
    RKC())
}

struct RKC: Solver {
  let order = 2
  let control: StepControl? = .proportionalIntegral(power: 3, order: 2)

  func stepper(for system: System) -> Run { Run(system) }
  func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  struct Run: Stepper {
    private let system: System
    private let n: Int
    private let memory: Scratch
    private let slope: UnsafeMutablePointer<Double>
    private let slopeAtEnd: UnsafeMutablePointer<Double>
    private let stageSlope: UnsafeMutablePointer<Double>
    private let last: UnsafeMutablePointer<Double>
    private let lastButOne: UnsafeMutablePointer<Double>
    private let error: UnsafeMutablePointer<Double>
    private let jacobian: UnsafeMutablePointer<Double>
    private var radius = 0.0
    private var t = 0.0
    private var y: UnsafePointer<Double>
    private var knowsSlopeAtEnd = false
    private var continues = false

    /// Steps that need more stages are halved.
    private static let mostStages = 2000.0
    /// ε: |R| is at most 1 − ε/3 inside, so that rounding is damped.
    private static let damping = 2.0 / 13

    init(_ system: System) {
      self.system = system
      n = system.dimension
      memory = Scratch(6 * n + n * n + n + 2 * n * n)
      slope = memory.pointer
      slopeAtEnd = slope + n
      stageSlope = slopeAtEnd + n
      last = stageSlope + n
      lastButOne = last + n
      error = lastButOne + n
      jacobian = error + n
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
      radius = spectralRadiusBound(n, jacobian, room: jacobian + n * n + n)
    }

    mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      knowsSlopeAtEnd = false
      let wanted = (1 + (1 + 1.54 * h * radius).squareRoot()).rounded(.down)
      guard wanted <= Self.mostStages else { return false }
      let s = max(2, Int(wanted))
      var recurrence = Chebyshev(stages: s, damping: Self.damping)
      for index in 0..<n {
        lastButOne[index] = y[index]
        last[index] = y[index] + recurrence.firstWeight * h * slope[index]
      }
      for _ in 2...s {
        system.evaluate(t + recurrence.node * h, last, stageSlope)
        let c = recurrence.next()
        for index in 0..<n {
          result[index] =
            (1 - c.mu - c.nu) * y[index] + c.mu * last[index] + c.nu * lastButOne[index]
            + h * (c.slopeWeight * stageSlope[index] + c.startWeight * slope[index])
          lastButOne[index] = last[index]
          last[index] = result[index]
        }
      }
      return true
    }

    mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double? {
      if !knowsSlopeAtEnd { system.evaluate(t + h, result, slopeAtEnd) }
      knowsSlopeAtEnd = true
      for index in 0..<n {
        error[index] = 0.8 * (y[index] - result[index]) + 0.4 * h * (slope[index] + slopeAtEnd[index])
      }
      return system.norm(error, y, result)
    }

    mutating func accept() { continues = knowsSlopeAtEnd }
    mutating func restart() { continues = false }
  }

  /// The coefficients of the stages 1, 2, ... in turn.
  struct Chebyshev {
    private let w0: Double
    private let w1: Double
    /// Tⱼ, Tⱼ′, Tⱼ″ at w₀ for the last two j, and bⱼ.
    private var last: (value: Double, first: Double, second: Double)
    private var before: (value: Double, first: Double, second: Double) = (1, 0, 0)
    private var b: Double
    private var bBefore: Double
    /// Where the last stage stands, as a fraction of the step, and the one before.
    private(set) var node: Double
    private var nodeBefore = 0.0
    let firstWeight: Double

    init(stages s: Int, damping: Double) {
      w0 = 1 + damping / Double(s * s)
      last = (w0, 1, 0)
      for _ in 2...s { Self.goOn(w0, &last, &before) }
      w1 = last.first / last.second
      (last, before) = ((w0, 1, 0), (1, 0, 0))
      b = 1 / (4 * w0 * w0)
      bBefore = b
      firstWeight = b * w1
      node = firstWeight
    }

    private static func goOn(
      _ x: Double, _ last: inout (value: Double, first: Double, second: Double),
      _ before: inout (value: Double, first: Double, second: Double)
    ) {
      let value = 2 * x * last.value - before.value
      let first = 2 * x * last.first + 2 * last.value - before.first
      let second = 2 * x * last.second + 4 * last.first - before.second
      (last, before) = ((value, first, second), last)
    }

    mutating func next() -> (mu: Double, nu: Double, slopeWeight: Double, startWeight: Double) {
      // γ̃ⱼ = −aⱼ₋₁ μ̃ⱼ with aⱼ = 1 − bⱼ Tⱼ(w₀).
      let a = 1 - b * last.value
      Self.goOn(w0, &last, &before)
      let next = last.second / (last.first * last.first)
      let mu = 2 * w0 * next / b
      let nu = -next / bBefore
      let slopeWeight = 2 * w1 * next / b
      (node, nodeBefore) = (mu * node + nu * nodeBefore + slopeWeight * (1 - a), node)
      (b, bBefore) = (next, b)
      return (mu, nu, slopeWeight, -a * slopeWeight)
    }
  }
}
