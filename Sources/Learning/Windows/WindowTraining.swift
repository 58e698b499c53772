import Dynamics
import Kernels

/// Trains the output weights of one window's network on the equations' residual, by Gauss-Newton steps.
///
/// On the window t₀ ... t₀ + T with s = (t − t₀)/T the network is yᵢ(s) = y₀ᵢ + Sᵢ Σⱼ zᵢⱼ uⱼ(s), so its initial value is exact. At
/// the collocation points sq with quadrature weights wq the residual is
///
///     Rᵢq = √wq [(dyᵢ/ds)/Sᵢ − T fᵢ(t₀ + T sq, y(sq))/Sᵢ].
///
/// Each step solves the normal equations of its linear model by a Cholesky factorisation; the basis makes them well
/// conditioned. What a window is judged by is the residual on other points, which the training never sees.
final class WindowTraining {
  /// z, `count` numbers for each state.
  let weights: UnsafeMutablePointer<Double>
  /// S, one for each state.
  let scales: UnsafeMutablePointer<Double>
  /// The norm of R before each step of the last training.
  private(set) var history: [Double] = []
  private(set) var iterations = 0
  private(set) var evaluations = 0
  private(set) var jacobians = 0

  private let n: Int
  private let r: Int
  private let field: FieldBlock
  private let collocation: BasisTable
  private let fresh: BasisTable
  private let line: [Double]
  private let memory: Scratch
  /// √w at each collocation point; the values and weighted slopes of the basis there, row by row.
  private let roots: UnsafeMutablePointer<Double>
  private let valueRows: UnsafeMutablePointer<Double>
  private let slopeRows: UnsafeMutablePointer<Double>
  private let times: UnsafeMutablePointer<Double>
  private let states: UnsafeMutablePointer<Double>
  private let slopes: UnsafeMutablePointer<Double>
  private let rates: UnsafeMutablePointer<Double>
  private let entries: UnsafeMutablePointer<Double>
  private let matrix: UnsafeMutablePointer<Double>
  private let residual: UnsafeMutablePointer<Double>
  private let normal: UnsafeMutablePointer<Double>
  private let step: UnsafeMutablePointer<Double>
  private let stride: Int

  init(_ problem: Problem, _ basis: Basis) {
    n = problem.dimension
    r = basis.count
    field = FieldBlock(problem)
    collocation = BasisTable(basis, at: basis.quadrature.points)
    fresh = BasisTable(basis, at: Self.freshPoints(basis.quadrature.points.count))
    line = basis.line
    stride = (n * r + 7) / 8 * 8
    let (q, points) = (collocation.points.count, fresh.points.count)
    memory = Scratch(
      2 * n + n * r + q + 2 * q * r + points + 3 * n * points + n * n * q + n * q * (stride + 1) + stride * (n * r + 1))
    var next = memory.pointer
    func room(_ count: Int) -> UnsafeMutablePointer<Double> {
      defer { next += count }
      return next
    }
    weights = room(n * r)
    scales = room(n)
    roots = room(q)
    valueRows = room(q * r)
    slopeRows = room(q * r)
    times = room(points)
    states = room(n * points)
    slopes = room(n * points)
    rates = room(n * points)
    entries = room(n * n * q)
    matrix = room(n * q * stride)
    residual = room(n * q)
    normal = room(stride * n * r)
    step = room(stride)
    for point in 0..<q {
      roots[point] = basis.quadrature.weights[point].squareRoot()
      for k in 0..<r {
        valueRows[point * r + k] = collocation.values[k * q + point]
        slopeRows[point * r + k] = collocation.slopes[k * q + point] * roots[point]
      }
    }
  }

  /// Twice as many as the collocation points, none of which is one of them, and both ends.
  static func freshPoints(_ count: Int) -> [Double] {
    [0] + (0..<2 * count).map { (Double($0) + 0.37) / Double(2 * count) } + [1]
  }

  func set(modes: [Double]) { field.set(modes: modes) }

  /// Trains the network of the window of length T from (t, y). Gives the largest residual on the fresh points, in scales per
  /// window, or nothing where no step leads on.
  func train(
    _ t: Double, _ length: Double, _ y: UnsafePointer<Double>, _ slope: UnsafePointer<Double>, tolerance: Double
  )
    -> Double?
  {
    begin(length, slope)
    history.removeAll(keepingCapacity: true)
    var last = Double.infinity
    for iteration in 1...8 {
      iterations += 1
      let norm = evaluateResidual(t, length, y)
      history.append(norm)
      guard norm.isFinite else { return nil }
      if iteration > 2, norm > 5 * last { return nil }
      if iteration >= 4, norm > 0.3 * last, norm > tolerance { return nil }
      // Good enough by far, or as good as rounding lets it be.
      if norm < 0.02 * tolerance || (iteration > 2 && norm > 0.3 * last) { break }
      last = norm
      guard improve(length) else { return nil }
    }
    return freshResidual(t, length, y)
  }

  /// A straight line along the slope at the start, but not far.
  private func begin(_ length: Double, _ slope: UnsafePointer<Double>) {
    for i in 0..<n {
      let rise = min(0.5, max(-0.5, slope[i] * length / scales[i]))
      for k in 0..<r { weights[i * r + k] = rise * line[k] }
    }
  }

  /// The network's states, and its slopes by s in scales, at the points of a table.
  private func propagate(_ table: BasisTable, _ y: UnsafePointer<Double>) {
    let count = table.points.count
    for i in 0..<n {
      let (state, slope) = (states + i * count, slopes + i * count)
      for q in 0..<count {
        state[q] = 0
        slope[q] = 0
      }
      for k in 0..<r {
        let weight = weights[i * r + k]
        let (values, rises) = (table.values + k * count, table.slopes + k * count)
        for q in 0..<count {
          state[q] += weight * values[q]
          slope[q] += weight * rises[q]
        }
      }
      for q in 0..<count { state[q] = y[i] + scales[i] * state[q] }
    }
  }

  private func evaluateResidual(_ t: Double, _ length: Double, _ y: UnsafePointer<Double>) -> Double {
    let count = collocation.points.count
    for q in 0..<count { times[q] = t + length * collocation.points[q] }
    propagate(collocation, y)
    field.rates(times, states, count, rates)
    evaluations += count
    var sum = 0.0
    for i in 0..<n {
      let factor = length / scales[i]
      for q in 0..<count {
        let value = roots[q] * (slopes[i * count + q] - factor * rates[i * count + q])
        residual[i * count + q] = value
        sum += value * value
      }
    }
    return sum.squareRoot()
  }

  /// One Gauss-Newton step. Gives false where the normal equations cannot be solved.
  private func improve(_ length: Double) -> Bool {
    let count = collocation.points.count
    let columns = n * r
    field.jacobian(times, states, count, entries)
    jacobians += count
    for i in 0..<n {
      for q in 0..<count {
        let row = matrix + (i * count + q) * stride
        let values = valueRows + q * r
        for k in 0..<n {
          let factor = -length * scales[k] / scales[i] * roots[q] * entries[(i * n + k) * count + q]
          let block = row + k * r
          if k == i {
            let rises = slopeRows + q * r
            for j in 0..<r { block[j] = factor * values[j] + rises[j] }
          } else {
            for j in 0..<r { block[j] = factor * values[j] }
          }
        }
      }
    }
    for entry in 0..<stride * columns { normal[entry] = 0 }
    for entry in 0..<columns { step[entry] = 0 }
    notebook_gram(n * count, columns, stride, matrix, normal)
    notebook_transposed_times(n * count, columns, stride, matrix, residual, step)
    var trace = 0.0
    for index in 0..<columns { trace += normal[index * (stride + 1)] }
    // Rounding may make a small eigenvalue negative.
    for index in 0..<columns { normal[index * (stride + 1)] += 1e-15 * trace / Double(columns) }
    guard notebook_cholesky(columns, stride, normal) == 1 else { return false }
    notebook_cholesky_solve(columns, stride, normal, step)
    for index in 0..<columns { weights[index] -= step[index] }
    return true
  }

  private func freshResidual(_ t: Double, _ length: Double, _ y: UnsafePointer<Double>) -> Double? {
    let count = fresh.points.count
    for q in 0..<count { times[q] = t + length * fresh.points[q] }
    propagate(fresh, y)
    field.rates(times, states, count, rates)
    evaluations += count
    var largest = 0.0
    for i in 0..<n {
      let factor = length / scales[i]
      for q in 0..<count {
        let value = abs(slopes[i * count + q] - factor * rates[i * count + q])
        guard value.isFinite else { return nil }
        largest = max(largest, value)
      }
    }
    return largest
  }
}
