/// Sums of products of the coefficients of two series, which all recurrences of power series are made of.
///
/// Four partial sums: the processor adds them at the same time. The order of additions is fixed, so that every machine gives
/// the same bits.
enum Convolution {
  /// Σ x(i) y(k − i) for i from `first` through `last`.
  @inline(__always)
  static func sum(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, from first: Int, through last: Int, order k: Int
  ) -> Double {
    var left = x + first
    var right = y + (k &- first)
    var count = last &- first &+ 1
    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
    while count >= 4 {
      s0 += left[0] * right[0]
      s1 += left[1] * right[-1]
      s2 += left[2] * right[-2]
      s3 += left[3] * right[-3]
      left += 4
      right -= 4
      count &-= 4
    }
    while count > 0 {
      s0 += left[0] * right[0]
      left += 1
      right -= 1
      count &-= 1
    }
    return (s0 + s1) + (s2 + s3)
  }

  /// Coefficient k of x · x, with half the products.
  @inline(__always)
  static func square(_ x: UnsafePointer<Double>, order k: Int) -> Double {
    let pairs = sum(x, x, from: 0, through: (k &- 1) / 2, order: k)
    return k & 1 == 1 ? 2 * pairs : 2 * pairs + x[k / 2] * x[k / 2]
  }

  /// Coefficient k of x · x without the products of x(0) and x(k).
  @inline(__always)
  static func innerSquare(_ x: UnsafePointer<Double>, order k: Int) -> Double {
    let pairs = k < 2 ? 0 : sum(x, x, from: 1, through: (k &- 1) / 2, order: k)
    return k & 1 == 1 ? 2 * pairs : 2 * pairs + x[k / 2] * x[k / 2]
  }
}
