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
  /// The compiled form that built-in models have of this method.
  package let compiled: Machine.CompiledMethod?

  /// - Parameter stages: one row for each stage after the first; the nodes are the sums of the rows.
  package init(
    order: Int, stages: [[Double]], weights: [Double], divisor: Double = 1, compiled: Machine.CompiledMethod? = nil
  ) {
    precondition(weights.count == stages.count + 1)
    self.order = order
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
    private let stageCount: Int
    private var t = 0.0
    private var y: UnsafePointer<Double>
    private let tableau: Tableau
    private let divisor: Double
    private let memory: Scratch
    private let slopes: UnsafeMutablePointer<Double>
    private let stage: UnsafeMutablePointer<Double>
    /// The whole step in compiled code, for built-in models.
    private let compiledStep: notebook_step?
    private let compiledValues: UnsafePointer<Double>

    init(_ method: ExplicitRungeKutta, _ system: System) {
      self.system = system
      n = system.dimension
      stageCount = method.weights.count
      divisor = method.divisor
      memory = Scratch(stageCount * n)
      slopes = memory.pointer
      tableau = Tableau(method, slopes: slopes, dimension: n)
      stage = system.stage
      y = UnsafePointer(stage)
      let compiled = system.compiled
      compiledStep = method.compiled.flatMap { compiled?.step(of: $0) }
      compiledValues = compiled?.values ?? UnsafePointer(stage)
    }

    package mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
      self.t = t
      self.y = y
      if compiledStep == nil { system.evaluate(t, y, slopes) }
    }

    package mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
      if let compiledStep {
        compiledStep(compiledValues, y, h, result)
        system.count(evaluations: stageCount)
        return true
      }
      var index = 1
      while index < stageCount {
        combine(index - 1, h, stage)
        system.evaluate(t + tableau.nodes[index] * h, stage, slopes + index * n)
        index += 1
      }
      combine(stageCount - 1, h / divisor, result)
      return true
    }

    /// y + h times the slopes weighted by row `row`; two components at a time, which halves the reading of coefficients.
    @inline(__always)
    private func combine(_ row: Int, _ h: Double, _ result: UnsafeMutablePointer<Double>) {
      let first = tableau.rows[row]
      let end = tableau.rows[row + 1]
      var component = 0
      while component + 1 < n {
        var left = first.pointee.coefficient * first.pointee.slope[component]
        var right = first.pointee.coefficient * first.pointee.slope[component + 1]
        var entry = first + 1
        while entry < end {
          left += entry.pointee.coefficient * entry.pointee.slope[component]
          right += entry.pointee.coefficient * entry.pointee.slope[component + 1]
          entry += 1
        }
        result[component] = y[component] + h * left
        result[component + 1] = y[component + 1] + h * right
        component += 2
      }
      guard component < n else { return }
      var sum = 0.0
      for entry in first..<end { sum += entry.pointee.coefficient * entry.pointee.slope[component] }
      result[component] = y[component] + h * sum
    }

    package mutating func accept() {}
    package mutating func restart() {}
  }

  /// The coefficients that are not zero, each with the slope that it multiplies, where a loop reads them fastest.
  private final class Tableau {
    struct Entry {
      let coefficient: Double
      let slope: UnsafePointer<Double>
    }

    let nodes: UnsafeMutablePointer<Double>
    /// Where each row begins; the last row is the weights, and behind it stands the end.
    let rows: UnsafeMutablePointer<UnsafePointer<Entry>>
    private let entries: UnsafeMutablePointer<Entry>

    init(_ method: ExplicitRungeKutta, slopes: UnsafePointer<Double>, dimension: Int) {
      let list = (method.stages + [method.weights]).map { row in
        let entries = row.enumerated().filter { $0.element != 0 }
        // A row has an entry, if only to add nothing.
        return (entries.isEmpty ? [(offset: 0, element: 0)] : entries.map { $0 }).map {
          Entry(coefficient: $0.element, slope: slopes + $0.offset * dimension)
        }
      }
      nodes = .allocate(capacity: method.nodes.count)
      nodes.initialize(from: method.nodes, count: method.nodes.count)
      let flat = list.flatMap { $0 }
      entries = .allocate(capacity: flat.count)
      entries.initialize(from: flat, count: flat.count)
      rows = .allocate(capacity: list.count + 1)
      rows.initialize(to: UnsafePointer(entries))
      for (index, row) in list.enumerated() { (rows + index + 1).initialize(to: rows[index] + row.count) }
    }

    deinit {
      nodes.deallocate()
      entries.deallocate()
      rows.deallocate()
    }
  }
}
