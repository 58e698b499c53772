/// Logarithms and powers to three digits, for step sizes: made of a few exact operations, so that every machine takes the
/// same steps, whatever its library's logarithm.
enum BinaryLogarithm {
  /// log₂ x within 3e-4, for finite x above 0; minus infinity at 0.
  @inline(__always)
  static func of(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    guard x < .infinity else { return .infinity }
    // m between 1 and 2: log m = 2 artanh((m − 1)/(m + 1)).
    let m = x.significand
    let z = (m - 1) / (m + 1)
    let square = z * z
    return Double(x.exponent) + z * (2.885390 + square * (0.961797 + square * 0.577078))
  }

  /// 2 to the power x, within 3e-4 of itself.
  @inline(__always)
  static func power(_ x: Double) -> Double {
    guard x < 1023 else { return .infinity }
    guard x > -1022 else { return 0 }
    let whole = x.rounded(.down)
    let f = x - whole
    let significand = 1 + f * (0.693153 + f * (0.240154 + f * (0.055848 + f * 0.010845)))
    return Double(sign: .plus, exponent: Int(whole), significand: significand)
  }
}
