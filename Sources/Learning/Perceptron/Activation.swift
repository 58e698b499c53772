/// What a neuron does with its sum z.
package enum Activation: String, Sendable, CaseIterable {
  case tanh
  /// V. Sitzmann et al., NeurIPS 2020, arXiv:2006.09661. Sums beyond 10⁴ lose accuracy.
  case sin
  /// z/(1 + exp(-z)): P. Ramachandran, B. Zoph, Q. V. Le, arXiv:1710.05941.
  case swish
}
