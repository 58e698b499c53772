/// The Taylor series of the solution of y′ = f(t, y) at a point, to a given order.
///
/// From the coefficients of y up to order k come those of f(t, y), and yₖ₊₁ = fₖ/(k + 1). An expansion costs about
/// order²/2 products for each product or function in f, and allocates nothing.
package final class SolutionSeries {
  package let order: Int
  package let dimension: Int
  /// The rows of coefficients: order + 1 numbers for each state, then those of the time.
  let rows: UnsafeMutablePointer<Double>
  let stride: Int
  private let memory: Scratch
  private let field: SeriesProgram

  package init(_ problem: Problem, order: Int) {
    precondition(order >= 2)
    self.order = order
    dimension = problem.dimension
    stride = order + 1
    memory = Scratch((dimension + 1) * stride)
    rows = memory.pointer
    field = SeriesProgram(problem.field, parameters: problem.parameters, order: order, inputs: rows)
    rows[dimension * stride + 1] = 1
  }

  package func set(modes: [Double]) { field.set(modes: modes) }

  /// Computes the series at (t, y).
  package func expand(_ t: Double, _ y: UnsafePointer<Double>) {
    for index in 0..<dimension { rows[index * stride] = y[index] }
    rows[dimension * stride] = t
    field.begin()
    store(order: 1)
    var k = 1
    while k < order {
      field.extend(to: k)
      k &+= 1
      store(order: k)
    }
  }

  @inline(__always)
  private func store(order k: Int) {
    for index in 0..<dimension { rows[index &* stride &+ k] = field.results[index][k &- 1] / Double(k) }
  }

  /// Coefficient `k` of state `index`: the k-th derivative divided by k!.
  package func coefficient(_ k: Int, of index: Int) -> Double { rows[index * stride + k] }

  /// The state a time h after the point of the expansion.
  @inline(__always)
  func evaluate(_ h: Double, _ result: UnsafeMutablePointer<Double>) {
    for index in 0..<dimension { result[index] = Polynomial.value(rows + index * stride, order, at: h) }
  }
}
