/// The matrix functions of exponential integrators: φ₀(A) = e^A and φₖ(A) = Σⱼ Aʲ/(j + k)! for k = 1, 2, 3.
///
/// Scaling and doubling: Taylor series of φ₃ for A/2ˢ of norm at most 1/2, the others by φₖ₋₁ = A φₖ + 1/(k−1)!, then s times
/// φₖ(2A) = 2⁻ᵏ (φ₀(A) φₖ(A) + Σⱼ φⱼ(A)/(k − j)!). No division, so singular and confluent A are nothing special. Cost
/// (16 + 4s) n³. N. J. Higham, Functions of Matrices (2008), 10.7.4, doi:10.1137/1.9780898717778; B. Skaflestad,
/// W. M. Wright, Appl. Numer. Math. 59 (2009) 783, doi:10.1016/j.apnum.2008.03.035.
struct PhiFunctions {
  private let n: Int
  private let memory: Scratch
  private let matrices: UnsafeMutablePointer<Double>
  private let argument: UnsafeMutablePointer<Double>
  private let product: UnsafeMutablePointer<Double>

  /// Terms of the Taylor series: the first one left out is below 1e-17 of the sum for arguments up to 1/2.
  private static let terms = 13

  init(_ n: Int) {
    self.n = n
    memory = Scratch(6 * n * n)
    matrices = memory.pointer
    argument = matrices + 4 * n * n
    product = argument + n * n
  }

  /// φₖ of the last argument, row by row.
  func phi(_ k: Int) -> UnsafeMutablePointer<Double> { matrices + k * n * n }

  /// Computes all for A = h J. Gives false where A is not finite.
  func compute(_ h: Double, _ jacobian: UnsafePointer<Double>) -> Bool {
    var norm = 0.0
    for row in 0..<n {
      var sum = 0.0
      for column in 0..<n { sum += abs(h * jacobian[row * n + column]) }
      guard sum < .infinity else { return false }
      norm = max(norm, sum)
    }
    // Below 1/2: a number is less than 2 to the power of its exponent and one.
    let doublings = norm == 0 ? 0 : max(0, Int(norm.exponent) + 2)
    let scale = Double(sign: .plus, exponent: -doublings, significand: h)
    for entry in 0..<n * n { argument[entry] = scale * jacobian[entry] }
    sumSeries()
    for k in stride(from: 2, through: 0, by: -1) {
      multiply(argument, phi(k + 1), phi(k))
      add(k == 2 ? 0.5 : 1, to: phi(k))
    }
    for _ in 0..<doublings { double() }
    return true
  }

  /// φ₃ of the small argument, by Horner's rule.
  private func sumSeries() {
    var factorial = 6.0
    for k in 4..<Self.terms + 4 { factorial *= Double(k) }
    let sum = phi(3)
    for entry in 0..<n * n { sum[entry] = 0 }
    add(1 / factorial, to: sum)
    for k in stride(from: Self.terms + 3, to: 3, by: -1) {
      factorial /= Double(k)
      multiply(argument, sum, product)
      for entry in 0..<n * n { sum[entry] = product[entry] }
      add(1 / factorial, to: sum)
    }
  }

  /// From the functions of A to those of 2A.
  private func double() {
    multiply(phi(0), phi(3), product)
    for entry in 0..<n * n {
      phi(3)[entry] = (product[entry] + phi(1)[entry] / 2 + phi(2)[entry] + phi(3)[entry]) / 8
    }
    multiply(phi(0), phi(2), product)
    for entry in 0..<n * n { phi(2)[entry] = (product[entry] + phi(1)[entry] + phi(2)[entry]) / 4 }
    multiply(phi(0), phi(1), product)
    for entry in 0..<n * n { phi(1)[entry] = (product[entry] + phi(1)[entry]) / 2 }
    multiply(phi(0), phi(0), product)
    for entry in 0..<n * n { phi(0)[entry] = product[entry] }
  }

  private func add(_ value: Double, to matrix: UnsafeMutablePointer<Double>) {
    for row in 0..<n { matrix[row * (n + 1)] += value }
  }

  private func multiply(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<n {
      for column in 0..<n {
        var sum = 0.0
        for k in 0..<n { sum += a[row * n + k] * b[k * n + column] }
        result[row * n + column] = sum
      }
    }
  }
}
