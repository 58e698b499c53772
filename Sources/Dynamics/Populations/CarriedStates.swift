/// How far the states of a population go in the steps that lead to a spike on the grid, beside other steps: the upstroke may go far
/// across the threshold in one of them, and states that the spike does not set have followed it.
struct CarriedStates {
  /// By state: the sum of changes in steps to spikes, and the largest in any other; the least and the largest value.
  private var toSpike: [Double]
  private var usual: [Double]
  private var lowest: [Double]
  private var highest: [Double]
  private var spikes = 0

  /// Of many neurons not every step is looked at.
  private let every: Int

  init(states: Int, blocks: Int) {
    toSpike = Array(repeating: 0, count: states)
    usual = toSpike
    lowest = Array(repeating: .infinity, count: states)
    highest = Array(repeating: -.infinity, count: states)
    every = blocks == 1 ? 1 : 8
  }

  func looks(at step: Int) -> Bool { step % every == 0 }

  /// Looks at a block after its step; `spiking` are the lanes that it led to a spike, ascending.
  mutating func look(_ block: NeuronBlock, spiking: [Int]) {
    spikes += spiking.count
    for state in toSpike.indices {
      let (before, after) = (block.base(state), block.state(state))
      for lane in spiking { toSpike[state] += abs(after[lane] - before[lane]) }
      var (most, low, high, next) = (usual[state], lowest[state], highest[state], 0)
      for lane in 0..<block.count {
        if next < spiking.count, spiking[next] == lane {
          next += 1
          continue
        }
        let change = abs(after[lane] - before[lane])
        if change > most { most = change }
        if after[lane] < low { low = after[lane] }
        if after[lane] > high { high = after[lane] }
      }
      (usual[state], lowest[state], highest[state]) = (most, low, high)
    }
  }

  /// For each state.
  var shares: [NetworkActivity.Carried] {
    toSpike.indices.map { state in
      let change = spikes == 0 ? 0 : toSpike[state] / Double(spikes)
      return NetworkActivity.Carried(
        ofRange: change / max(highest[state] - lowest[state], change), ofUsual: change / usual[state])
    }
  }
}
