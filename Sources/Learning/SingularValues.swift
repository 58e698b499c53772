/// The singular value decomposition A = U Σ Vᵀ of a dense matrix with at least as many rows as columns.
///
/// One-sided Jacobi rotations, which find small singular values as accurately as large ones: M. R. Hestenes, J. SIAM 6
/// (1958) 51, doi:10.1137/0106005; J. Demmel, K. Veselić, SIAM J. Matrix Anal. Appl. 13 (1992) 1204, doi:10.1137/0613074.
/// Cost about 40 m n²; meant for n up to some dozens.
package struct SingularValues: Sendable {
  package let rows: Int
  package let columns: Int
  /// Descending, not negative.
  package let values: [Double]
  /// The right singular vectors: component i of vector k stands at `i * columns + k`.
  package let right: [Double]
  /// The left singular vectors: component i of vector k stands at `i * columns + k`; zero where the singular value is.
  package let left: [Double]

  /// - Parameter matrix: row by row.
  package init(_ matrix: [Double], rows: Int, columns: Int) {
    precondition(matrix.count == rows * columns && rows >= columns)
    self.rows = rows
    self.columns = columns
    // Column by column, so that a rotation runs through neighbours.
    var a = (0..<columns * rows).map { matrix[$0 % rows * columns + $0 / rows] }
    var v = Array(repeating: 0.0, count: columns * columns)
    for index in 0..<columns { v[index * columns + index] = 1 }
    // Five to ten sweeps are usual.
    var sweeps = 0
    while sweeps < 60, Self.sweep(&a, rows, &v, columns) { sweeps += 1 }
    let norms = (0..<columns).map { k in Self.dot(a, k, k, rows).squareRoot() }
    let order = (0..<columns).sorted { (norms[$0], $1) > (norms[$1], $0) }
    values = order.map { norms[$0] }
    right = (0..<columns * columns).map { v[order[$0 % columns] * columns + $0 / columns] }
    left = (0..<rows * columns).map { index in
      let k = order[index % columns]
      return norms[k] > 0 ? a[k * rows + index / columns] / norms[k] : 0
    }
  }

  /// Rotates every pair of columns until they are orthogonal. Gives whether any was not.
  private static func sweep(
    _ a: UnsafeMutablePointer<Double>, _ rows: Int, _ v: UnsafeMutablePointer<Double>, _ columns: Int
  ) -> Bool {
    var isRotated = false
    for p in 0..<columns {
      for q in p + 1..<max(columns, p + 1) {
        let (pp, qq, pq) = (dot(a, p, p, rows), dot(a, q, q, rows), dot(a, p, q, rows))
        guard abs(pq) > 1e-15 * (pp * qq).squareRoot(), pq != 0 else { continue }
        isRotated = true
        let zeta = (qq - pp) / (2 * pq)
        let t = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
        let cosine = 1 / (1 + t * t).squareRoot()
        rotate(a, p, q, rows, cosine, cosine * t)
        rotate(v, p, q, columns, cosine, cosine * t)
      }
    }
    return isRotated
  }

  private static func dot(_ a: UnsafePointer<Double>, _ p: Int, _ q: Int, _ rows: Int) -> Double {
    var sum = 0.0
    for row in 0..<rows { sum += a[p * rows + row] * a[q * rows + row] }
    return sum
  }

  private static func rotate(
    _ a: UnsafeMutablePointer<Double>, _ p: Int, _ q: Int, _ rows: Int, _ cosine: Double, _ sine: Double
  ) {
    for row in 0..<rows {
      let (x, y) = (a[p * rows + row], a[q * rows + row])
      a[p * rows + row] = cosine * x - sine * y
      a[q * rows + row] = sine * x + cosine * y
    }
  }
}
