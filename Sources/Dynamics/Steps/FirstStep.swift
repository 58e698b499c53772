extension System {
  /// A step to begin a smooth piece with: one whose explicit Euler error is about a hundredth of what is allowed.
  ///
  /// Two evaluations. E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I (1993), II.4,
  /// doi:10.1007/978-3-540-78862-1. Where the state rests the slopes tell nothing, and a small part of the span is taken.
  ///
  /// - Parameters:
  ///   - power: the power of h that the method's error estimate goes with.
  ///   - span: how far it is to the end of the piece.
  ///   - room: three vectors to write in.
  func firstStep(
    _ t: Double, _ y: UnsafePointer<Double>, power: Int, span: Double, room: UnsafeMutablePointer<Double>
  ) -> Double {
    let (slope, ahead, change) = (room, room + dimension, room + 2 * dimension)
    evaluate(t, y, slope)
    let size = norm(y, y, y)
    let speed = norm(slope, y, y)
    let trial = min(span, size < 1e-5 || speed < 1e-5 ? 1e-6 * span : 0.01 * size / speed)
    for index in 0..<dimension { ahead[index] = y[index] + trial * slope[index] }
    evaluate(t + trial, ahead, change)
    for index in 0..<dimension { change[index] -= slope[index] }
    let steepest = max(speed, norm(change, y, y) / trial)
    let step =
      steepest <= 1e-15 ? max(1e-6 * span, 1e-3 * trial) : Elementary.power(0.01 / steepest, 1 / Double(power))
    return min(100 * trial, step, span)
  }
}
