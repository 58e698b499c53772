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
