/// How many standard errors a 95 % interval goes to each side.
enum StudentQuantile {
  /// Of the normal distribution.
  static let normal = 1.959963984540054

  /// Of Student's t with some degrees of freedom, by M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 1964,
  /// 26.7.5: good to 3 digits from 4 degrees of freedom on.
  static func twoSided(freedom: Int) -> Double {
    guard freedom > 0 else { return .infinity }
    let (x, n) = (normal, Double(freedom))
    let square = x * x
    let first = x * (square + 1) / 4
    let second = x * ((5 * square + 16) * square + 3) / 96
    let third = x * (((3 * square + 19) * square + 17) * square - 15) / 384
    return x + first / n + second / (n * n) + third / (n * n * n)
  }
}
