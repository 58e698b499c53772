private import Kernels

/// The coefficients of an explicit Runge-Kutta method, and its stepper.
///
/// A method of this family is data: a file in `Solvers/` states name, order, coefficients and source.
package struct ExplicitRungeKutta: Solver {
  package let order: Int
  /// The row of each stage after the first: what multiplies the earlier stages.
  package let stages: [[Double]]
  /// The weights of the slopes, all of them times ``divisor``.
  package let weights: [Double]
  /// What the weights are divided by: small whole weights are exact, and sums come out as textbooks compute them.
  package let divisor: Double
  /// The fraction of the step at which each stage stands; the first is 0.
  package let nodes: [Double]
  /// What multiplies the slopes in the error estimate: the weights less those of the embedded method. One number more than
  /// there are stages means that the estimate also uses the slope at the end of the step, which is the first slope of the
  /// next one (first same as last).
  package let errorWeights: [Double]?
  package let control: StepControl?
  /// The compiled form that built-in models have of this method.
  package let compiled: Machine.CompiledMethod?

  /// - Parameters:
  ///   - stages: one row for each stage after the first; the nodes are the sums of the rows.
  ///   - embeddedOrder: the order of the method that the error weights compare with.
  package init(
    order: Int, stages: [[Double]], weights: [Double], divisor: Double = 1, errorWeights: [Double]? = nil,
    embeddedOrder: Int = 0, compiled: Machine.CompiledMethod? = nil
  ) {
    precondition(weights.count == stages.count + 1)
    self.order = order
    self.errorWeights = errorWeights
    control = errorWeights == nil ? nil : .proportionalIntegral(power: embeddedOrder + 1, order: order)
    self.stages = stages
    self.weights = weights
    self.divisor = divisor
    self.compiled = compiled
    nodes = [0] + stages.map { $0.reduce(0, +) }
  }

  package func stepper(for system: System) -> Run { Run(self, system) }

  package func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  /// y + h Σ bᵢ kᵢ with kᵢ = f(t + cᵢ h, y + h Σ aᵢⱼ kⱼ).
  package struct Run: Stepper {
    private let system: System
    private let n: Int
    package let stageCount: Int
    /// None for fixed steps; one more than there are stages where the slope at the end is weighed as well.
    private let errorCount: Int
    private var usesLastSlope: Bool { errorCount > stageCount }
    /// Whether the slope at the end of the last step is known, and whether it is the first slope of the next.
    private var knowsLastSlope = false
    private var continues = false
    private var t = 0.0
    private var y: UnsafePointer<Double>
    private let tableau: Tableau
    private let divisor: Double
    private let memory: Scratch
    private let slopes: UnsafeMutablePointer<Double>
    private let stage: UnsafeMutablePointer<Double>
    private let zero: UnsafeMutablePointer<Double>
    private let error: UnsafeMutablePointer<Double>
    package let wholeStep: WholeStep?
    /// The whole step in compiled code, for built-in models.
    private let compiledStep: notebook_step?
    /// The same for all methods of six stages; it leaves its slopes and its error behind.
    private let sixStages: notebook_six_stages?
    private let compiledValues: UnsafePointer<Double>

    init(_ method: ExplicitRungeKutta, _ system: System) {
      self.system = system
      n = system.dimension
      stageCount = method.weights.count
      divisor = method.divisor
      errorCount = method.errorWeights?.count ?? 0
      memory = Scratch((stageCount + 3) * n)
      slopes = memory.pointer
      zero = slopes + (stageCount + 1) * n
      error = zero + n
      tableau = Tableau(method, slopes: slopes, dimension: n)
      stage = system.stage
      y = UnsafePointer(stage)
      let compiled = system.compiled
      wholeStep = system.showsStages ? nil : WholeStep(method, system, tableau, slopes: slopes)
      compiledStep = wholeStep?.compiled
      sixStages = stageCount == 6 ? compiled?.sixStages : nil
      compiledValues = compiled?.values ?? UnsafePointer(stage)
    }

    package mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      if compiledStep != nil { return }
      if continues {
        let last = slopes + stageCount * n
        for index in 0..<n { slopes[index] = last[index] }
      } else {
        system.evaluate(t, y, slopes)
      }
      continues = false
    }

    package mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      if let compiledStep {
        compiledStep(compiledValues, y, h, result)
        system.count(evaluations: stageCount)
        return true
      }
      if let sixStages {
        sixStages(compiledValues, y, h, tableau.dense, divisor, errorCount, slopes, result, error)
        system.count(evaluations: stageCount - 1)
        knowsLastSlope = false
        return true
      }
      var index = 1
      while index < stageCount {
        combine(index - 1, h, from: y, stage)
        system.evaluate(t + tableau.nodes[index] * h, stage, slopes + index * n)
        index += 1
      }
      combine(stageCount - 1, h / divisor, from: y, result)
      knowsLastSlope = false
      return true
    }

    package mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double? {
      guard errorCount > 0 else { return nil }
      let isKnown = sixStages != nil
      if usesLastSlope, !knowsLastSlope {
        if isKnown { system.count(evaluations: 1) } else { system.evaluate(t + h, result, slopes + stageCount * n) }
        knowsLastSlope = true
      }
      if !isKnown { combine(stageCount, h, from: zero, error) }
      return system.norm(error, y, result)
    }

    /// `base` + h times the slopes weighted by row `row`.
    @inline(__always)
    private func combine(
      _ row: Int, _ h: Double, from base: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>
    ) {
      notebook_combine(tableau.rows[row], n, h, base, result)
    }

    package mutating func accept() { continues = knowsLastSlope }

    package mutating func restart() { continues = false }

    package func stage(_ index: Int) -> UnsafePointer<Double>? { UnsafePointer(slopes + index * n) }
  }
}
