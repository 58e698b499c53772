/// A time between two stops, and the modes that hold there.
struct TimedPiece: Sendable {
  let end: Double
  let modes: [Double]
}

extension Problem {
  /// The pieces between stops, with the modes of the initial state in each: those that depend on time alone are right for any state.
  var timedPieces: [TimedPiece] {
    let keeper = ModeKeeper(self)
    var pieces: [TimedPiece] = []
    var t = start
    for end in stops + [end] where end > t {
      _ = initial.withUnsafeBufferPointer { initial in
        initial.baseAddress.map {
          keeper.settle(
            t, $0, until: end, step: end - t, onSurface: { _ in false }, apply: { _ in }, evaluate: { _, _, _ in })
        }
      }
      pieces.append(TimedPiece(end: end, modes: keeper.values))
      t = end
    }
    return pieces
  }
}
