/// Values that states are known to have at times; not a number where one is unknown.
package struct PerceptronData: Sendable, Equatable {
  package var times: [Double]
  /// Row by row, a number for each state.
  package var states: [Double]
  /// How much each row counts, and each state; 1 where nothing is said.
  package var rowWeights: [Double]
  package var stateWeights: [Double]

  package init(times: [Double], states: [Double], rowWeights: [Double] = [], stateWeights: [Double] = []) {
    precondition(times.isEmpty ? states.isEmpty : states.count % times.count == 0)
    precondition(rowWeights.isEmpty || rowWeights.count == times.count)
    self.times = times
    self.states = states
    self.rowWeights = rowWeights
    self.stateWeights = stateWeights
  }

  package static var none: PerceptronData { PerceptronData(times: [], states: []) }

  /// All values of one state.
  package func values(of state: Int, dimension: Int) -> [Double] {
    times.indices.map { states[$0 * dimension + state] }
  }

  func weight(_ row: Int, _ state: Int) -> Double {
    (rowWeights.isEmpty ? 1 : rowWeights[row]) * (state < stateWeights.count ? stateWeights[state] : 1)
  }
}
