/// What was measured: some of the states at some times, in the units of the model.
package struct Observations: Sendable {
  /// Rising.
  package let times: [Double]
  /// Which states were measured.
  package let states: [Int]
  /// For each of those states, one value a time.
  package let values: [[Double]]
  /// The standard deviation of each state's noise, in its unit; nothing where the fit has to find it out.
  package let noise: [Double]?
  /// How many rows of the data have an empty cell, and are not among these.
  package var rowsLeftOut = 0
  /// What it may be, where it is not given.
  var guess: [Double]?

  package init(times: [Double], states: [Int], values: [[Double]], noise: [Double]?) {
    precondition(values.count == states.count && values.allSatisfy { $0.count == times.count })
    precondition(noise.map { $0.count == states.count && $0.allSatisfy { $0 > 0 } } ?? true)
    self.times = times
    self.states = states
    self.values = values
    self.noise = noise
  }

  /// How many numbers were measured.
  package var count: Int { times.count * states.count }

  /// How much of its axis a measured state covers.
  func range(_ index: Int) -> Double {
    guard let low = values[index].min(), let high = values[index].max() else { return 0 }
    return high - low
  }

  /// The noise given; or a first guess from second differences, of which most are noise where samples are dense. Their median
  /// is not moved by spikes.
  var noiseToBeginWith: [Double] {
    if let known = noise ?? guess { return known }
    return states.indices.map { index in
      let series = values[index]
      var bends: [Double] = []
      for row in 1..<max(1, series.count - 1) {
        bends.append(abs(series[row - 1] - 2 * series[row] + series[row + 1]))
      }
      bends.sort()
      let median = bends.isEmpty ? 0 : bends[bends.count / 2]
      // 0.6745 is the median of |x| of a standard normal number, √6 the deviation of a second difference.
      let deviation = median / (0.6745 * 6.0.squareRoot())
      return max(deviation, 1e-6 * range(index), .leastNormalMagnitude)
    }
  }
}
