/// The states within a step as the cubic through both ends with the slopes there: enough to see what a margin does in between.
struct CubicPath {
  let dimension: Int
  /// Both slopes, and the state last asked for.
  let room: UnsafeMutablePointer<Double>
  let from: UnsafePointer<Double>
  let to: UnsafePointer<Double>
  let step: Double

  /// - Parameters:
  ///   - room: three vectors.
  ///   - slope: gives the right-hand side at the start (false) or at the end (true) of the step.
  init(
    _ dimension: Int, from: UnsafePointer<Double>, to: UnsafePointer<Double>, step: Double,
    room: UnsafeMutablePointer<Double>, slope: (Bool, UnsafeMutablePointer<Double>) -> Void
  ) {
    self.dimension = dimension
    self.room = room
    self.from = from
    self.to = to
    self.step = step
    slope(false, room)
    slope(true, room + dimension)
  }

  /// The state after a part of the step of size x.
  func state(after x: Double) -> UnsafePointer<Double> {
    let s = x / step
    let result = room + 2 * dimension
    for index in 0..<dimension {
      let change = to[index] - from[index]
      let (atStart, atEnd) = (step * room[index], step * room[dimension + index])
      // Of x: a straight line, and what bends it to the slopes.
      result[index] =
        from[index] + s * change + s * (1 - s) * ((1 - s) * (atStart - change) - s * (atEnd - change))
    }
    return UnsafePointer(result)
  }
}
