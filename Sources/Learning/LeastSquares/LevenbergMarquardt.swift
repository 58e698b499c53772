/// Finds a least sum of squares by linearising again and again, with steps held back as far as the linear model fails.
///
/// K. Levenberg, Quart. Appl. Math. 2 (1944) 164, doi:10.1090/qam/10666; D. W. Marquardt, J. SIAM 11 (1963) 431,
/// doi:10.1137/0111030. How the damping follows the ratio of true to promised decrease: J. J. Moré, Lect. Notes Math. 630
/// (1978) 105, doi:10.1007/BFb0067700.
package struct LevenbergMarquardt {
  /// How many steps are taken at most.
  package var limit: Int
  /// The search is over where a whole step promises less than this share of the sum of squares.
  package var tolerance: Double

  /// A decrease that is nothing where rows are in units of their noise: a standard error moves by the square root of it.
  private static let negligible = 1e-9

  package init(limit: Int = 60, tolerance: Double = 1e-9) {
    self.limit = limit
    self.tolerance = tolerance
  }

  package enum Ending: Sendable, Equatable {
    case converged
    /// No step, however small, makes the sum of squares less.
    case stalled
    case outOfIterations
    /// The sum of squares is not a finite number where the search begins.
    case noStart
  }

  package struct Result<Point> {
    package let point: Point
    package let squares: Double
    package let iterations: Int
    package let ending: Ending
  }

  /// A step from the point where the sum of squares was linearised, and the decrease that it promises.
  package struct Trial<Point> {
    package let point: Point
    package let promised: Double

    package init(point: Point, promised: Double) {
      self.point = point
      self.promised = promised
    }
  }

  /// - Parameters:
  ///   - squares: the sum of squares at a point; infinite where it cannot be had.
  ///   - linearise: gives, for a point, the step that belongs to a damping: what a step of length 1 costs. The damping is a
  ///     share of the sum of squares, so that it goes away with it.
  package func minimise<Point>(
    from start: Point, squares: (Point) -> Double, linearise: (Point) -> (Double) -> Trial<Point>?
  ) -> Result<Point> {
    var point = start
    var value = squares(start)
    guard value.isFinite else { return Result(point: start, squares: value, iterations: 0, ending: .noStart) }
    var damping = 1e-3
    for iteration in 0..<limit {
      let step = linearise(point)
      while true {
        guard let trial = step(damping * value), trial.promised.isFinite else {
          damping *= 10
          if damping > 1e12 { return Result(point: point, squares: value, iterations: iteration, ending: .stalled) }
          continue
        }
        let next = squares(trial.point)
        let ratio = (value - next) / trial.promised
        let isSmall = trial.promised <= max(tolerance * value, Self.negligible)
        if next <= value, ratio > 1e-4 || isSmall {
          let isLast = isSmall && damping <= 1e-2
          point = trial.point
          value = next
          damping = ratio > 0.75 ? max(1e-14, damping / 8) : ratio < 0.25 ? damping * 3 : damping
          if isLast { return Result(point: point, squares: value, iterations: iteration + 1, ending: .converged) }
          break
        }
        // Where rounding decides whether a step is good, there is no better point.
        if trial.promised <= max(max(1e-12, 0.01 * tolerance) * value, Self.negligible) {
          return Result(
            point: point, squares: value, iterations: iteration, ending: damping <= 1 ? .converged : .stalled)
        }
        damping *= damping < 1e-6 ? 100 : 5
        if damping > 1e12 { return Result(point: point, squares: value, iterations: iteration, ending: .stalled) }
      }
    }
    return Result(point: point, squares: value, iterations: limit, ending: .outOfIterations)
  }
}
