/// The eigenvalues of a real matrix, in the order of their real parts, largest first.
///
/// Hessenberg form by stabilised elimination, then the QR iteration with double shifts of Francis, as `elmhes` and `hqr` of
/// EISPACK (Martin, Peters and Wilkinson 1970, doi:10.1007/BF02163032). Cost about 10 n³; meant for n up to some dozens.
/// Gives nothing for a matrix that is not finite, or where the iteration does not end.
package func eigenvalues(_ matrix: [Double], dimension n: Int) -> [Eigenvalue]? {
  precondition(matrix.count == n * n)
  guard matrix.allSatisfy(\.isFinite) else { return nil }
  var iteration = FrancisIteration(matrix, n)
  return iteration.run()?.sorted { ($0.real, $0.imaginary) > ($1.real, $1.imaginary) }
}

/// A complex number; in a pair the one with the positive imaginary part comes first.
package struct Eigenvalue: Sendable, Equatable {
  package var real: Double
  package var imaginary: Double

  package init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  package var magnitude: Double { (real * real + imaginary * imaginary).squareRoot() }
}

private struct FrancisIteration {
  private let n: Int
  private var a: [Double]
  private var found: [Eigenvalue] = []

  init(_ matrix: [Double], _ n: Int) {
    a = matrix
    self.n = n
    reduce()
  }

  private subscript(_ row: Int, _ column: Int) -> Double {
    get { a[row * n + column] }
    set { a[row * n + column] = newValue }
  }

  /// To upper Hessenberg form.
  private mutating func reduce() {
    guard n > 2 else { return }
    for m in 1..<n - 1 {
      var pivot = m
      for row in m..<n where abs(self[row, m - 1]) > abs(self[pivot, m - 1]) { pivot = row }
      if pivot != m {
        for column in m - 1..<n { a.swapAt(pivot * n + column, m * n + column) }
        for row in 0..<n { a.swapAt(row * n + pivot, row * n + m) }
      }
      guard self[m, m - 1] != 0 else { continue }
      for row in m + 1..<n where self[row, m - 1] != 0 {
        let factor = self[row, m - 1] / self[m, m - 1]
        for column in m - 1..<n { self[row, column] -= factor * self[m, column] }
        for k in 0..<n { self[k, m] += factor * self[k, row] }
      }
    }
    for row in 2..<n { for column in 0..<row - 1 { self[row, column] = 0 } }
  }

  mutating func run() -> [Eigenvalue]? {
    var last = n - 1
    var shift = 0.0
    var rounds = 0
    while last >= 0 {
      let first = blockStart(last)
      if first == last {
        found.append(Eigenvalue(self[last, last] + shift))
        (last, rounds) = (last - 1, 0)
      } else if first == last - 1 {
        deflatePair(last, shift)
        (last, rounds) = (last - 2, 0)
      } else {
        guard rounds < 60 else { return nil }
        rounds += 1
        sweep(first, last, isExceptional: rounds % 10 == 0, &shift)
      }
    }
    return found
  }

  /// Where the unreduced block that ends at `last` begins.
  private func blockStart(_ last: Int) -> Int {
    var row = last
    while row > 0 {
      let size = abs(self[row - 1, row - 1]) + abs(self[row, row])
      if abs(self[row, row - 1]) <= (size == 0 ? 1 : size) * 0x1p-53 { break }
      row -= 1
    }
    return row
  }

  private mutating func deflatePair(_ last: Int, _ shift: Double) {
    let (p, q) = (self[last - 1, last - 1], self[last, last])
    let product = self[last, last - 1] * self[last - 1, last]
    let half = (p - q) / 2
    let discriminant = half * half + product
    if discriminant < 0 {
      let imaginary = (-discriminant).squareRoot()
      found += [Eigenvalue(q + half + shift, imaginary), Eigenvalue(q + half + shift, -imaginary)]
    } else {
      let z = half + (half < 0 ? -1 : 1) * discriminant.squareRoot()
      found += [Eigenvalue(q + z + shift), Eigenvalue(z == 0 ? q + shift : q - product / z + shift)]
    }
  }

  /// One double QR step on the rows and columns `first...last`.
  private mutating func sweep(_ first: Int, _ last: Int, isExceptional: Bool, _ shift: inout Double) {
    var (x, y) = (self[last, last], self[last - 1, last - 1])
    var w = self[last, last - 1] * self[last - 1, last]
    if isExceptional {
      shift += x
      for index in 0...last { self[index, index] -= x }
      let size = abs(self[last, last - 1]) + abs(self[last - 1, last - 2])
      (x, y, w) = (0.75 * size, 0.75 * size, -0.4375 * size * size)
    }
    var (p, q, r) = (0.0, 0.0, 0.0)
    var m = last - 2
    while true {
      let z = self[m, m]
      p = ((x - z) * (y - z) - w) / self[m + 1, m] + self[m, m + 1]
      q = self[m + 1, m + 1] - z - (x - z) - (y - z)
      r = self[m + 2, m + 1]
      let size = abs(p) + abs(q) + abs(r)
      (p, q, r) = (p / size, q / size, r / size)
      if m == first { break }
      let small = abs(self[m, m - 1]) * (abs(q) + abs(r))
      if small <= 0x1p-53 * abs(p) * (abs(self[m - 1, m - 1]) + abs(z) + abs(self[m + 1, m + 1])) { break }
      m -= 1
    }
    for row in m + 2...last {
      self[row, row - 2] = 0
      if row > m + 2 { self[row, row - 3] = 0 }
    }
    for k in m..<last {
      var scale = 1.0
      if k != m {
        p = self[k, k - 1]
        q = self[k + 1, k - 1]
        r = k < last - 1 ? self[k + 2, k - 1] : 0
        scale = abs(p) + abs(q) + abs(r)
        if scale == 0 { continue }
        (p, q, r) = (p / scale, q / scale, r / scale)
      }
      let norm = (p < 0 ? -1 : 1) * (p * p + q * q + r * r).squareRoot()
      if norm == 0 { continue }
      if k != m {
        self[k, k - 1] = -norm * scale
      } else if first != m {
        self[k, k - 1] = -self[k, k - 1]
      }
      p += norm
      let (fx, fy, fz) = (p / norm, q / norm, r / norm)
      q /= p
      r /= p
      let hasThird = k < last - 1
      for column in k..<n {
        var t = self[k, column] + q * self[k + 1, column]
        if hasThird {
          t += r * self[k + 2, column]
          self[k + 2, column] -= t * fz
        }
        self[k + 1, column] -= t * fy
        self[k, column] -= t * fx
      }
      for row in 0...min(last, k + 3) {
        var t = fx * self[row, k] + fy * self[row, k + 1]
        if hasThird {
          t += fz * self[row, k + 2]
          self[row, k + 2] -= t * r
        }
        self[row, k + 1] -= t * q
        self[row, k] -= t
      }
    }
  }
}
