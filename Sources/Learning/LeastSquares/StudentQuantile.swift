import Dynamics

/// How many standard errors a 95 % interval goes to each side.
enum StudentQuantile {
  /// Of the normal distribution.
  static let normal = 1.959963984540054

  /// Of Student's t with some degrees of freedom: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 1964,
  /// chapter 26.7.
  static func twoSided(freedom: Int) -> Double {
    guard freedom > 0 else { return .infinity }
    if freedom > 100 { return expanded(Double(freedom)) }
    // The normal's is below it, and that of one degree of freedom not above 12.7063.
    var (low, high) = (normal, 12.7063)
    while high - low > 1e-13 * high {
      let middle = (low + high) / 2
      if probability(within: middle, freedom) < 0.95 { low = middle } else { high = middle }
    }
    return high
  }

  /// P(|t| < x), formulas 26.7.3 and 26.7.4.
  private static func probability(within x: Double, _ freedom: Int) -> Double {
    let angle = Elementary.arcTangent(x / Double(freedom).squareRoot())
    let (sine, cosine) = (Elementary.sine(angle), Elementary.cosine(angle))
    let isOdd = freedom % 2 == 1
    var (term, sum) = (isOdd ? cosine : 1, 0.0)
    for index in stride(from: isOdd ? 1 : 0, through: freedom - 2, by: 2) {
      sum += term
      term *= cosine * cosine * Double(index + 1) / Double(index + 2)
    }
    return isOdd ? 2 / Double.pi * (angle + sine * sum) : sine * sum
  }

  /// Formula 26.7.5, good to nine digits from 100 degrees of freedom on.
  private static func expanded(_ n: Double) -> Double {
    let x = normal
    let square = x * x
    let first = x * (square + 1) / 4
    let second = x * ((5 * square + 16) * square + 3) / 96
    let third = x * (((3 * square + 19) * square + 17) * square - 15) / 384
    let fourth = x * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160
    return x + (first + (second + (third + fourth / n) / n) / n) / n
  }
}
