/// Random numbers with a seed: the same on every machine, and for any number of workers that each take a stream of their own.
///
/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
package struct Random: RandomNumberGenerator, Sendable, Equatable {
  package private(set) var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A generator whose numbers have nothing to do with those of another stream of the same seed.
  package init(seed: UInt64, stream: UInt64) {
    var mixed = Random(seed: seed ^ (stream &* 0xD1B5_4A32_D192_ED03))
    state = mixed.next() ^ stream
  }

  /// A generator for one purpose, named in words: what is drawn for another purpose changes nothing here.
  ///
  /// The name is digested by FNV-1a, 64 bits: G. Fowler, L. C. Noll, K.-P. Vo, The FNV Non-Cryptographic Hash Algorithm, IETF
  /// draft.
  package init(seed: UInt64, purpose: String) {
    let digest = purpose.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    self.init(seed: seed, stream: digest)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in 0 ..< 1, in steps of 2⁻⁵³.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  package mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// Normal with mean 0 and standard deviation 1. G. E. P. Box, M. E. Muller, Ann. Math. Statist. 29 (1958) 610,
  /// doi:10.1214/aoms/1177706645; one of the pair is thrown away, so that the state alone tells what comes next.
  package mutating func normal() -> Double {
    let radius = (-2 * Elementary.logarithm(1 - uniform())).squareRoot()
    return radius * Elementary.cosine(2 * Double.pi * uniform())
  }
}
