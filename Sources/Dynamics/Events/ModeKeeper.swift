/// Keeps the modes of a problem at their values: finds them anew at every start of a smooth piece.
final class ModeKeeper {
  private(set) var values: [Double]
  /// Times at which the hold of an event ends.
  private var releases: [(event: Int, time: Double)] = []
  /// The next of them.
  private(set) var nextRelease = Double.infinity

  private let modes: Modes
  private let machine: Machine
  private let dimension: Int
  private let memory: Scratch
  private let found: UnsafeMutablePointer<Double>
  private let displaced: UnsafeMutablePointer<Double>
  private let slope: UnsafeMutablePointer<Double>

  /// How far ahead a look tells on which side of a surface the state goes on: a thousandth of the step, or as far as every state
  /// changes by a millionth of itself, or of a tenth of what it changes in the step. The next surface may be near.
  private func lookAhead(_ y: UnsafePointer<Double>, _ step: Double) -> Double {
    var ahead = 1e-3 * step
    for index in 0..<dimension where slope[index] != 0 {
      ahead = min(ahead, 1e-6 * max(abs(y[index] / slope[index]), 0.1 * step))
    }
    return ahead
  }

  init(_ problem: Problem) {
    modes = problem.modes
    dimension = problem.dimension
    machine = Machine(problem.modes.values, parameters: problem.parameters)
    values = Array(repeating: 0, count: problem.layout.modes)
    memory = Scratch(problem.layout.modes + 2 * dimension)
    found = memory.pointer
    displaced = found + problem.layout.modes
    slope = displaced + dimension
  }

  var isEmpty: Bool { modes.kinds.isEmpty }

  func isHeld(_ event: Int) -> Bool { releases.contains { $0.event == event } }

  func hold(_ event: Int, until time: Double) {
    releases.append((event, time))
    nextRelease = min(nextRelease, time)
  }

  /// Ends the holds that end by then. Gives their events.
  func release(upTo time: Double) -> [Int] {
    let ended = releases.filter { $0.time <= time }.map(\.event)
    releases.removeAll { $0.time <= time }
    nextRelease = releases.map(\.time).min() ?? .infinity
    return ended
  }

  /// Finds the modes for the smooth piece that begins at (t, y) and ends, if nothing happens, at `end`.
  ///
  /// On a surface the side is the one that the state moves to. Gives false where each side drives the state to the other:
  /// it would slide along the surface.
  ///
  /// - Parameters:
  ///   - onSurface: whether the state lies on a surface exactly, as far as its margin tells.
  ///   - evaluate: gives the slope at a time and state with the modes set before.
  func settle(
    _ t: Double, _ y: UnsafePointer<Double>, until end: Double, step: Double,
    onSurface: (Int) -> Bool, apply: ([Double]) -> Void,
    evaluate: (Double, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) -> Bool {
    guard !modes.kinds.isEmpty else { return true }
    find(at: t, y, middle: (t + end) / 2) { _ in true }
    apply(values)
    let touched = modes.kinds.indices.filter { index in
      if case .surface(let surface) = modes.kinds[index] { onSurface(surface) } else { false }
    }
    guard !touched.isEmpty else { return true }
    var sides: [[Double]] = [values]
    for _ in 0..<4 {
      evaluate(t, y, slope)
      // The rest before a stop may be too short to see anything in.
      let ahead = lookAhead(y, min(step, max(end - t, 1e-6 * step)))
      for index in 0..<dimension { displaced[index] = y[index] + ahead * slope[index] }
      find(at: t + ahead, displaced, middle: (t + end) / 2) { touched.contains($0) }
      if values == sides[sides.count - 1] { return true }
      if sides.contains(values) { return false }
      sides.append(values)
      apply(values)
    }
    return true
  }

  /// Evaluates the modes that `isWanted` names. A mode may depend on one before it: passes are made until all are settled.
  private func find(at t: Double, _ y: UnsafePointer<Double>, middle: Double, _ isWanted: (Int) -> Bool) {
    for _ in 0...values.count {
      // Two runs: what depends on time is looked at in the middle of the piece, the rest at its beginning.
      machine.run(t, y, found)
      var changed = false
      for index in values.indices where isWanted(index) && modes.kinds[index] != .time {
        changed = set(index, value(index)) || changed
      }
      machine.run(middle, y, found)
      for index in values.indices where isWanted(index) && modes.kinds[index] == .time {
        changed = set(index, found[index]) || changed
      }
      if !changed { return }
    }
  }

  private func value(_ index: Int) -> Double {
    if case .hold(let event) = modes.kinds[index] { isHeld(event) ? 1 : 0 } else { found[index] }
  }

  private func set(_ index: Int, _ value: Double) -> Bool {
    guard values[index] != value else { return false }
    values[index] = value
    machine.set(mode: index, to: value)
    return true
  }
}
