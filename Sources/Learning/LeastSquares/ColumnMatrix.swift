/// A dense matrix of doubles, column by column, that is brought to upper triangular form in place.
final class ColumnMatrix {
  let rows: Int
  let columns: Int
  private let values: UnsafeMutablePointer<Double>

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = .allocate(capacity: max(1, rows * columns))
    values.initialize(repeating: 0, count: max(1, rows * columns))
  }

  /// One below the other, each with its columns at some places of `columns`, and the last column of each as the last of all.
  convenience init(stacking parts: [(matrix: ColumnMatrix, places: [Int])], columns: Int) {
    self.init(rows: parts.reduce(0) { $0 + $1.matrix.rows }, columns: columns)
    var row = 0
    for (matrix, places) in parts {
      for (index, place) in (places + [columns - 1]).enumerated() {
        (column(place) + row).update(from: matrix.column(index), count: matrix.rows)
      }
      row += matrix.rows
    }
  }

  deinit { values.deallocate() }

  @inline(__always)
  func column(_ index: Int) -> UnsafeMutablePointer<Double> { values + index * rows }

  @inline(__always)
  subscript(_ row: Int, _ column: Int) -> Double {
    get { values[column * rows + row] }
    set { values[column * rows + row] = newValue }
  }

  /// Puts zeros below the diagonal of the first `pivots` columns by Householder reflections, which also go over the columns
  /// behind them. G. H. Golub, C. F. Van Loan, Matrix Computations, 4th edition 2013, section 5.2.
  ///
  /// - Complexity: 2 · rows · pivots · columns multiplications at most.
  func triangularise(_ pivots: Int) {
    for pivot in 0..<min(pivots, rows) {
      let length = rows - pivot
      let axis = column(pivot) + pivot
      let norm = Self.dot(axis, axis, length).squareRoot()
      guard norm > 0 else { continue }
      let image = axis[0] > 0 ? -norm : norm
      axis[0] -= image
      let factor = 1 / (image * axis[0])
      for other in (pivot + 1)..<max(pivot + 1, columns) {
        let target = column(other) + pivot
        Self.add(factor * Self.dot(axis, target, length), axis, to: target, length)
      }
      axis[0] = image
      (axis + 1).update(repeating: 0, count: length - 1)
    }
  }

  /// Solves the first `count` rows and columns, an upper triangle, for the right side `right`, in place. A row that the
  /// matrix leaves open gives 0.
  func solveTriangle(_ count: Int, _ right: inout [Double]) {
    var largest = 0.0
    for index in 0..<count { largest = max(largest, abs(self[index, index])) }
    for row in stride(from: count - 1, through: 0, by: -1) {
      let diagonal = self[row, row]
      guard abs(diagonal) > 1e-15 * largest else {
        right[row] = 0
        continue
      }
      var sum = right[row]
      for column in (row + 1)..<max(row + 1, count) { sum -= self[row, column] * right[column] }
      right[row] = sum / diagonal
    }
  }

  /// The sum of products, in eight lanes: the same order on every machine.
  @inline(__always)
  static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var (first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    let (x, y) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    var index = 0
    while index + 8 <= count {
      first +=
        x.loadUnaligned(fromByteOffset: 8 * index, as: SIMD4<Double>.self)
        * y.loadUnaligned(fromByteOffset: 8 * index, as: SIMD4<Double>.self)
      second +=
        x.loadUnaligned(fromByteOffset: 8 * index + 32, as: SIMD4<Double>.self)
        * y.loadUnaligned(fromByteOffset: 8 * index + 32, as: SIMD4<Double>.self)
      index += 8
    }
    var sum = (first + second).sum()
    while index < count {
      sum += a[index] * b[index]
      index += 1
    }
    return sum
  }

  /// Adds `factor` times `a` to `b`.
  @inline(__always)
  static func add(
    _ factor: Double, _ a: UnsafePointer<Double>, to b: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let (x, y) = (UnsafeRawPointer(a), UnsafeMutableRawPointer(b))
    let wide = SIMD4<Double>(repeating: factor)
    var index = 0
    while index + 4 <= count {
      let sum =
        y.loadUnaligned(fromByteOffset: 8 * index, as: SIMD4<Double>.self)
        + wide * x.loadUnaligned(fromByteOffset: 8 * index, as: SIMD4<Double>.self)
      y.storeBytes(of: sum, toByteOffset: 8 * index, as: SIMD4<Double>.self)
      index += 4
    }
    while index < count {
      b[index] += factor * a[index]
      index += 1
    }
  }
}
