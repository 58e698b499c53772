/// Measured values of some states at ascending times: what a network is guided by, or parameters are found from.
package struct Samples: Sendable, Equatable {
  package var times: [Double]
  /// For each state of the problem its values, one for each time; nothing for states that were not measured.
  package var values: [[Double]?]

  package init(times: [Double], values: [[Double]?]) {
    precondition(values.allSatisfy { $0.map { $0.count == times.count } ?? true })
    self.times = times
    self.values = values
  }

  package var count: Int { times.count }

  /// The samples at some places.
  package func at(_ places: [Int]) -> Samples {
    Samples(
      times: places.map { times[$0] }, values: values.map { column in column.map { all in places.map { all[$0] } } })
  }

  /// How much of its axis each state covers; 1 for a state that stays or was not measured.
  package var ranges: [Double] {
    values.map { column in
      guard let column, let low = column.min(), let high = column.max(), high > low else { return 1 }
      return high - low
    }
  }

  /// The places where pieces without a jump begin, the first one too: a state has fallen by more than half the range that it
  /// covers, as it does where a spike is reset.
  ///
  /// - Parameter states: those that can jump.
  package func pieceStarts(jumping states: [Int]) -> [Int] {
    let ranges = ranges
    return [0]
      + (1..<max(1, count)).filter { place in
        states.contains { state in
          values[state].map { $0[place] < $0[place - 1] - ranges[state] / 2 } ?? false
        }
      }
  }
}
