/// Where a polynomial first becomes positive between 0 and an end.
///
/// Intervals are halved from the left until each is known to hold no root or exactly one: with M no less than the second
/// derivative, no value lies farther above the chord than M (b − a)²/8, and no slope farther from the chord's than
/// M (b − a)/2. So a crossing and return within one step is found, however short, down to 2⁻²⁰ of the step.
struct PolynomialCrossing {
  private let coefficients: UnsafePointer<Double>
  private let order: Int
  private let curvature: Double
  private static let greatestDepth = 20

  /// A place where the polynomial is positive, with exactly one root before it; nothing where it is nowhere positive.
  ///
  /// A polynomial that is zero at 0 counts by what it is right behind.
  static func first(_ coefficients: UnsafePointer<Double>, _ order: Int, within h: Double) -> Double? {
    var row = coefficients
    var order = order
    // Divided by x as often as it goes: the same signs for x > 0.
    while row[0] == 0, order > 0 {
      row += 1
      order -= 1
    }
    if row[0] == 0 { return nil }
    if row[0] > 0 { return h * 0x1p-30 }
    if row[0] + Polynomial.reach(row, order, within: h) < 0 { return nil }
    let search = PolynomialCrossing(
      coefficients: row, order: order, curvature: Polynomial.curvature(row, order, within: h))
    return search.first(0, row[0], h, search.value(h), depth: 0)
  }

  private func value(_ x: Double) -> Double {
    order > 1 ? Polynomial.value(coefficients, order, at: x) : coefficients[0] + (order == 1 ? coefficients[1] * x : 0)
  }

  /// - Parameters:
  ///   - a: where the polynomial is negative: `atA`.
  private func first(_ a: Double, _ atA: Double, _ b: Double, _ atB: Double, depth: Int) -> Double? {
    let width = b - a
    if atB < 0 {
      if max(atA, atB) + curvature * width * width / 8 < 0 { return nil }
    } else if (atB - atA) > curvature * width * width / 2 {
      return atB > 0 ? b : nil
    }
    guard depth < Self.greatestDepth else { return atB > 0 ? b : nil }
    let middle = a + width / 2
    let atMiddle = value(middle)
    if let found = first(a, atA, middle, atMiddle, depth: depth + 1) { return found }
    // Zero or a touch from below at the middle: what counts is behind it.
    if atMiddle > 0 { return middle }
    return first(middle, min(atMiddle, -Double.leastNonzeroMagnitude), b, atB, depth: depth + 1)
  }
}
