/// An exact fraction, for coefficients that are fractions.
package struct Fraction: Equatable, Sendable, CustomStringConvertible {
  private let numerator: Int128
  private let denominator: Int128

  package init(_ numerator: Int128, _ denominator: Int128 = 1) {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(max(a, 1)) * (denominator < 0 ? -1 : 1)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// The fraction with the smallest denominator that rounds to `value`; nothing if that denominator is large.
  package init?(rounding value: Double) {
    var (before, last) = ((Int128(0), Int128(1)), (Int128(1), Int128(0)))
    var rest = value
    while true {
      guard abs(rest) < 1e9 else { return nil }
      let whole = Int128(rest.rounded(.down))
      (before, last) = (last, (whole * last.0 + before.0, whole * last.1 + before.1))
      guard last.1 < 3_000_000 else { return nil }
      if Double(last.0) / Double(last.1) == value { break }
      rest = 1 / (rest - Double(whole))
    }
    self.init(last.0, last.1)
  }

  package var description: String { "\(numerator)/\(denominator)" }

  package static func + (a: Fraction, b: Fraction) -> Fraction {
    let first = Fraction(a.denominator, b.denominator)
    // The least common denominator keeps the numbers small.
    return Fraction(
      a.numerator * first.denominator + b.numerator * first.numerator, a.denominator * first.denominator)
  }

  package static func - (a: Fraction, b: Fraction) -> Fraction { a + Fraction(-b.numerator, b.denominator) }

  package static func * (a: Fraction, b: Fraction) -> Fraction {
    let (first, second) = (Fraction(a.numerator, b.denominator), Fraction(b.numerator, a.denominator))
    return Fraction(first.numerator * second.numerator, first.denominator * second.denominator)
  }
}
