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

  /// The equilibria with both states in their ranges, found from even starts along both axes.
  package func equilibria(x across: ClosedRange<Double>, y up: ClosedRange<Double>) -> [Equilibrium] {
    let starts = search.starts(along: x, over: across, from: start) + search.starts(along: y, over: up, from: start)
    return search.equilibria(from: starts).filter { across.contains($0.state[x]) && up.contains($0.state[y]) }
  }
}

extension EquilibriumSearch {
  /// States from which Newton's method has a good chance to find every equilibrium: one state takes even values over its
  /// range, the others are at rest for it.
  package func starts(along index: Int, over range: ClosedRange<Double>, from start: [Double], count: Int = 33)
    -> [[Double]]
  {
    let held = HeldStates(self, held: [index])
    return (0..<count).map { position in
      var state = start
      let share = Double(position) / Double(count - 1)
      state[index] = range.lowerBound * (1 - share) + range.upperBound * share
      return held.settled(state) ?? state
    }
  }

  /// The same search with each state measured by what it covers in these states.
  package func scaled(by states: [[Double]]) -> EquilibriumSearch {
    let spans = scales.indices.map { index -> Double in
      let values = states.map { $0[index] }.filter(\.isFinite)
      let span = (values.max() ?? 0) - (values.min() ?? 0)
      return span > 1e-9 * scales[index] ? span : scales[index]
    }
    return EquilibriumSearch(field, scales: spans)
  }
}
