/// Values of a polynomial by its coefficients, lowest first.
enum Polynomial {
  /// Even and odd powers apart, by Horner's rule in h²: two chains that the processor follows at the same time. The constant
  /// comes last, so that the rounding of the others is small beside it.
  @inline(__always)
  static func value(_ coefficients: UnsafePointer<Double>, _ order: Int, at h: Double) -> Double {
    let square = h * h
    var k = order & 1 == 0 ? order : order &- 1
    var even = coefficients[k]
    var odd = order & 1 == 0 ? 0 : coefficients[order]
    while k > 2 {
      odd = odd * square + coefficients[k &- 1]
      k &-= 2
      even = even * square + coefficients[k]
    }
    odd = odd * square + coefficients[1]
    return coefficients[0] + (odd * h + even * square)
  }

  /// The slope, by Horner's rule.
  static func slope(_ coefficients: UnsafePointer<Double>, _ order: Int, at h: Double) -> Double {
    var sum = 0.0
    var k = order
    while k > 0 {
      sum = sum * h + Double(k) * coefficients[k]
      k &-= 1
    }
    return sum
  }

  /// Σ |c(k)| h^k over k from 1 on, which no value between 0 and h is farther from the one at 0 than.
  static func reach(_ coefficients: UnsafePointer<Double>, _ order: Int, within h: Double) -> Double {
    var sum = 0.0
    var k = order
    while k > 0 {
      sum = (sum + abs(coefficients[k])) * h
      k &-= 1
    }
    return sum
  }

  /// Whether a series that was cut off behind `order` may be taken for what it stands for: its last two terms at h are small
  /// beside its largest.
  static func holds(_ coefficients: UnsafePointer<Double>, _ order: Int, within h: Double) -> Bool {
    var (largest, last, power) = (0.0, 0.0, 1.0)
    for k in 0...order {
      let term = abs(coefficients[k]) * power
      guard term.isFinite else { return false }
      largest = max(largest, term)
      if k + 1 >= order { last = max(last, term) }
      power *= h
    }
    return last <= 1e-8 * largest
  }

  /// Σ k |c(k)| h^(k − 1), which no slope between 0 and h is above.
  static func slopeReach(_ coefficients: UnsafePointer<Double>, _ order: Int, within h: Double) -> Double {
    var sum = 0.0
    var k = order
    while k > 0 {
      sum = sum * h + Double(k) * abs(coefficients[k])
      k &-= 1
    }
    return sum
  }

  /// Σ k (k − 1) |c(k)| h^(k − 2), which no second derivative between 0 and h is above.
  static func curvature(_ coefficients: UnsafePointer<Double>, _ order: Int, within h: Double) -> Double {
    var sum = 0.0
    var k = order
    while k > 1 {
      sum = sum * h + Double(k * (k - 1)) * abs(coefficients[k])
      k &-= 1
    }
    return sum
  }
}
