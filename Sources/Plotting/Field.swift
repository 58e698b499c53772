/// Values on a rectangular grid: `values[row * x.count + column]` belongs to `x[column]`, `y[row]`. Not-a-number is a hole.
package struct Field: Sendable, Equatable {
  package let x: [Double]
  package let y: [Double]
  package let values: [Double]

  /// Both coordinates ascend; there is a value for each pair.
  package init(x: [Double], y: [Double], values: [Double]) {
    precondition(values.count == x.count * y.count, "a field has a value for each pair of coordinates")
    self.x = x
    self.y = y
    self.values = values
  }

  /// The function on an even grid, `columns` by `rows` points, ends included.
  package init(
    x: ClosedRange<Double>, columns: Int, y: ClosedRange<Double>, rows: Int, _ function: (Double, Double) -> Double
  ) {
    let across = Self.even(x, columns)
    let up = Self.even(y, rows)
    self.init(x: across, y: up, values: up.flatMap { y in across.map { x in function(x, y) } })
  }

  package subscript(column: Int, row: Int) -> Double { values[row * x.count + column] }

  package var bounds: Bounds { Bounds(values) }

  /// Even values over a range, both ends included.
  package static func even(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    guard count > 1 else { return [range.lowerBound] }
    let last = Double(count - 1)
    return (0..<count).map { range.lowerBound * (1 - Double($0) / last) + range.upperBound * (Double($0) / last) }
  }
}
