/// Newton's method for z = known + γ h f(t, z), the equation that backward Euler, the trapezoidal rule and others solve.
struct ImplicitStage {
  private let system: System
  private let n: Int
  private let memory: Scratch
  private let slope: UnsafeMutablePointer<Double>
  private let correction: UnsafeMutablePointer<Double>
  private let jacobian: UnsafeMutablePointer<Double>
  private let matrix: UnsafeMutablePointer<Double>

  /// More iterations than quadratic convergence ever needs: reached only where there is nothing to converge to.
  private let iterationLimit = 50

  init(_ system: System) {
    self.system = system
    n = system.dimension
    memory = Scratch(2 * n + n * n + n + n * n)
    slope = memory.pointer
    correction = slope + n
    jacobian = correction + n
    matrix = jacobian + n * n + n
  }

  /// Solves for `z`, which holds the predictor at the start. Gives false where no solution near the predictor is found.
  ///
  /// The solution wanted is the one that grows out of `known` as h grows from 0. There the determinant of 1 − γhJ is
  /// positive, and it stays so until that branch of solutions ends; a negative one at the end tells a spurious root.
  /// An iteration whose corrections do not shrink has left the neighbourhood of the predictor.
  func solve(
    _ t: Double, _ gammaH: Double, known: UnsafePointer<Double>, _ z: UnsafeMutablePointer<Double>
  ) -> Bool {
    var lastSize = Double.infinity
    for _ in 0..<iterationLimit {
      system.evaluate(t, z, slope)
      system.jacobian(t, z, jacobian)
      system.countNewtonIteration()
      for row in 0..<n {
        correction[row] = known[row] + gammaH * slope[row] - z[row]
        for column in 0..<n {
          matrix[row * n + column] = (row == column ? 1 : 0) - gammaH * jacobian[row * n + column]
        }
      }
      guard solveLinear(n, matrix, correction) > 0 else { return false }
      var size = 0.0
      var scale = 0.0
      for index in 0..<n {
        z[index] += correction[index]
        size = max(size, abs(correction[index]))
        scale = max(scale, abs(z[index]))
      }
      if size <= max(system.newtonTolerance, 4 * Double.ulpOfOne) * scale { return true }
      guard size < lastSize else { return false }
      lastSize = size
    }
    return false
  }
}
