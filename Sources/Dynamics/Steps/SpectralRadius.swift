/// A bound of the largest absolute value of a matrix's eigenvalues: ‖A¹⁶‖^(1/16) in the row-sum norm.
///
/// Never below the spectral radius, and above it by little, also where the entries differ by powers of ten (I. M. Gelfand's
/// formula; R. A. Horn, C. R. Johnson, Matrix Analysis (2013), 5.6.14, doi:10.1017/CBO9781139020411). Four products of n³.
///
/// - Parameter room: two matrices to write in.
func spectralRadiusBound(
  _ n: Int, _ matrix: UnsafePointer<Double>, room: UnsafeMutablePointer<Double>
) -> Double {
  var (power, square) = (room, room + n * n)
  for entry in 0..<n * n { power[entry] = matrix[entry] }
  // Before each squaring the norm is taken out, so that no power overflows.
  var bound = 1.0
  var exponent = 1.0
  for _ in 0..<4 {
    let size = rowSumNorm(n, power)
    guard size > 0, size < .infinity else { return size == 0 ? 0 : .infinity }
    bound *= Elementary.power(size, exponent)
    for row in 0..<n {
      for column in 0..<n {
        var sum = 0.0
        for k in 0..<n { sum += power[row * n + k] / size * (power[k * n + column] / size) }
        square[row * n + column] = sum
      }
    }
    exponent /= 2
    swap(&power, &square)
  }
  return bound * Elementary.power(rowSumNorm(n, power), exponent)
}

private func rowSumNorm(_ n: Int, _ matrix: UnsafePointer<Double>) -> Double {
  var norm = 0.0
  for row in 0..<n {
    var sum = 0.0
    for column in 0..<n { sum += abs(matrix[row * n + column]) }
    norm = max(norm, sum)
  }
  return norm
}
