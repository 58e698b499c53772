import Dynamics
import Kernels

/// Trains the output weights of one segment's network on samples and equations together.
///
/// The loss is the mean over the samples of ((y − d)/S)², plus λ times the mean over the collocation points of ((dy/dt − f)/S)²,
/// in scales per unit of time. It is lowered by Gauss-Newton steps with the damping of K. Levenberg (1944,
/// doi:10.1090/qam/10666) and D. Marquardt (1963, doi:10.1137/0111030), which begin at the best fit to the samples alone.
struct SegmentTraining {
  private(set) var weights: [Double]
  /// Samples and physics, before the first step and after each.
  private(set) var losses: [[Double]] = []

  private let n: Int
  private let r: Int
  private let scales: [Double]
  private let length: Double
  private let field: FieldBlock
  private let samples: Samples
  private let sampleValues: [[Double]]
  private let pointValues: [(values: [Double], slopes: [Double])]
  private let times: [Double]
  private let sampleWeight: Double
  private let physicsWeight: Double

  /// - Parameters:
  ///   - start: values for states that were not measured, to begin with.
  init(
    _ layer: SegmentLayer, _ samples: Samples, _ points: [Double], from first: Double, length: Double, scales: [Double],
    physicsWeight: Double, start: [Double], field: FieldBlock
  ) {
    n = scales.count
    r = layer.count
    self.scales = scales
    self.length = length
    self.field = field
    self.samples = samples
    sampleValues = samples.times.map { layer.values(at: ($0 - first) / length).values }
    pointValues = points.map { layer.values(at: $0) }
    times = points.map { first + length * $0 }
    sampleWeight = (1 / Double(max(1, samples.count))).squareRoot()
    self.physicsWeight = (physicsWeight / Double(max(1, points.count))).squareRoot()
    weights = Array(repeating: 0, count: n * r)
    // The constant 1 is a combination of combinations: found by least squares, as the fit to the samples is.
    for state in 0..<n {
      let targets = samples.values[state] ?? Array(repeating: start[state], count: samples.count)
      let solution = Self.leastSquares(sampleValues, targets.map { $0 / scales[state] })
      for k in 0..<r { weights[state * r + k] = solution[k] }
    }
  }

  private static func leastSquares(_ rows: [[Double]], _ targets: [Double]) -> [Double] {
    guard let r = rows.first?.count else { return [] }
    let stride = (r + 7) / 8 * 8
    let matrix = rows.flatMap { $0 + Array(repeating: 0, count: stride - r) }
    var normal = Array(repeating: 0.0, count: r * stride)
    var solution = Array(repeating: 0.0, count: r)
    notebook_gram(rows.count, r, stride, matrix, &normal)
    notebook_transposed_times(rows.count, r, stride, matrix, targets, &solution)
    let trace = (0..<r).reduce(0) { $0 + normal[$1 * (stride + 1)] }
    for index in 0..<r { normal[index * (stride + 1)] += 1e-12 * trace / Double(r) }
    guard notebook_cholesky(r, stride, &normal) == 1 else { return Array(repeating: 0, count: r) }
    notebook_cholesky_solve(r, stride, normal, &solution)
    return solution
  }

  /// Lowers the loss until a step gains next to nothing. Gives false where it is not a finite number.
  mutating func run(steps: Int) -> Bool {
    var rows = evaluate(weights)
    guard rows.loss.isFinite else { return false }
    losses.append(rows.parts)
    var damping = 1e-3
    for _ in 0..<steps {
      let system = normalEquations(rows)
      var isLower = false
      while damping < 1e8 {
        if let step = system.solved(damping: damping) {
          let tried = zip(weights, step).map { $0 - $1 }
          let next = evaluate(tried)
          if next.loss <= rows.loss * (1 + 1e-12) {
            let gain = rows.loss - next.loss
            weights = tried
            rows = next
            losses.append(rows.parts)
            damping /= 10
            isLower = gain > 1e-8 * rows.loss
            break
          }
        }
        damping = max(damping * 10, 1e-8)
      }
      if !isLower { break }
    }
    return true
  }

  private struct Rows {
    var states: [Double]
    var residuals: [Double]
    var parts: [Double]
    var loss: Double { parts.reduce(0, +) }
  }

  /// The residuals of the samples, state by state, then those of the equations.
  private func evaluate(_ weights: [Double]) -> Rows {
    var residuals: [Double] = []
    for state in 0..<n {
      guard let targets = samples.values[state] else { continue }
      for (features, target) in zip(sampleValues, targets) {
        residuals.append(sampleWeight * (combine(weights, state, features) - target / scales[state]))
      }
    }
    let sampleLoss = residuals.reduce(0) { $0 + $1 * $1 }
    let count = times.count
    var states = Array(repeating: 0.0, count: n * count)
    for state in 0..<n {
      for q in 0..<count { states[state * count + q] = scales[state] * combine(weights, state, pointValues[q].values) }
    }
    var rates = Array(repeating: 0.0, count: n * count)
    field.rates(times, states, count, &rates)
    var physicsLoss = 0.0
    for state in 0..<n {
      for q in 0..<count {
        let slope = combine(weights, state, pointValues[q].slopes) / length
        let value = physicsWeight * (slope - rates[state * count + q] / scales[state])
        residuals.append(value)
        physicsLoss += value * value
      }
    }
    return Rows(states: states, residuals: residuals, parts: [physicsLoss, sampleLoss])
  }

  private func combine(_ weights: [Double], _ state: Int, _ features: [Double]) -> Double {
    var sum = 0.0
    for k in 0..<r { sum += weights[state * r + k] * features[k] }
    return sum
  }

  private func normalEquations(_ rows: Rows) -> NormalEquations {
    let count = times.count
    var entries = Array(repeating: 0.0, count: n * n * count)
    field.jacobian(times, rows.states, count, &entries)
    let columns = n * r
    let stride = (columns + 7) / 8 * 8
    var matrix = Array(repeating: 0.0, count: rows.residuals.count * stride)
    var row = 0
    for state in 0..<n where samples.values[state] != nil {
      for features in sampleValues {
        for k in 0..<r { matrix[row * stride + state * r + k] = sampleWeight * features[k] }
        row += 1
      }
    }
    for state in 0..<n {
      for q in 0..<count {
        for other in 0..<n {
          let factor = -physicsWeight * scales[other] / scales[state] * entries[(state * n + other) * count + q]
          for k in 0..<r { matrix[row * stride + other * r + k] = factor * pointValues[q].values[k] }
        }
        for k in 0..<r {
          matrix[row * stride + state * r + k] += physicsWeight / length * pointValues[q].slopes[k]
        }
        row += 1
      }
    }
    return NormalEquations(matrix, rows.residuals, columns: columns, stride: stride)
  }
}

/// AᵀA x = Aᵀb with a damping of the diagonal.
struct NormalEquations {
  private let columns: Int
  private let stride: Int
  private var normal: [Double]
  private var right: [Double]

  init(_ matrix: [Double], _ residuals: [Double], columns: Int, stride: Int) {
    self.columns = columns
    self.stride = stride
    normal = Array(repeating: 0, count: columns * stride)
    right = Array(repeating: 0, count: columns)
    notebook_gram(residuals.count, columns, stride, matrix, &normal)
    notebook_transposed_times(residuals.count, columns, stride, matrix, residuals, &right)
  }

  /// The solution with the diagonal raised by `damping`; nothing where there is none.
  func solved(damping: Double) -> [Double]? {
    var factors = normal
    var solution = right
    let mean = (0..<columns).reduce(0) { $0 + normal[$1 * (stride + 1)] } / Double(columns)
    for index in 0..<columns { factors[index * (stride + 1)] += damping + 1e-14 * mean }
    guard notebook_cholesky(columns, stride, &factors) == 1 else { return nil }
    notebook_cholesky_solve(columns, stride, factors, &solution)
    return solution
  }
}
