/// The right-hand side seen in the plane of two states.
///
/// Where a system has more than two states, the others are at rest for the two that are held. So the nullclines of the plane
/// cross exactly at the equilibria of the whole system.
package struct PlaneField {
  private let search: EquilibriumSearch
  private let x: Int
  private let y: Int
  private let start: [Double]

  /// - Parameters:
  ///   - x, y: the indices of the states on the axes.
  ///   - start: where the search for the others' rest begins.
  package init(_ search: EquilibriumSearch, x: Int, y: Int, start: [Double]) {
    self.search = search
    self.x = x
    self.y = y
    self.start = start
  }

  /// The rates of both states on a grid, row by row, x fastest; not a number where the other states find no rest.
  package func rates(x across: [Double], y up: [Double]) -> (x: [Double], y: [Double]) {
    let held = HeldStates(search, held: [x, y])
    var result: (x: [Double], y: [Double]) = ([], [])
    var rowStart = start
    for vertical in up {
      var state = rowStart
      for (column, horizontal) in across.enumerated() {
        state[x] = horizontal
        state[y] = vertical
        guard let settled = held.settled(state) else {
          result.x.append(.nan)
          result.y.append(.nan)
          state = start
          continue
        }
        state = settled
        if column == 0 { rowStart = settled }
        let rate = search.field.rate(settled)
        result.x.append(rate[x])
        result.y.append(rate[y])
      }
    }
    return result
  }

  package func place(of equilibrium: Equilibrium) -> (x: Double, y: Double) {
    (equilibrium.state[x], equilibrium.state[y])
  }

  /// The equilibria with both states in their ranges, found from even starts along both axes and from where the nullclines
  /// cross; where other states have to be found as well, from starts all over the box, too.
  package func equilibria(x across: ClosedRange<Double>, y up: ClosedRange<Double>) -> [Equilibrium] {
    var starts = search.starts(along: x, over: across, from: start) + search.starts(along: y, over: up, from: start)
    starts += crossings(x: across, y: up)
    if search.field.dimension > 2 {
      let ranges = start.indices.map { $0 == x ? across : $0 == y ? up : nil }
      starts += search.starts(within: ranges, around: start)
    }
    return search.equilibria(from: starts).filter { $0.lies(within: across, x) && $0.lies(within: up, y) }
  }

  /// Half as fine as nullclines are drawn.
  private static let cells = (columns: 48, rows: 36)

  /// The middles of the cells in which both rates change their signs, or are zero.
  private func crossings(x across: ClosedRange<Double>, y up: ClosedRange<Double>) -> [[Double]] {
    let (columns, rows) = Self.cells
    func even(_ range: ClosedRange<Double>, _ parts: Int) -> [Double] {
      (0...parts).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(parts) }
    }
    let (horizontal, vertical) = (even(across, columns), even(up, rows))
    let rates = rates(x: horizontal, y: vertical)
    let held = HeldStates(search, held: [x, y])
    var found: [[Double]] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let first = row * (columns + 1) + column
        let corners = [first, first + 1, first + columns + 1, first + columns + 2]
        func changesSign(_ values: [Double]) -> Bool {
          corners.contains { values[$0] <= 0 } && corners.contains { values[$0] >= 0 }
        }
        guard changesSign(rates.x), changesSign(rates.y) else { continue }
        var state = start
        state[x] = (horizontal[column] + horizontal[column + 1]) / 2
        state[y] = (vertical[row] + vertical[row + 1]) / 2
        found.append(held.settled(state) ?? state)
      }
    }
    return found
  }
}
