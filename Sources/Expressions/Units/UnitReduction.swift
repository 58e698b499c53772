extension Unit {
  /// What is left where parts of a product of units measure the same in other scales, and by what its numbers are multiplied:
  /// 1 and 0.001 for `Hz·ms`, mg and 0.001 for `mg·mL/L`. Nothing where there are no such parts.
  var reduced: (unit: Unit, ratio: Double)? {
    if isDimensionless { return self == .one || isPlain ? nil : ratio(in: .one).map { (.one, $0) } }
    guard var parts = UnitText(text)?.parts.map({ (unit: Unit.named($0.name), exponent: $0.exponent) }) else {
      return nil
    }
    var isReduced = false
    for first in parts.indices {
      for second in parts.indices where second > first {
        // Of mm²/cm² first one of each, then the other.
        while let (a, b) = Self.cancelling(parts[first], parts[second]) {
          parts[first].exponent -= a
          parts[second].exponent -= b
          isReduced = true
        }
      }
    }
    guard isReduced else { return nil }
    var result = Unit.one
    for part in parts where part.exponent != 0 {
      guard let unit = part.unit else { return nil }
      result = part.exponent > 0 ? result * unit.power(part.exponent) : result / unit.power(-part.exponent)
    }
    return ratio(in: result).map { (result, $0) }
  }

  private func ratio(in other: Unit) -> Double? { other.magnitude(of: 1, decimal: "1", in: self) }

  private typealias Part = (unit: Unit?, exponent: Int)

  /// How much of two powers cancels: one of L and three of cm.
  private static func cancelling(_ first: Part, _ second: Part) -> (Int, Int)? {
    guard let one = first.unit, let other = second.unit, first.exponent != 0, second.exponent != 0 else { return nil }
    for a in 1...abs(first.exponent) {
      for b in 1...abs(second.exponent) {
        let (a, b) = (a * first.exponent.signum(), b * second.exponent.signum())
        if one.power(a).dimension == other.power(-b).dimension, !one.isDimensionless { return (a, b) }
      }
    }
    return nil
  }
}

extension Expression {
  /// Divided by a whole number rather than multiplied by what is none, which would round.
  func scaled(by ratio: Double) -> Expression {
    let inverse = 1 / ratio
    return inverse == inverse.rounded() && inverse > 1
      ? Expression(.binary(.divide, self, .number(inverse)), at: range)
      : Expression(.binary(.multiply, self, .number(ratio)), at: range)
  }
}
