private import Kernels

/// The random numbers of one purpose, by their place: a number is the same whoever asks for it, and in whatever order.
///
/// The purpose is named in words, so that drawing for something new changes nothing else.
package struct DrawStream: Sendable {
  private let state: UInt64

  package init(seed: UInt64, purpose: String) { state = Random(seed: seed, purpose: purpose).state }

  private init(state: UInt64) { self.state = state }

  /// The stream of one row of many, such as the synapses of one neuron.
  package func row(_ index: Int) -> DrawStream {
    DrawStream(state: Random(seed: state, stream: UInt64(index) &+ 1).state)
  }

  /// A generator that begins where the stream does.
  package var generator: Random { Random(seed: state) }

  /// Uniform numbers in 0 ..< 1 from the place `first` on.
  package func uniforms(from first: Int, _ count: Int, into numbers: UnsafeMutablePointer<Double>) {
    notebook_uniforms(state, UInt64(first), count, numbers)
  }

  /// How many normal numbers are made together.
  package static let normalBlock = Int(notebook_normal_block)

  /// The normal numbers of one block, with mean 0 and standard deviation 1.
  package func normals(ofBlock block: Int, into numbers: UnsafeMutablePointer<Double>) {
    notebook_normals(state, UInt64(block), numbers)
  }

  /// The natural logarithm of a number in 0 ... 1 that ``Random`` gives, the same on every machine.
  package static func logarithm(_ x: Double) -> Double { notebook_logarithm(x) }
}
