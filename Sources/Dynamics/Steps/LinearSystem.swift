/// Solves A x = b for a small dense matrix by elimination with partial pivoting, in place.
///
/// Gives the sign of the determinant, or 0 where the matrix is singular. Cost n³/3; meant for n up to some dozens.
@inline(__always)
func solveLinear(_ n: Int, _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>) -> Int {
  var sign = 1
  for column in 0..<n {
    var pivot = column
    for row in column + 1..<max(column + 1, n) where abs(a[row * n + column]) > abs(a[pivot * n + column]) {
      pivot = row
    }
    if pivot != column {
      for k in column..<n { (a[column * n + k], a[pivot * n + k]) = (a[pivot * n + k], a[column * n + k]) }
      (b[column], b[pivot]) = (b[pivot], b[column])
      sign = -sign
    }
    let diagonal = a[column * n + column]
    guard diagonal != 0, diagonal.isFinite else { return 0 }
    if diagonal < 0 { sign = -sign }
    for row in column + 1..<max(column + 1, n) {
      let factor = a[row * n + column] / diagonal
      if factor == 0 { continue }
      for k in column..<n { a[row * n + k] -= factor * a[column * n + k] }
      b[row] -= factor * b[column]
    }
  }
  for row in stride(from: n - 1, through: 0, by: -1) {
    for k in row + 1..<max(row + 1, n) { b[row] -= a[row * n + k] * b[k] }
    b[row] /= a[row * n + row]
  }
  return sign
}
