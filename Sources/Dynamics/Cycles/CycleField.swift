/// A frozen field as continuation sees it: states in their sizes, the parameter in units of its range.
struct CycleField {
  let field: FrozenField
  let scales: [Double]
  let index: Int
  let size: Double
  var dimension: Int { scales.count }

  func set(parameter: Double) { field.set(parameter: index, to: parameter * size) }

  func rate(_ state: [Double]) -> [Double] { zip(field.rate(raw(state)), scales).map { $0 / $1 } }

  /// ∂f/∂y row by row.
  func jacobian(_ state: [Double]) -> [Double] {
    var matrix = field.jacobian(raw(state))
    let n = dimension
    for row in 0..<n { for column in 0..<n { matrix[row * n + column] *= scales[column] / scales[row] } }
    return matrix
  }

  func raw(_ state: [Double]) -> [Double] { zip(state, scales).map { $0 * $1 } }

  /// ∂f/∂p at each state, by central differences.
  func slopes(at states: [[Double]], _ parameter: Double) -> [[Double]] {
    let h = 1e-6
    set(parameter: parameter + h)
    let above = states.map(rate)
    set(parameter: parameter - h)
    let below = states.map(rate)
    set(parameter: parameter)
    return zip(above, below).map { zip($0, $1).map { ($0 - $1) / (2 * h) } }
  }
}
