/// The series of (eˣ − 1)/x, as accurate where x passes zero as elsewhere.
///
/// Dividing the series of eˣ − 1 by that of x loses a factor (step · x′ / x) of accuracy with every order. Near zero it is
/// differentiated instead: with Fⱼ(x) = ∫₀¹ sʲ e^(sx) ds, exprel is F₀ and Fⱼ′ = Fⱼ₊₁, so the coefficient of order k of
/// Fⱼ comes from those of Fⱼ₊₁ below k without any cancellation. That costs order³/6 products. For positive x,
/// exprel(x) = eˣ exprel(−x), so that the argument of F is never above zero, where all sums have positive terms.
enum ExprelSeries {
  /// Beyond this the argument does not pass zero within a step: eˣ itself keeps a step from changing it by more than about 4.
  private static let largestForChain = 5.0

  /// i x(i) with the sign of the argument; eˣ; F₀ to F of the highest order.
  static func rows(order: Int) -> Int { 3 + order }

  static func begin(_ x: Double, _ own: UnsafeMutablePointer<Double>, order: Int) {
    let stride = order + 1
    own[stride] = Elementary.exponential(x)
    own[0] = abs(x) <= largestForChain ? 1 : 0
    guard own[0] == 1 else { return }
    values(at: abs(x), own + 2 * stride, order: order)
  }

  /// F of orders 0 to `order` at −x, x ≥ 0, each at the head of its row.
  ///
  /// The highest by Kummer's series e⁻ˣ Σ xⁿ/((j + 1)…(j + 1 + n)), the others by (j + 1) Fⱼ = e⁻ˣ + x Fⱼ₊₁.
  static func values(at x: Double, _ rows: UnsafeMutablePointer<Double>, order: Int) {
    let exponential = Elementary.exponential(-x)
    var term = exponential / Double(order + 1)
    var sum = term
    var n = 1
    while term > 1e-17 * sum, n < 200 {
      term *= x / Double(order + 1 + n)
      sum += term
      n += 1
    }
    rows[order * (order + 1)] = sum
    for j in stride(from: order - 1, through: 0, by: -1) {
      rows[j * (order + 1)] = (exponential + x * rows[(j + 1) * (order + 1)]) / Double(j + 1)
    }
  }

  static func coefficient(
    _ k: Int, _ x: UnsafePointer<Double>, _ target: UnsafePointer<Double>, _ own: UnsafeMutablePointer<Double>,
    stride: Int
  ) -> Double {
    let n = Double(k)
    let exponential = own + stride
    let isChained = own[0] == 1
    let isTurned = isChained && x[0] > 0
    // The argument of F is x or −x; that of the exponential is x.
    own[k] = isTurned ? -n * x[k] : n * x[k]
    if isTurned || !isChained {
      let sum = Convolution.sum(own, exponential, from: 1, through: k, order: k)
      exponential[k] = (isTurned ? -sum : sum) / n
    }
    guard isChained else {
      return (exponential[k] - Convolution.sum(x, target, from: 1, through: k, order: k)) / x[0]
    }
    var row = exponential + stride
    let first = row
    for _ in k..<stride {
      row[k] = Convolution.sum(own, row + stride, from: 1, through: k, order: k) / n
      row += stride
    }
    return isTurned ? Convolution.sum(exponential, first, from: 0, through: k, order: k) : first[k]
  }
}
