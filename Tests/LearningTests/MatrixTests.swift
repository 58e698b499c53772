import Dynamics
import Foundation
import Learning
import Testing

@Suite("Kernels of networks")
struct MatrixTests {
  @Test("products are one chain of fused operations, in any shape", arguments: [1, 2, 5, 6, 7, 13])
  func products(_ rows: Int) {
    compare(Float.self, rows: rows)
    compare(Double.self, rows: rows)
  }

  private func compare<Real: MatrixScalar>(_ type: Real.Type, rows: Int) {
    let (inner, panels) = (Real.panel + 3, 2)
    let columns = panels * Real.panel
    var random = Random(seed: UInt64(rows))
    func matrix(_ rows: Int, _ columns: Int) -> Aligned<Real> {
      Aligned((0..<rows * columns).map { _ in Real(random.uniform(-1, 1)) })
    }
    let a = matrix(rows, columns)
    let b = matrix(inner, columns)
    let start = matrix(1, columns)
    let c = matrix(rows, columns)
    let g = matrix(inner, columns)
    let before = g.values
    let at = { (row: Int, column: Int, rows: Int) in
      (column / Real.panel * rows + row) * Real.panel + column % Real.panel
    }
    Real.product(
      a.pointer, b.pointer, start: start.pointer, c.pointer, rows: rows, first: 0, count: rows, inner: inner,
      panels: panels)
    Real.addOuter(a.pointer, c.pointer, g.pointer, rows: rows, inner: inner, panels: panels)
    for column in 0..<columns {
      for row in 0..<rows {
        var sum = start.pointer[column]
        for k in 0..<inner { sum.addProduct(a.pointer[at(row, k, rows)], b.pointer[at(k, column, inner)]) }
        #expect(c.pointer[at(row, column, rows)] == sum)
      }
      for k in 0..<inner {
        var sum = before[at(k, column, inner)]
        for row in 0..<rows { sum.addProduct(a.pointer[at(row, k, rows)], c.pointer[at(row, column, rows)]) }
        #expect(g.pointer[at(k, column, inner)] == sum)
      }
    }
  }

  @Test("activations are those of the C library, to a few units in the last place")
  func activations() {
    let grid = stride(from: -25.0, through: 25.0, by: 0.0173).map { $0 }
    // Single precision rounds the sums of swish and sin near 1, not near the value.
    check(Float.self, grid, tanh: 4e-7, absolute: 4e-7)
    check(Double.self, grid, tanh: 9e-16, absolute: 9e-16)
    let special = Aligned<Float>([.nan, .infinity, -.infinity, 0, -0.0, 1e-30] + Array(repeating: 0, count: 10))
    let (p, q) = (Aligned<Float>(special.values), Aligned<Float>(special.values))
    Float.activate(.tanh, special.pointer, p.pointer, q.pointer, rows: 1, points: 1, tangents: 0, panels: 1)
    #expect(special.values[0].isNaN)
    #expect(Array(special.values[1..<6]) == [1, -1, 0, 0, 1e-30])
  }

  private func check<Real: MatrixScalar>(_ type: Real.Type, _ grid: [Double], tanh bound: Double, absolute: Double) {
    for x in grid {
      let rounded = Double(Real(x))
      for kind in Activation.allCases {
        let z = Aligned(Array(repeating: Real(x), count: 2 * Real.panel))
        let (p, q) = (Aligned(z.values), Aligned(z.values))
        Real.activate(kind, z.pointer, p.pointer, q.pointer, rows: 2, points: 1, tangents: 1, panels: 1)
        let (value, first, second): (Double, Double, Double)
        switch kind {
        case .tanh:
          let y = Foundation.tanh(rounded)
          let sech = 1 / cosh(rounded)
          (value, first, second) = (y, sech * sech, -2 * y * sech * sech)
          #expect(abs(Double(z.pointer[0]) - y) <= bound * abs(y), "tanh \(rounded)")
        case .sin: (value, first, second) = (Foundation.sin(rounded), cos(rounded), -Foundation.sin(rounded))
        case .swish:
          let s = 1 / (1 + exp(-rounded))
          (value, first) = (rounded * s, s + rounded * s * (1 - s))
          second = s * (1 - s) * (2 + rounded * (1 - 2 * s))
        }
        let size = max(1, abs(rounded))
        #expect(abs(Double(z.pointer[0]) - value) <= absolute * size, "\(kind) \(rounded)")
        #expect(abs(Double(p.pointer[0]) - first) <= 2 * absolute * size, "\(kind)' \(rounded)")
        // Tangents are x: they come out times φ', and stand in q times φ''.
        #expect(abs(Double(z.pointer[Real.panel]) - first * rounded) <= 3 * absolute * size * size)
        #expect(abs(Double(q.pointer[0]) - second * rounded) <= 8 * absolute * size * size, "\(kind)'' \(rounded)")
      }
    }
  }
}

/// Numbers at an address that is a multiple of 64.
private final class Aligned<Real: MatrixScalar> {
  let pointer: UnsafeMutablePointer<Real>
  private let count: Int

  init(_ values: [Real]) {
    count = values.count
    pointer = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Real>.stride, alignment: 64)
      .bindMemory(to: Real.self, capacity: count)
    pointer.initialize(from: values, count: count)
  }

  deinit { pointer.deallocate() }

  var values: [Real] { (0..<count).map { pointer[$0] } }
}
