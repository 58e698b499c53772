/// Jacobians for steps that begin where a root or a broken power of what is rectified begins: `sqrt(max(h, 0))` at h = 0.
///
/// There the derivative is infinite, or as large as rounding has it, and says nothing about the step. A linearly implicit method
/// takes the one from the middle of the step, half a step along the slope: all of them keep their first order with any
/// matrix, and one step is all that this is for.
final class CornerJacobian {
  /// How far ahead to look in the next step; nothing where no step begins anew.
  var ahead: Double?
  private let memory: Scratch
  private let entries: Int
  private let dimension: Int

  init(_ dimension: Int) {
    self.dimension = dimension
    entries = dimension * dimension + dimension
    memory = Scratch(entries + dimension)
  }

  /// Replaces a Jacobian that is at least ten times the one half a step on in some entry.
  ///
  /// - Parameter evaluate: the Jacobian at a time and state, with ∂f/∂t behind it.
  func amend(
    _ jacobian: UnsafeMutablePointer<Double>, _ t: Double, _ y: UnsafePointer<Double>, slope: UnsafePointer<Double>,
    evaluate: (Double, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    guard let ahead else { return }
    self.ahead = nil
    let (other, point) = (memory.pointer, memory.pointer + entries)
    for index in 0..<dimension { point[index] = y[index] + ahead * slope[index] }
    evaluate(t + ahead, point, other)
    guard (0..<entries).allSatisfy({ other[$0].isFinite }) else { return }
    guard (0..<entries).contains(where: { !(abs(jacobian[$0]) <= 10 * abs(other[$0])) && jacobian[$0] != 0 }) else {
      return
    }
    for entry in 0..<entries { jacobian[entry] = other[entry] }
  }
}
