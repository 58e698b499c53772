extension SolutionSeries {
  /// The order that is cheapest for a tolerance: 1 − ½ ln ε.
  ///
  /// À. Jorba, M. Zou, Experimental Mathematics 14 (2005) 99, doi:10.1080/10586458.2005.10128904. An expansion costs
  /// about order² and a step is the radius of convergence times ε^(1/order); their quotient is best near this order.
  static func order(for tolerance: Tolerance) -> Int {
    let accuracy = accuracy(of: tolerance)
    guard accuracy > 0 else { return 20 }
    return max(4, min(40, Int((1 - 0.5 * Elementary.logarithm(accuracy)).rounded(.up))))
  }

  /// The relative tolerance, or the least absolute one where that is zero.
  static func accuracy(of tolerance: Tolerance) -> Double {
    tolerance.relative > 0 ? tolerance.relative : tolerance.absolute.filter { $0 > 0 }.min() ?? 0
  }

  /// The step after which the last term of each state's series is no more than the absolute tolerance, or than the relative
  /// times the largest of its first three terms. Infinite where the terms of higher order are zero: the series
  /// is a polynomial.
  ///
  /// The last three coefficients that are not zero give the radius of convergence, in case one is small by chance. Each state is measured by
  /// its own size over the step, so that nothing depends on units, and a state that passes zero does not stop the clock.
  func stepSize(for tolerance: Tolerance) -> Double {
    let accuracy = BinaryLogarithm.of(tolerance.relative)
    var least = Double.infinity
    for index in 0..<dimension {
      let absolute = BinaryLogarithm.of(tolerance.absolute(of: index))
      let own = Polynomial.reach(rows + index * stride, order, absolute: absolute, accuracy: accuracy)
      least = min(least, own)
    }
    return Self.rounded(least)
  }

  /// The step after which the last term of a series is no more than the accuracy times the largest of its first three terms.
  static func stepSize(_ row: UnsafePointer<Double>, order: Int, accuracy: Double) -> Double {
    rounded(Polynomial.reach(row, order, absolute: -.infinity, accuracy: BinaryLogarithm.of(accuracy)))
  }

  /// Few digits: sums of such steps are exact for long.
  private static func rounded(_ logarithm: Double) -> Double {
    let h = logarithm.isNaN ? 0 : BinaryLogarithm.power(logarithm)
    return Double(bitPattern: h.bitPattern & ~((1 << 40) - 1))
  }
}

extension Polynomial {
  /// The binary logarithm of the step for one series.
  @inline(__always)
  fileprivate static func reach(
    _ row: UnsafePointer<Double>, _ order: Int, absolute: Double, accuracy: Double
  ) -> Double {
    var least = Double.infinity
    var last = order
    var count = 0
    while count < 3, 2 * last > order {
      if row[last] != 0 {
        count += 1
        let end = BinaryLogarithm.of(abs(row[last]))
        var largest = (absolute - end) / Double(last)
        var m = 0
        // A state may begin at zero, with zero slope: then by its first terms that are not.
        while m < last, m < 3 || largest == -.infinity {
          if row[m] != 0 {
            let radius = (BinaryLogarithm.of(abs(row[m])) - end) / Double(last - m)
            largest = max(largest, radius + accuracy / Double(order - m))
          }
          m += 1
        }
        least = min(least, largest)
      }
      last -= 1
    }
    return least
  }
}
