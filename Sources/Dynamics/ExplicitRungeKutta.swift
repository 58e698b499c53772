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

  /// - Parameter stages: one row for each stage after the first; the nodes are the sums of the rows.
  package init(order: Int, stages: [[Double]], weights: [Double], divisor: Double = 1) {
    precondition(weights.count == stages.count + 1)
    self.order = order
    self.stages = stages
    self.weights = weights
    self.divisor = divisor
    nodes = [0] + stages.map { $0.reduce(0, +) }
  }

  package func stepper(for system: System) -> Run { Run(self, system) }

  package func solve(_ problem: Problem, _ settings: Settings) -> Solution { integrate(problem, settings) }

  /// y + h Σ bᵢ kᵢ with kᵢ = f(t + cᵢ h, y + h Σ aᵢⱼ kⱼ).
  package struct Run: Stepper {
    private let system: System
    private let n: Int
    private let stageCount: Int
    private var t = 0.0
    private var y: UnsafePointer<Double>
    private let memory: Scratch
    /// stageCount slopes, then the state of a stage.
    private let slopes: UnsafeMutablePointer<Double>
    private let stage: UnsafeMutablePointer<Double>
    private let nodes: UnsafeMutablePointer<Double>
    /// Rows of the stages and of the weights, without their zeros.
    private let rowEnds: [Int]
    private let coefficients: UnsafeMutablePointer<Double>
    private let columns: [Int]
    private let divisor: Double

    init(_ method: ExplicitRungeKutta, _ system: System) {
      self.system = system
      n = system.dimension
      stageCount = method.weights.count
      var ends = [0]
      var values: [Double] = []
      var columns: [Int] = []
      for row in method.stages + [method.weights] {
        for (column, value) in row.enumerated() where value != 0 {
          values.append(value)
          columns.append(column * system.dimension)
        }
        ends.append(values.count)
      }
      rowEnds = ends
      self.columns = columns
      divisor = method.divisor
      memory = Scratch(stageCount * n + n + stageCount + values.count)
      slopes = memory.pointer
      stage = slopes + stageCount * n
      nodes = stage + n
      coefficients = nodes + stageCount
      nodes.update(from: method.nodes, count: stageCount)
      coefficients.update(from: values, count: values.count)
      y = UnsafePointer(stage)
    }

    package mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      system.evaluate(t, y, slopes)
    }

    package mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      for index in 1..<max(1, stageCount) {
        combine(index - 1, h, stage)
        system.evaluate(t + nodes[index] * h, stage, slopes + index * n)
      }
      combine(stageCount - 1, h / divisor, result)
      return true
    }

    /// y + h times the slopes weighted by row `row`.
    @inline(__always)
    private func combine(_ row: Int, _ h: Double, _ result: UnsafeMutablePointer<Double>) {
      for component in 0..<n {
        var sum = 0.0
        for entry in rowEnds[row]..<rowEnds[row + 1] { sum += coefficients[entry] * slopes[columns[entry] + component] }
        result[component] = y[component] + h * sum
      }
    }

    package mutating func accept() {}
    package mutating func restart() {}
  }
}
