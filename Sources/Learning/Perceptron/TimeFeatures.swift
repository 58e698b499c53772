private import Dynamics

/// The numbers that a network sees in place of time: the time x scaled to -1 ... 1 and, where asked for, sines and
/// cosines.
package struct TimeFeatures: Sendable, Equatable {
  package let start: Double
  package let end: Double
  /// The sines and cosines, in radians for each unit of x.
  package let frequencies: [Double]

  /// - Parameters:
  ///   - cycles: for each, sin and cos with so many cycles over the whole span.
  ///   - fourier: sines and cosines of 2πbx with b drawn from a normal distribution.
  package init(from start: Double, to end: Double, cycles: [Double] = [], fourier: RandomFourier? = nil) {
    precondition(end > start)
    self.start = start
    self.end = end
    frequencies = cycles.map { Double.pi * $0 } + (fourier?.frequencies ?? [])
  }

  package var count: Int { 1 + 2 * frequencies.count }

  /// dx/dt.
  package var rate: Double { 2 / (end - start) }

  package func scaled(_ t: Double) -> Double { (t - start) * rate - 1 }

  /// The features at a time, and their derivatives by x.
  func values(at t: Double) -> (values: [Double], slopes: [Double]) {
    let x = scaled(t)
    var (values, slopes) = ([x], [1.0])
    for frequency in frequencies {
      let (sine, cosine) = (Elementary.sine(frequency * x), Elementary.cosine(frequency * x))
      values += [sine, cosine]
      slopes += [frequency * cosine, -frequency * sine]
    }
    return (values, slopes)
  }
}

/// Random Fourier features: sines and cosines of 2πbx, b normal with standard deviation sigma. They let a network
/// learn fast changes soon.
///
/// M. Tancik et al., NeurIPS 2020, arXiv:2006.10739.
package struct RandomFourier: Sendable, Equatable {
  package var count: Int
  /// The unit is cycles for each unit of x, which is half of the span.
  package var sigma: Double
  package var seed: UInt64

  package init(count: Int, sigma: Double, seed: UInt64) {
    self.count = count
    self.sigma = sigma
    self.seed = seed
  }

  var frequencies: [Double] {
    var random = Random(seed: seed, stream: 1)
    return (0..<count).map { _ in 2 * Double.pi * sigma * random.normal() }
  }
}
