/// A small dense matrix as a product of triangles, by elimination with partial pivoting, for several right-hand sides.
///
/// Cost n³/3 to factor and n² for each solution; meant for n up to some dozens.
struct Factorisation {
  /// Where the matrix is written, row by row, before it is factored in place.
  let matrix: UnsafeMutablePointer<Double>
  private let n: Int
  private let memory: Scratch
  private let pivots: UnsafeMutablePointer<Double>

  init(_ n: Int) {
    self.n = n
    memory = Scratch(n * n + n)
    matrix = memory.pointer
    pivots = matrix + n * n
  }

  /// Factors the matrix. Gives the sign of its determinant, or 0 where it is singular.
  func factor() -> Int {
    var sign = 1
    for column in 0..<n {
      var pivot = column
      for row in column + 1..<max(column + 1, n) where abs(matrix[row * n + column]) > abs(matrix[pivot * n + column]) {
        pivot = row
      }
      pivots[column] = Double(pivot)
      if pivot != column {
        for k in 0..<n { swapEntries(column * n + k, pivot * n + k) }
        sign = -sign
      }
      let diagonal = matrix[column * n + column]
      guard diagonal != 0, diagonal.isFinite else { return 0 }
      if diagonal < 0 { sign = -sign }
      for row in column + 1..<max(column + 1, n) {
        let factor = matrix[row * n + column] / diagonal
        matrix[row * n + column] = factor
        for k in column + 1..<max(column + 1, n) { matrix[row * n + k] -= factor * matrix[column * n + k] }
      }
    }
    return sign
  }

  /// Replaces b by the solution of A x = b.
  func solve(_ b: UnsafeMutablePointer<Double>) {
    for row in 0..<n {
      let pivot = Int(pivots[row])
      if pivot != row { (b[row], b[pivot]) = (b[pivot], b[row]) }
    }
    for row in 1..<max(1, n) {
      for k in 0..<row { b[row] -= matrix[row * n + k] * b[k] }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for k in row + 1..<max(row + 1, n) { b[row] -= matrix[row * n + k] * b[k] }
      b[row] /= matrix[row * n + row]
    }
  }

  private func swapEntries(_ i: Int, _ j: Int) { (matrix[i], matrix[j]) = (matrix[j], matrix[i]) }
}
