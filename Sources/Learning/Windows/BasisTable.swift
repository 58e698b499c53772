/// The combinations of a basis at fixed points: evaluated once, used in every window.
package final class BasisTable {
  package let points: [Double]
  /// r.
  package let count: Int
  /// Values and slopes: combination k at point q stands at `k * points.count + q`.
  package let values: UnsafeMutablePointer<Double>
  package let slopes: UnsafeMutablePointer<Double>

  package init(_ basis: Basis, at points: [Double]) {
    self.points = points
    count = basis.count
    let size = max(1, points.count * basis.count)
    values = .allocate(capacity: size)
    values.initialize(repeating: 0, count: size)
    slopes = .allocate(capacity: size)
    slopes.initialize(repeating: 0, count: size)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * basis.count + 1) { room in
      guard let base = room.baseAddress else { return }
      for (q, point) in points.enumerated() {
        basis.evaluate(point, base, base + basis.count)
        for k in 0..<basis.count {
          values[k * points.count + q] = base[k]
          slopes[k * points.count + q] = base[basis.count + k]
        }
      }
    }
  }

  deinit {
    values.deallocate()
    slopes.deallocate()
  }
}
