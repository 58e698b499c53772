import Dynamics

/// Standard errors and intervals from the triangle that sensitivities leave of the unknowns.
///
/// The covariance is the inverse normal matrix at the estimate (Laplace's approximation): Y. Bard, Nonlinear Parameter
/// Estimation, Academic Press 1974, chapter 7.
struct FitStatistics {
  let estimates: [FitReport.Estimate]
  let conditionNumber: Double
  /// How many values there are more than directions that they tell.
  let freedom: Int
  /// What standard errors are multiplied by: 1 where the noise is known.
  let scale: Double

  /// A direction is not seen in the data where its singular value is this much below the largest.
  private static let invisible = 1e-7
  /// An unknown is not known where its standard error is this many times its value.
  private static let vague = 1.0
  /// A part of an unknown in such a direction that is no rounding.
  private static let part = 1e-3

  /// - Parameters:
  ///   - triangle: column by column; rows in units of the noise.
  ///   - squares: the sum of squared residuals in units of the noise.
  ///   - knowsNoise: whether that is known; else the residuals tell it.
  init(
    _ unknowns: [FitModel.Unknown], _ point: [Double], triangle: [[Double]], squares: Double, values measured: Int,
    knowsNoise: Bool
  ) {
    let count = point.count
    let svd = SingularValues((0..<count * count).map { triangle[$0 % count][$0 / count] }, rows: count, columns: count)
    let largest = svd.values.first ?? 0
    conditionNumber = largest / (svd.values.last ?? 0)
    let values = unknowns.values(point)
    freedom = measured - svd.values.count { $0 > Self.invisible * largest }
    let scale = knowsNoise ? 1 : (squares / Double(max(1, freedom))).squareRoot()
    self.scale = scale
    let reach = knowsNoise ? StudentQuantile.normal : StudentQuantile.twoSided(freedom: max(1, freedom))
    estimates = (0..<count).map { index in
      var variance = 0.0
      var isSeen = largest > 0
      for (place, value) in svd.values.enumerated() {
        let part = svd.right[index * count + place]
        if value <= Self.invisible * largest {
          if abs(part) > Self.part { (isSeen, variance) = (false, .infinity) }
        } else {
          variance += part * part / (value * value)
        }
      }
      let found = scale * variance.squareRoot()
      let spread = found.isNaN ? .infinity : found
      let unknown = unknowns[index]
      let error = spread * abs(unknown.slope(point[index]))
      let interval: ClosedRange<Double>
      let isVague: Bool
      switch unknown.domain {
      case .free:
        // A number that may be zero has no size of its own.
        isVague = error > Self.vague * max(abs(values[index]), unknown.size)
        interval = values[index] - reach * error...values[index] + reach * error
      case .positive:
        // A positive number has an interval of factors, so that it stays positive.
        isVague = spread > Self.vague
        interval =
          values[index] * Elementary.exponential(-reach * spread)...values[index]
          * max(1, Elementary.exponential(min(700, reach * spread)))
      case .within:
        isVague = spread > 2 * Self.vague
        interval = unknown.value(point[index] - reach * spread)...unknown.value(point[index] + reach * spread)
      }
      return FitReport.Estimate(
        name: unknowns[index].name, value: values[index], error: error, interval: interval,
        isIdentifiable: isSeen && spread.isFinite && !isVague)
    }
  }
}

extension FitReport {
  /// The report on a point, from what the sensitivities leave of the unknowns there.
  init(
    _ recordings: Recordings, _ noise: [Double], _ point: [Double], triangle: [[Double]],
    residuals: [[Double]], squares: Double, outcome: Outcome, iterations: Int
  ) {
    let statistics = FitStatistics(
      recordings.unknowns, point, triangle: triangle, squares: squares, values: recordings.count,
      knowsNoise: recordings.noise != nil)
    let scale = statistics.scale
    self.init(
      outcome: outcome, estimates: statistics.estimates, conditionNumber: statistics.conditionNumber,
      chiSquared: squares / (scale * scale), degreesOfFreedom: statistics.freedom, noise: noise.map { $0 * scale },
      residuals: residuals, iterations: iterations)
  }
}
