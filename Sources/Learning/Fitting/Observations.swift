/// What was measured: some of the states at some times, in the units of the model.
package struct Observations: Sendable {
  /// Rising; one that comes again was measured again.
  package let times: [Double]
  /// Which states were measured; behind the last of them comes what is computed from states.
  package let states: [Int]
  /// For each of those states, one value a time; not a number where there is none.
  package let values: [[Double]]
  /// The same with straight lines over what is missing: for guesses. Of a state without values not numbers.
  let filled: [[Double]]
  /// How many numbers were measured.
  package let count: Int
  /// The standard deviation of each state's noise, in its unit; nothing where the fit has to find it out.
  package let noise: [Double]?
  /// What the noise of each value is multiplied by, for each of those states; nothing where all are alike.
  let spreads: [[Double]]?
  /// How many rows of the data are not among these.
  package var rowsLeftOut = 0

  package init(times: [Double], states: [Int], values: [[Double]], noise: [Double]?, spreads: [[Double]]? = nil) {
    precondition(values.count == states.count && values.allSatisfy { $0.count == times.count })
    precondition(noise.map { $0.count == states.count && $0.allSatisfy { $0 > 0 } } ?? true)
    self.times = times
    self.states = states
    self.values = values
    filled = values.map { Self.filled($0, times) }
    count = values.reduce(0) { $0 + $1.count { !$0.isNaN } }
    self.noise = noise
    self.spreads = spreads
  }

  /// How many numbers there would be if none were missing.
  var cells: Int { times.count * states.count }

  /// How far a prediction is from what was measured; nothing is missing where nothing was measured.
  func difference(_ place: Int, _ row: Int, from prediction: Double) -> Double {
    isMeasured(place, row) ? values[place][row] - prediction : 0
  }

  /// What the noise of one value is multiplied by.
  func spread(_ place: Int, _ row: Int) -> Double { spreads?[place][row] ?? 1 }

  func isMeasured(_ place: Int, _ row: Int) -> Bool { !values[place][row].isNaN }

  /// Whether there is any value of a state: in one of several recordings it may not have been measured.
  func hasValues(_ place: Int) -> Bool { values[place].contains { !$0.isNaN } }

  /// The place of a state that was measured.
  func place(of state: Int) -> Int? { states.indices.first { states[$0] == state && hasValues($0) } }

  func isMeasured(state: Int) -> Bool { place(of: state) != nil }

  /// How much of its axis a measured state covers.
  package func range(_ index: Int) -> Double {
    guard hasValues(index), let low = filled[index].min(), let high = filled[index].max() else { return 0 }
    return high - low
  }

  /// The second differences of a measured state, without their signs.
  func bends(_ index: Int) -> [Double] {
    let series = values[index].filter { !$0.isNaN }
    return (1..<max(1, series.count - 1)).map { row -> Double in
      abs(series[row - 1] - 2 * series[row] + series[row + 1])
    }
  }

  private static func filled(_ values: [Double], _ times: [Double]) -> [Double] {
    let known = values.indices.filter { !values[$0].isNaN }
    guard known.count < values.count, let first = known.first, let last = known.last else { return values }
    var result = values
    for row in 0..<first { result[row] = values[first] }
    for row in last..<values.count { result[row] = values[last] }
    for (left, right) in zip(known, known.dropFirst()) where right > left + 1 {
      let slope = (values[right] - values[left]) / max(times[right] - times[left], .leastNormalMagnitude)
      for row in left + 1..<right { result[row] = values[left] + slope * (times[row] - times[left]) }
    }
    return result
  }
}
