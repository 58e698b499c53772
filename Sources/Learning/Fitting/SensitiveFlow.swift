import Dynamics

/// Carries a state forward in time together with its derivatives with respect to where it began and to the unknowns.
///
/// The derivatives obey the variational equations dΦ/dt = (∂f/∂y) Φ and dΘ/dt = (∂f/∂y) Θ + ∂f/∂θ, and take the same steps as the
/// state: they are the derivatives of what is computed, not of an ideal. Steps are those of Dormand and Prince 5(4),
/// J. Comput. Appl. Math. 6 (1980) 19, doi:10.1016/0771-050X(80)90013-3. Only for smooth pieces, between jumps.
final class SensitiveFlow {
  let dimension: Int
  /// How many unknowns there are.
  let unknowns: Int
  /// The state, then the columns of Φ, then those of Θ.
  let state: UnsafeMutablePointer<Double>
  private let memory: Scratch
  private let stage: UnsafeMutablePointer<Double>
  private let next: UnsafeMutablePointer<Double>
  private let slopes: UnsafeMutablePointer<Double>
  private let derivatives: UnsafeMutablePointer<Double>
  private let forcing: UnsafeMutablePointer<Double>
  private let above: UnsafeMutablePointer<Double>
  private let below: UnsafeMutablePointer<Double>
  private let field: Machine
  private let jacobian: Machine
  private let sides: [(above: Machine, below: Machine)]
  private let scales: [Double]
  private let floors: [Double]
  private let tolerance: Double
  private var followsDerivatives = false
  private var lastStep = Double.infinity

  /// - Parameters:
  ///   - scales: the size of each state.
  ///   - floors: below which the error of a step is a part of this size, and above of the state's own; the sizes, if not given.
  ///   - tolerance: the error of one step, as such a part.
  init(_ problems: FitModel.Neighbourhood, scales: [Double], floors: [Double]? = nil, tolerance: Double) {
    let problem = problems.centre
    dimension = problem.dimension
    unknowns = problems.sides.count
    self.scales = scales
    self.floors = floors ?? scales
    self.tolerance = tolerance
    let n = dimension
    let width = n * (1 + n + unknowns)
    memory = Scratch(10 * width + n * n + n + n * unknowns + 2 * n)
    state = memory.pointer
    stage = state + width
    next = stage + width
    slopes = next + width
    derivatives = slopes + 7 * width
    forcing = derivatives + n * n + n
    above = forcing + n * unknowns
    below = above + n
    field = Machine(problem.field, parameters: problem.parameters)
    jacobian = Machine(problem.jacobian, parameters: problem.parameters)
    sides = problems.sides.map {
      (
        Machine($0.above.field, parameters: $0.above.parameters),
        Machine($0.below.field, parameters: $0.below.parameters)
      )
    }
  }

  func set(modes: [Double]) {
    guard !modes.isEmpty else { return }
    field.set(modes: modes)
    jacobian.set(modes: modes)
    for side in sides {
      side.above.set(modes: modes)
      side.below.set(modes: modes)
    }
  }

  /// Makes `values` the state, and its derivatives those of a beginning.
  func begin(_ values: [Double], withDerivatives: Bool) {
    followsDerivatives = withDerivatives
    lastStep = .infinity
    state.update(from: values, count: dimension)
    guard withDerivatives else { return }
    (state + dimension).update(repeating: 0, count: dimension * (dimension + unknowns))
    for index in 0..<dimension { state[dimension * (1 + index) + index] = 1 }
  }

  var values: [Double] { (0..<dimension).map { state[$0] } }
  /// ∂yᵢ/∂y₀ⱼ and ∂yᵢ/∂θⱼ.
  func fromStart(_ i: Int, _ j: Int) -> Double { state[dimension * (1 + j) + i] }
  func fromUnknown(_ i: Int, _ j: Int) -> Double { state[dimension * (1 + dimension + j) + i] }

  /// dy/dt at the present state.
  func slope(_ t: Double) -> [Double] {
    field.run(t, state, above)
    return (0..<dimension).map { above[$0] }
  }

  /// ∂f/∂θ at (t, y) in `forcing`, column by column.
  func force(_ t: Double, _ y: UnsafePointer<Double>, _ forcing: UnsafeMutablePointer<Double>) {
    let factor = 1 / (2 * FitModel.Neighbourhood.step)
    for (index, side) in sides.enumerated() {
      side.above.run(t, y, above)
      side.below.run(t, y, below)
      for row in 0..<dimension { forcing[index * dimension + row] = (above[row] - below[row]) * factor }
    }
  }

  /// f, ∂f/∂y row by row with ∂f/∂t behind it, and ∂f/∂θ column by column.
  func evaluate(
    _ t: Double, _ y: UnsafePointer<Double>, _ f: UnsafeMutablePointer<Double>,
    _ byState: UnsafeMutablePointer<Double>, _ byUnknown: UnsafeMutablePointer<Double>
  ) {
    field.run(t, y, f)
    jacobian.run(t, y, byState)
    force(t, y, byUnknown)
  }

  func evaluate(_ t: Double, _ y: UnsafePointer<Double>, _ f: UnsafeMutablePointer<Double>) { field.run(t, y, f) }

  private func rate(_ t: Double, _ y: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>) {
    let n = dimension
    field.run(t, y, result)
    guard followsDerivatives else { return }
    jacobian.run(t, y, derivatives)
    force(t, y, forcing)
    for column in 0..<(n + unknowns) {
      let from = y + n * (1 + column)
      let to = result + n * (1 + column)
      for row in 0..<n {
        var sum = column < n ? 0 : forcing[(column - n) * n + row]
        for index in 0..<n { sum += derivatives[row * n + index] * from[index] }
        to[row] = sum
      }
    }
  }

  /// A state that is this many times its size has run away.
  private static let farAway = 1e9

  private static let pair = ExplicitRungeKutta.dormandPrince
  private static let nodes = pair.nodes + [1]
  /// The end of a step is the last stage.
  private static let weights = [[]] + pair.stages + [pair.weights]
  private static let errors = pair.errorWeights ?? []

  /// The state and its derivatives, to come back to.
  var copy: [Double] { (0..<dimension * (1 + dimension + unknowns)).map { state[$0] } }
  func restore(_ copy: [Double]) { state.update(from: copy, count: copy.count) }

  /// Goes from time to time by the state alone: what the derivatives are then is left open.
  func advance(from start: Double, to end: Double, keepingDerivatives: Bool) -> Bool {
    let followed = followsDerivatives
    followsDerivatives = keepingDerivatives && followed
    defer { followsDerivatives = followed }
    return advance(from: start, to: end)
  }

  /// Goes from time to time. Gives false where the state runs away.
  func advance(from start: Double, to end: Double) -> Bool {
    let n = dimension
    let width = followsDerivatives ? n * (1 + n + unknowns) : n
    let stride = n * (1 + n + unknowns)
    var t = start
    var attempts = 0
    while t < end {
      attempts += 1
      guard attempts < 2000 else { return false }
      var h = min(lastStep, end - t)
      let isLast = h >= (end - t) * (1 - 1e-12)
      if isLast { h = end - t }
      rate(t, state, slopes)
      for index in 1..<7 {
        let row = Self.weights[index]
        let target = index == 6 ? next : stage
        for entry in 0..<width {
          var sum = 0.0
          for (position, weight) in row.enumerated() { sum += weight * slopes[position * stride + entry] }
          target[entry] = state[entry] + h * sum
        }
        rate(t + Self.nodes[index] * h, target, slopes + index * stride)
      }
      var norm = 0.0
      for entry in 0..<n {
        var error = 0.0
        for (position, weight) in Self.errors.enumerated() { error += weight * slopes[position * stride + entry] }
        let part = abs(h * error) / (tolerance * (floors[entry] + abs(state[entry])))
        guard part.isFinite else {
          norm = .infinity
          break
        }
        norm = max(norm, part)
      }
      let factor = norm > 0 ? min(5, max(0.1, 0.9 * Elementary.power(norm, -0.2))) : 5
      if norm <= 1 {
        state.update(from: next, count: width)
        t = isLast ? end : t + h
        if !isLast || factor < 1 { lastStep = h * factor }
        for entry in 0..<n where !(abs(state[entry]) < Self.farAway * scales[entry]) { return false }
      } else {
        lastStep = h * factor
        if lastStep < 1e-12 * max(abs(t), end - start) { return false }
      }
    }
    return true
  }
}
