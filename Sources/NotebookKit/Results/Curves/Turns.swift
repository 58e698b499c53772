import Dynamics
import Expressions

extension StateCurve {
  /// A place where the curve turns: a maximum or a minimum.
  struct Turn: Sendable {
    let time: Double
    let value: Double
    let isMaximum: Bool
  }

  /// The maxima and minima inside the span, in turn, as the dense output has them. Both sides of a jump are ends of pieces: the
  /// higher may be a maximum, and the lower a minimum.
  ///
  /// - Parameter share: what changes by less than this share of the curve's range is no turn, but what the solver's errors make of a
  ///   level stretch.
  func turns(share: Double) -> [Turn] {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let greatest = finite.max(), let first = times.first, let last = times.last
    else { return [] }
    let all = [1.0, -1].flatMap { sign in refined(sign).map { Turn(time: $0, value: $1, isMaximum: sign > 0) } }
    let inside = all.filter { $0.time > first && $0.time < last }.sorted { ($0.time, $0.value) < ($1.time, $1.value) }
    var turns: [Turn] = []
    for turn in inside {
      guard let previous = turns.last else {
        turns.append(turn)
        continue
      }
      if previous.isMaximum == turn.isMaximum {
        if turn.isMaximum == (turn.value > previous.value) { turns[turns.count - 1] = turn }
      } else if abs(turn.value - previous.value) > share * (greatest - least) {
        turns.append(turn)
      }
    }
    return turns
  }

  /// The places that are no lower than what is near, closer; at jumps those that are no lower than the other side.
  private func refined(_ sign: Double) -> [(time: Double, value: Double)] {
    let heights = values.map { $0.isFinite ? sign * $0 : -.infinity }
    var sides: [Double: Double] = [:]
    for (row, next) in zip(times.indices, times.indices.dropFirst()) where times[row] == times[next] {
      sides[times[row]] = max(sides[times[row]] ?? -.infinity, max(heights[row], heights[next]))
    }
    var tops = tops(heights, sign).filter { top in
      top.before > 0 && top.after > 0 || sides[top.time].map { top.height >= $0 } ?? false
    }
    for _ in 0..<Self.turnRounds { approach(&tops, sign) }
    return tops.map { ($0.time, sign * $0.height) }
  }

  /// Each divides the place by four; a value is known to the square of that.
  private static let turnRounds = 6
}
