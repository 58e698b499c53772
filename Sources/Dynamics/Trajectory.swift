/// Times and states in the order they were reached. A jump leaves two rows with the same time, before and after.
package struct Trajectory: Sendable {
  package let dimension: Int
  package let times: [Double]
  /// `dimension` numbers for each time.
  package let states: [Double]
  /// Rows at which a solver began anew, after a jump or a stop, with the modes that hold from there on.
  package let starts: [Start]

  package struct Start: Sendable {
    package let row: Int
    package let modes: [Double]
  }

  package init(dimension: Int, times: [Double], states: [Double], starts: [Start]) {
    precondition(states.count == times.count * dimension)
    self.dimension = dimension
    self.times = times
    self.states = states
    self.starts = starts
  }

  package var count: Int { times.count }

  package func value(_ row: Int, _ component: Int) -> Double { states[row * dimension + component] }

  func copy(_ row: Int, to pointer: UnsafeMutablePointer<Double>) {
    for index in 0..<dimension { pointer[index] = states[row * dimension + index] }
  }

  package func state(_ row: Int) -> [Double] { Array(states[row * dimension..<(row + 1) * dimension]) }

  package func component(_ component: Int) -> [Double] { (0..<count).map { value($0, component) } }

  /// The last row at or before `t`; after a jump at `t` the row after it.
  package func row(at t: Double) -> Int? {
    guard let first = times.first, t >= first else { return nil }
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if times[middle] <= t { low = middle } else { high = middle }
    }
    return low
  }

  /// The start that rules from `row` on.
  package func start(ruling row: Int) -> Start? {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].row <= row { low = middle } else { high = middle }
    }
    return starts.isEmpty ? nil : starts[low]
  }
}
