import Dynamics

/// The margins of events and surfaces along a trained window, on a grid of points: where they change their sign.
///
/// Between two neighbouring points a margin is taken to have one summit at most; where one could come to zero there, the
/// search is left to whoever looks closer.
final class WindowEvents {
  private let n: Int
  private let r: Int
  private let table: BasisTable
  private let margins: BlockMachine
  private let marginCount: Int
  private let memory: Scratch
  private let times: UnsafeMutablePointer<Double>
  private let states: UnsafeMutablePointer<Double>
  private let found: UnsafeMutablePointer<Double>
  /// Whether `states` and `found` belong to the network at hand.
  private var isCurrent = false

  init(_ problem: Problem, _ basis: Basis, points: Int) {
    n = problem.dimension
    r = basis.count
    table = BasisTable(basis, at: (0..<points).map { Double($0) / Double(points - 1) })
    margins = BlockMachine(problem.margins)
    margins.set(parameters: problem.parameters)
    marginCount = problem.margins.outputs.count
    memory = Scratch((1 + n + marginCount) * points)
    times = memory.pointer
    states = times + points
    found = states + n * points
  }

  func set(modes: [Double]) { margins.set(modes: modes) }

  /// The network changed.
  func forget() { isCurrent = false }

  private func look(_ training: WindowTraining, _ t: Double, _ length: Double, _ y: UnsafePointer<Double>) {
    guard !isCurrent else { return }
    isCurrent = true
    let count = table.points.count
    for q in 0..<count { times[q] = t + length * table.points[q] }
    for i in 0..<n {
      let state = states + i * count
      for q in 0..<count { state[q] = 0 }
      for k in 0..<r {
        let weight = training.weights[i * r + k]
        let values = table.values + k * count
        for q in 0..<count { state[q] += weight * values[q] }
      }
      for q in 0..<count { state[q] = y[i] + training.scales[i] * state[q] }
    }
    if marginCount > 0 { margins.evaluate(times, states, count: count, outputs: marginCount, into: found) }
  }

  /// Where a margin first becomes positive after the start, or negative where `isTurned`.
  func sign(
    of index: Int, _ training: WindowTraining, _ t: Double, _ length: Double, _ y: UnsafePointer<Double>,
    upTo h: Double, isTurned: Bool
  ) -> Crossing {
    look(training, t, length, y)
    let count = table.points.count
    let turn = isTurned ? -1.0 : 1.0
    func margin(_ q: Int) -> Double { turn * found[index * count + q] }
    for q in 1..<count {
      let size = length * table.points[q]
      if q >= 2, isNearZero(margin(q - 2), margin(q - 1), margin(q)) { return .unknown }
      if size > h { break }
      if !(margin(q) <= 0) { return .before(size) }
    }
    return .none
  }

  /// Whether a margin that is negative at three points, and highest at the middle one, could come to zero between them: with
  /// four times the curvature that the three show.
  private func isNearZero(_ a: Double, _ b: Double, _ c: Double) -> Bool {
    guard a < 0, b < 0, c < 0, b >= a, b >= c else { return false }
    return b + max(b - a, b - c) >= 0
  }

  /// Lets each scale grow to the largest size that its state has up to the part `reach` of the window.
  func grow(_ training: WindowTraining, _ t: Double, _ length: Double, _ y: UnsafePointer<Double>, upTo reach: Double) {
    look(training, t, length, y)
    let count = table.points.count
    for i in 0..<n {
      for q in 0..<count where table.points[q] <= reach {
        training.scales[i] = max(training.scales[i], abs(states[i * count + q]))
      }
    }
  }
}
