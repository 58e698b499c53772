/// Some states held, the others at rest for them: a quasi-steady state.
struct HeldStates {
  private let search: EquilibriumSearch
  private let free: [Int]

  init(_ search: EquilibriumSearch, held: [Int]) {
    self.search = search
    free = (0..<search.field.dimension).filter { !held.contains($0) }
  }

  /// The state with the free states where their equations are zero, by Newton's method; nothing where it does not converge.
  /// Gates of ion channels are linear in themselves: one iteration.
  func settled(_ start: [Double]) -> [Double]? {
    guard !free.isEmpty else { return start }
    let n = search.field.dimension
    var state = start
    for _ in 0..<30 {
      let rate = search.field.rate(state)
      let jacobian = search.field.jacobian(state)
      let matrix = free.flatMap { row in free.map { jacobian[row * n + $0] } }
      guard let step = search.solve(matrix, free.map { -rate[$0] }) else { return nil }
      var length = 0.0
      for (position, index) in free.enumerated() {
        state[index] += step[position]
        length = max(length, abs(step[position]) / search.scales[index])
      }
      if length < 1e-10 { return state }
    }
    return nil
  }
}
