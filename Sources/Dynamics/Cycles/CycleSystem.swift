/// The linear equations of all intervals of a cycle round the orbit, with two rows below them.
///
/// The states between the first and the last are eliminated one after the other, with pivots from the rows of both neighbours,
/// so that what grows fast and what dies out fast along the orbit do no harm (S. J. Wright, SIAM J. Sci. Stat. Comput. 13 (1992) 742).
struct CycleSystem {
  /// A row of the system beside those of the intervals.
  struct Row {
    /// Of each state of the mesh.
    var states: [[Double]]
    var period: Double
    var parameter: Double
    var right: Double
  }

  struct Change {
    var states: [[Double]]
    var period: Double
    var parameter: Double
  }

  private let n: Int
  private let intervals: [CycleInterval]
  /// Whether the equations are to be fulfilled, and not only kept.
  private let corrects: Bool
  private var stored: [[[Double]]] = []
  /// Columns: the first state, the present one, the next, period, parameter, right side.
  private var carried: [[Double]]
  private var borders: [[Double]]

  init(_ intervals: [CycleInterval], dimension n: Int, rows: [Row], corrects: Bool) {
    self.n = n
    self.intervals = intervals
    self.corrects = corrects
    (carried, borders) = ([], [])
    let none = Array(repeating: 0.0, count: n)
    carried = (0..<n).map { a in
      (0..<n).map { -intervals[0].end[$0][a] } + unit(a) + none + known(0, a)
    }
    borders = rows.map { row in
      row.states[0] + (row.states.count > 1 ? row.states[1] : none) + none + [row.period, row.parameter, row.right]
    }
    for index in 1..<intervals.count { eliminate(index, rows) }
  }

  private func unit(_ a: Int) -> [Double] { (0..<n).map { $0 == a ? 1 : 0 } }

  private func known(_ index: Int, _ a: Int) -> [Double] {
    let end = intervals[index].end
    return [-end[n][a], -end[n + 1][a], corrects ? end[n + 2][a] : 0]
  }

  /// Takes the state at the beginning of an interval out of all rows that are left.
  private mutating func eliminate(_ index: Int, _ rows: [Row]) {
    let none = Array(repeating: 0.0, count: n)
    var window = carried
    for a in 0..<n {
      window.append(none + (0..<n).map { -intervals[index].end[$0][a] } + unit(a) + known(index, a))
    }
    for (border, row) in zip(borders, rows) {
      var border = border
      if index + 1 < row.states.count { for a in 0..<n { border[2 * n + a] = row.states[index + 1][a] } }
      window.append(border)
    }
    let width = 3 * n + 3
    for column in 0..<n {
      var pivot = column
      for row in column..<2 * n where abs(window[row][n + column]) > abs(window[pivot][n + column]) { pivot = row }
      window.swapAt(column, pivot)
      let diagonal = window[column][n + column]
      guard diagonal != 0 else { continue }
      for row in column + 1..<window.count where window[row][n + column] != 0 {
        let factor = window[row][n + column] / diagonal
        for k in 0..<width { window[row][k] -= factor * window[column][k] }
      }
    }
    stored.append(Array(window[..<n]))
    func shifted(_ row: [Double]) -> [Double] {
      Array(row[..<n]) + Array(row[2 * n..<3 * n]) + none + Array(row[(3 * n)...])
    }
    carried = window[n..<2 * n].map(shifted)
    borders = window[(2 * n)...].map(shifted)
  }

  /// L and R of what remains of the orbit, L dx(0) + R dx(1) = 0 where period and parameter stay.
  var around: (left: [Double], right: [Double]) {
    (carried.flatMap { $0[..<n] }, carried.flatMap { $0[n..<2 * n] })
  }

  /// The changes of all states, of the period and of the parameter; nothing where the system is singular.
  func solution() -> Change? {
    let size = n + borders.count
    var matrix: [Double] = []
    var right: [Double] = []
    for row in carried + borders {
      matrix += (0..<n).map { row[$0] + row[n + $0] } + row[(3 * n)..<(3 * n + borders.count)]
      right.append(row[3 * n + 2])
    }
    let sign = matrix.withUnsafeMutableBufferPointer { a in
      right.withUnsafeMutableBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
        return solveLinear(size, a, b)
      }
    }
    guard sign != 0, right.allSatisfy(\.isFinite) else { return nil }
    let (first, period, parameter) = (Array(right[..<n]), right[n], right[n + 1])
    var states = [first]
    var next = first
    for rows in stored.reversed() {
      var state = Array(repeating: 0.0, count: n)
      for row in stride(from: n - 1, through: 0, by: -1) {
        var value = rows[row][3 * n + 2] - rows[row][3 * n] * period - rows[row][3 * n + 1] * parameter
        for k in 0..<n { value -= rows[row][k] * first[k] + rows[row][2 * n + k] * next[k] }
        for k in row + 1..<max(n, row + 1) { value -= rows[row][n + k] * state[k] }
        guard rows[row][n + row] != 0 else { return nil }
        state[row] = value / rows[row][n + row]
      }
      states.append(state)
      next = state
    }
    return Change(states: [first] + states.dropFirst().reversed(), period: period, parameter: parameter)
  }
}
