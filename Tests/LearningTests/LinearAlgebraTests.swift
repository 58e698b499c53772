import Dynamics
import Kernels
import Learning
import Testing

@Suite struct LinearAlgebraTests {
  private static func matrix(_ rows: Int, _ columns: Int, seed: UInt64) -> [Double] {
    var random = Random(seed: seed)
    return (0..<rows * columns).map { _ in random.normal() }
  }

  @Test(arguments: [(5, 5), (17, 4), (48, 25), (3, 1)]) func singularValuesGiveTheMatrixBack(rows: Int, columns: Int) {
    let matrix = Self.matrix(rows, columns, seed: 1)
    let parts = SingularValues(matrix, rows: rows, columns: columns)
    #expect(parts.values == parts.values.sorted(by: >))
    for row in 0..<rows {
      for column in 0..<columns {
        let sum = (0..<columns).reduce(0) {
          $0 + parts.left[row * columns + $1] * parts.values[$1] * parts.right[column * columns + $1]
        }
        #expect(abs(sum - matrix[row * columns + column]) < 1e-13)
      }
    }
    for p in 0..<columns {
      for q in 0..<columns {
        let inner = (0..<columns).reduce(0) { $0 + parts.right[$1 * columns + p] * parts.right[$1 * columns + q] }
        #expect(abs(inner - (p == q ? 1 : 0)) < 1e-13)
      }
    }
  }

  /// Rows in eights and what is left of them, columns that fill no vector.
  @Test(arguments: [(96, 42), (13, 5), (8, 8), (50, 21)]) func normalEquationsSolveLeastSquares(rows: Int, columns: Int)
  {
    let stride = (columns + 7) / 8 * 8
    let entries = Self.matrix(rows, columns, seed: 2)
    let right = Self.matrix(rows, 1, seed: 3)
    var padded = Array(repeating: 0.0, count: rows * stride)
    for row in 0..<rows {
      for column in 0..<columns { padded[row * stride + column] = entries[row * columns + column] }
    }
    var normal = Array(repeating: 0.0, count: columns * stride)
    var solution = Array(repeating: 0.0, count: columns)
    notebook_gram(rows, columns, stride, padded, &normal)
    for i in 0..<columns {
      for j in i..<columns {
        let sum = (0..<rows).reduce(0) { $0 + entries[$1 * columns + i] * entries[$1 * columns + j] }
        #expect(abs(normal[i * stride + j] - sum) < 1e-12)
      }
    }
    notebook_transposed_times(rows, columns, stride, padded, right, &solution)
    #expect(notebook_cholesky(columns, stride, &normal) == 1)
    notebook_cholesky_solve(columns, stride, normal, &solution)
    // What is left is orthogonal to every column.
    let residual = (0..<rows).map { row in
      right[row] - (0..<columns).reduce(0) { $0 + entries[row * columns + $1] * solution[$1] }
    }
    for column in 0..<columns {
      #expect(abs((0..<rows).reduce(0) { $0 + entries[$1 * columns + column] * residual[$1] }) < 1e-11)
    }
    var indefinite = [1.0, 2, 0, 1]
    #expect(notebook_cholesky(2, 2, &indefinite) == 0)
  }

  @Test func gaussPointsIntegratePolynomialsExactly() {
    for count in [1, 2, 7, 48] {
      let rule = Quadrature(points: count)
      for degree in 0..<2 * count {
        let sum = zip(rule.points, rule.weights).reduce(0) { total, item in
          total + item.1 * (0..<degree).reduce(1) { power, _ in power * item.0 }
        }
        #expect(abs(sum - 1 / Double(degree + 1)) < 1e-14)
      }
    }
  }

  @Test func theBasisIsOrthonormalAndHoldsTheLine() {
    let basis = Basis()
    let values = basis.quadrature.points.map { basis.values(at: $0) }
    for p in 0..<basis.count {
      for q in 0..<basis.count {
        let inner = values.indices.reduce(0) {
          $0 + basis.quadrature.weights[$1] * values[$1].slopes[p] * values[$1].slopes[q]
        }
        // The combinations of the smallest singular values lose digits to cancellation.
        #expect(abs(inner - (p == q ? 1 : 0)) < 1e-3)
      }
      #expect(basis.values(at: 0).values[p] == 0)
    }
    for s in [0.1, 0.5, 1] {
      let line = zip(basis.line, basis.values(at: s).values).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(line - s) < 1e-9)
    }
  }
}
