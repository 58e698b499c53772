internal import Dynamics

/// Takes chunks through a network and their losses back: one thread's part, with the memory for it.
///
/// The network runs in its precision; states, residuals and losses are double.
final class LossWorker<Real: MatrixScalar> {
  private let stack: LayerStack<Real>
  private let terms: LossTerms

  init(_ setting: LossSetting) {
    stack = LayerStack(setting.shape, setting.activation, rows: Chunk<Real>.mostRows)
    terms = LossTerms(setting, rows: Chunk<Real>.mostRows)
  }

  private func forward(_ chunk: Chunk<Real>, _ weights: PackedWeights<Real>) {
    stack.forward(
      UnsafePointer(chunk.inputs.pointer), points: chunk.points.count, tangents: chunk.tangents, weights)
    stack.get(terms.numbers, rows: chunk.inputs.rows)
  }

  /// The losses of a chunk; adds the gradient of their weighed sum.
  func add(_ chunk: Chunk<Real>, _ weights: PackedWeights<Real>, to gradient: PackedWeights<Real>) -> Losses {
    forward(chunk, weights)
    var losses = Losses()
    switch chunk.purpose {
    case .collocation(let modes):
      losses.physics = terms.findResiduals(chunk.points, modes)
      terms.pullResiduals(chunk.points)
    case .values(let targets):
      losses = terms.pullValues(chunk.points, targets)
    case .prediction: return losses
    }
    stack.set(terms.pulls, rows: chunk.inputs.rows)
    stack.reverse(
      UnsafePointer(chunk.inputs.pointer), points: chunk.points.count, tangents: chunk.tangents, weights,
      adding: gradient)
    return losses
  }

  /// The part of a chunk of collocation points in the physics term.
  func residual(_ chunk: Chunk<Real>, _ weights: PackedWeights<Real>) -> Double {
    guard case .collocation(let modes) = chunk.purpose else { return 0 }
    forward(chunk, weights)
    return terms.findResiduals(chunk.points, modes)
  }

  func predict(
    _ chunk: Chunk<Real>, _ weights: PackedWeights<Real>, _ states: inout [Double], _ slopes: inout [Double]
  ) {
    forward(chunk, weights)
    terms.append(chunk.points, &states, &slopes)
  }
}
