import Dynamics

/// Gauss-Legendre points and weights on 0 ... 1: exact for polynomials of degree 2n − 1.
///
/// By Newton's iteration on the Legendre polynomial from Tricomi's first guess. Cost O(n²).
package struct Quadrature: Sendable, Equatable {
  /// Ascending.
  package let points: [Double]
  /// They sum to 1.
  package let weights: [Double]

  package init(points count: Int) {
    var points = Array(repeating: 0.0, count: count)
    var weights = points
    for index in 0..<count {
      var z = Elementary.cosine(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        var (value, before) = (1.0, 0.0)
        for degree in 0..<count {
          let n = Double(degree)
          (value, before) = (((2 * n + 1) * z * value - n * before) / (n + 1), value)
        }
        slope = Double(count) * (z * value - before) / (z * z - 1)
        let change = value / slope
        z -= change
        if abs(change) < 1e-16 { break }
      }
      points[count - 1 - index] = (z + 1) / 2
      weights[count - 1 - index] = 1 / ((1 - z * z) * slope * slope)
    }
    self.points = points
    self.weights = weights
  }
}
