/// The power spectral density of evenly spaced samples: the mean of the spectra of overlapping pieces.
///
/// Pieces overlap by half; each loses its mean and is faded in and out by a Hann window. One-sided: the densities times the
/// spacing of the frequencies add up to the variance. The unit is the square of the samples' over that of a frequency.
/// P. D. Welch, IEEE Trans. Audio Electroacoust. 15 (1967) 70, doi:10.1109/TAU.1967.1161901.
package struct PowerSpectrum: Sendable {
  /// From the second up: the mean was taken away.
  package let frequencies: [Double]
  package let densities: [Double]
  /// How many pieces there are, and how many samples each has.
  package let pieces: Int
  package let length: Int

  /// Longer pieces make finer, noisier spectra.
  package static let longest = 1024
  private static let shortest = 16

  /// Pieces are the largest power of two that fits into the samples twice, but no more than ``longest``. Nothing for samples
  /// too few for that.
  package init?(_ samples: [Double], interval: Double) {
    var length = Self.longest
    while 2 * length > samples.count { length /= 2 }
    guard length >= Self.shortest, interval > 0 else { return nil }
    let window = (0..<length).map { 0.5 - 0.5 * Elementary.cosine(2 * Double.pi * Double($0) / Double(length)) }
    let transform = FourierTransform(count: length)
    var sums = Array(repeating: 0.0, count: length / 2 + 1)
    var pieces = 0
    for start in stride(from: 0, through: samples.count - length, by: length / 2) {
      let piece = samples[start..<start + length]
      let mean = piece.reduce(0, +) / Double(length)
      var real = zip(piece, window).map { ($0 - mean) * $1 }
      var imaginary = Array(repeating: 0.0, count: length)
      transform.transform(&real, &imaginary)
      for index in sums.indices { sums[index] += real[index] * real[index] + imaginary[index] * imaginary[index] }
      pieces += 1
    }
    let power = window.reduce(0) { $0 + $1 * $1 }
    let scale = 2 * interval / power / Double(pieces)
    // The highest frequency stands for itself alone.
    densities = (1...length / 2).map { sums[$0] * ($0 == length / 2 ? scale / 2 : scale) }
    frequencies = (1...length / 2).map { Double($0) / (Double(length) * interval) }
    self.pieces = pieces
    self.length = length
  }

  /// Where the density is largest.
  package var peak: Double? { zip(densities, frequencies).max { $0.0 < $1.0 }.map(\.1) }
}
