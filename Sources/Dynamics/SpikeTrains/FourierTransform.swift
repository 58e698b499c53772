/// The discrete Fourier transform of a power of two of values, in place; O(n log n).
///
/// J. W. Cooley, J. W. Tukey, Math. Comput. 19 (1965) 297, doi:10.1090/S0025-5718-1965-0178586-1.
package struct FourierTransform: Sendable {
  private let count: Int
  private let cosines: [Double]
  private let sines: [Double]

  package init(count: Int) {
    precondition(count > 0 && count & (count - 1) == 0, "the transform takes a power of two of values")
    self.count = count
    let angles = (0..<count / 2).map { 2 * Double.pi * Double($0) / Double(count) }
    cosines = angles.map { Elementary.cosine($0) }
    sines = angles.map { -Elementary.sine($0) }
  }

  package func transform(_ real: inout [Double], _ imaginary: inout [Double]) {
    precondition(real.count == count && imaginary.count == count)
    var reversed = 0
    for index in 1..<max(1, count) {
      var bit = count >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if index < reversed {
        real.swapAt(index, reversed)
        imaginary.swapAt(index, reversed)
      }
    }
    var half = 1
    while half < count {
      let stride = count / (2 * half)
      for start in Swift.stride(from: 0, to: count, by: 2 * half) {
        for offset in 0..<half {
          let (top, bottom) = (start + offset, start + offset + half)
          let (c, s) = (cosines[offset * stride], sines[offset * stride])
          let x = real[bottom] * c - imaginary[bottom] * s
          let y = real[bottom] * s + imaginary[bottom] * c
          real[bottom] = real[top] - x
          imaginary[bottom] = imaginary[top] - y
          real[top] += x
          imaginary[top] += y
        }
      }
      half *= 2
    }
  }
}
