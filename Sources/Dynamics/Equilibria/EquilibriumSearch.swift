/// Finds equilibria of a frozen field.
package struct EquilibriumSearch {
  package let field: FrozenField
  /// The size of each state, for what is small and what is near.
  package let scales: [Double]

  package init(_ field: FrozenField, scales: [Double]) {
    self.field = field
    self.scales = scales
  }

  /// The equilibrium that Newton's method with halved steps goes to from `start`, or nothing.
  package func newton(from start: [Double], iterations: Int = 60) -> [Double]? {
    let n = field.dimension
    var y = start
    var f = field.rate(y)
    guard f.allSatisfy(\.isFinite) else { return nil }
    for _ in 0..<iterations {
      guard let step = solve(field.jacobian(y), f.map { -$0 }) else { return f.allSatisfy { $0 == 0 } ? y : nil }
      // Convergence is quadratic: what this step leaves is below rounding.
      if length(step) < 1e-9 { return confirmed((0..<n).map { y[$0] + step[$0] }) }
      var share = 1.0
      var next = y
      while true {
        next = (0..<n).map { y[$0] + share * step[$0] }
        let rate = field.rate(next)
        // The natural test: the next correction, by the same Jacobian, has to be shorter.
        if rate.allSatisfy(\.isFinite), let correction = solve(field.jacobian(y), rate.map { -$0 }),
          length(correction) <= (1 - share / 4) * length(step)
        {
          f = rate
          break
        }
        share /= 2
        if share < 1e-6 { return nil }
      }
      y = next
    }
    return nil
  }

  /// The state, if the field is zero there: where it jumps, it may be about zero on one side alone.
  private func confirmed(_ state: [Double]) -> [Double]? {
    let rate = field.rate(state)
    if rate.allSatisfy({ $0 == 0 }) { return state }
    guard rate.allSatisfy(\.isFinite), let step = solve(field.jacobian(state), rate) else { return nil }
    return length(step) < 1e-6 ? state : nil
  }

  /// All equilibria that Newton's method finds from the starting points, each once, in the order of their states.
  package func equilibria(from starts: [[Double]]) -> [Equilibrium] {
    var found: [[Double]] = []
    for start in starts {
      guard let state = newton(from: start), !found.contains(where: { isSame($0, state) }) else { continue }
      found.append(state)
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { field.equilibrium(at: $0) }
  }

  /// How far one step of the way to rest may go, and how far it aims to, against the size of the state.
  private static let stride = (longest: 0.5, usual: 0.1)

  /// The state that the equations come to rest at from `start`, by implicit Euler steps that follow the way there and grow
  /// into Newton's at its end (pseudo-transient continuation: Kelley and Keyes 1998, doi:10.1137/S0036142996304796).
  /// Nothing where the equations do not come to rest.
  package func rest(from start: [Double]) -> Equilibrium? {
    let n = field.dimension
    var y = start
    var f = field.rate(y)
    guard f.allSatisfy(\.isFinite) else { return nil }
    func stride(_ step: [Double]) -> Double {
      (0..<n).reduce(0) { max($0, abs(step[$1]) / max(scales[$1], abs(y[$1]))) }
    }
    let first = 0.01 / max(stride(f), 1e-300)
    var h = first
    for _ in 0..<2000 where stride(f) > 0 {
      // (I/h - J) d = f
      var matrix = field.jacobian(y).map { -$0 }
      for index in 0..<n { matrix[index * n + index] += 1 / h }
      guard let step = solve(matrix, f), stride(step) < Self.stride.longest else {
        h /= 4
        guard h > 1e-12 * first else { return nil }
        continue
      }
      let length = stride(step)
      y = (0..<n).map { y[$0] + step[$0] }
      f = field.rate(y)
      guard f.allSatisfy(\.isFinite) else { return nil }
      if length < 1e-10, h > 1e3 * first { break }
      h *= min(2, max(0.5, Self.stride.usual / max(length, 1e-300)))
    }
    return newton(from: y).flatMap { isNear($0, y) ? field.equilibrium(at: $0) : nil }
  }

  package func isSame(_ a: [Double], _ b: [Double]) -> Bool { distance(a, b) < 1e-6 }
  private func isNear(_ a: [Double], _ b: [Double]) -> Bool { distance(a, b) < 1e-2 }

  /// The largest difference of two states, in their sizes.
  package func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(zip(a, b), scales).reduce(0) { max($0, abs($1.0.0 - $1.0.1) / $1.1) }
  }

  private func length(_ vector: [Double]) -> Double { zip(vector, scales).reduce(0) { max($0, abs($1.0) / $1.1) } }

  /// The solution of a linear system, or nothing where the matrix is singular.
  func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    var (matrix, right) = (matrix, right)
    let count = right.count
    let sign = matrix.withUnsafeMutableBufferPointer { a in
      right.withUnsafeMutableBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
        return solveLinear(count, a, b)
      }
    }
    return sign == 0 || !right.allSatisfy(\.isFinite) ? nil : right
  }

  /// The determinant of a matrix with a row and a column more than there are states.
  func determinant(_ matrix: [Double]) -> Double {
    let n = scales.count + 1
    var (matrix, right) = (matrix, Array(repeating: 0.0, count: n))
    let sign = matrix.withUnsafeMutableBufferPointer { a in
      right.withUnsafeMutableBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
        return solveLinear(n, a, b)
      }
    }
    // Elimination leaves a triangle.
    return (0..<n).reduce(Double(sign)) { $0 * abs(matrix[$1 * n + $1]) }
  }
}
