/// The collocation equations of one interval, linear near a cycle, with the states inside eliminated.
///
/// What remains is dx₊ = A dx + b dτ + c dp + r, from its beginning to its end, with τ the logarithm of the period and p the
/// parameter.
struct CycleInterval {
  /// Of each column, dx, dτ, dp, and what is left of the equations, the change of the state at the end.
  private(set) var end: [[Double]]
  /// Of each column the changes of the states at the Gauss points, one after the other.
  private(set) var inside: [[Double]]

  /// The integral of the field's divergence over the interval.
  let divergence: Double

  /// Nothing where the equations are singular.
  init?(_ field: CycleField, _ cycle: ScaledCycle, _ index: Int, slopes: [[Double]]) {
    let (n, m) = (field.dimension, GaussCollocation.stages)
    let gauss = GaussCollocation.standard
    let (start, states) = (cycle.states[index], cycle.stages[index])
    let h = (cycle.mesh[index + 1] - cycle.mesh[index]) * cycle.length
    let rates = states.map(field.rate)
    let jacobians = states.map(field.jacobian)
    let system = Factorisation(m * n)
    for row in 0..<m * n {
      for column in 0..<m * n {
        let (j, a, k, b) = (row / n, row % n, column / n, column % n)
        system.matrix[row * m * n + column] = (row == column ? 1 : 0) - h * gauss.rows[j][k] * jacobians[k][a * n + b]
      }
    }
    guard system.factor() != 0 else { return nil }
    func sum(_ weights: [Double], _ values: [[Double]], _ a: Int) -> Double {
      h * (0..<m).reduce(0) { $0 + weights[$1] * values[$1][a] }
    }
    divergence = (0..<m).reduce(0) { total, k in
      total + h * gauss.ends[k] * (0..<n).reduce(0) { $0 + jacobians[k][$1 * n + $1] }
    }
    let left = (0..<n).map { b in (0..<m * n).map { $0 % n == b ? 1.0 : 0 } }
    let right = [
      (0..<m * n).map { sum(gauss.rows[$0 / n], rates, $0 % n) },
      (0..<m * n).map { sum(gauss.rows[$0 / n], slopes, $0 % n) },
      (0..<m * n).map { start[$0 % n] + sum(gauss.rows[$0 / n], rates, $0 % n) - states[$0 / n][$0 % n] },
    ]
    inside = (left + right).map { column in
      var column = column
      column.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { system.solve(base) } }
      return column
    }
    let after = cycle.states[(index + 1) % cycle.count]
    end = inside.enumerated().map { place, column in
      (0..<n).map { a in
        let own =
          switch place {
          case n: sum(gauss.ends, rates, a)
          case n + 1: sum(gauss.ends, slopes, a)
          case n + 2: start[a] + sum(gauss.ends, rates, a) - after[a]
          default: place == a ? 1.0 : 0
          }
        return (0..<m).reduce(own) { total, k in
          total
            + h * gauss.ends[k]
            * (0..<n).reduce(0) { $0 + jacobians[k][a * n + $1] * column[k * n + $1] }
        }
      }
    }
    guard end.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
  }

  /// The changes at the Gauss points for a change at the beginning, of the period and of the parameter.
  func stages(_ change: [Double], _ period: Double, _ parameter: Double, residual: Double) -> [[Double]] {
    let n = change.count
    let weights = change + [period, parameter, residual]
    return (0..<GaussCollocation.stages).map { k in
      (0..<n).map { a in zip(weights, inside).reduce(0) { $0 + $1.0 * $1.1[k * n + a] } }
    }
  }
}
