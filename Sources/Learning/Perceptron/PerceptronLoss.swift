internal import Dynamics

/// The loss of a network and its gradient, for any precision.
protocol PerceptronLoss: AnyObject {
  /// The terms of the loss; stores the gradient of the weighed sum.
  func evaluate(_ parameters: [Double], gradient: inout [Double]) -> Losses
  /// The root mean square of (dy/dt - f)/scale on the fresh grid.
  func freshResidual(_ parameters: [Double]) -> Double
  func predict(_ parameters: [Double], at times: [Double]) -> Prediction
}

/// States and their derivatives by time, row by row.
package struct Prediction: Sendable, Equatable {
  package let dimension: Int
  package let times: [Double]
  package let states: [Double]
  package let slopes: [Double]

  package func state(_ row: Int, _ state: Int) -> Double { states[row * dimension + state] }
  package func slope(_ row: Int, _ state: Int) -> Double { slopes[row * dimension + state] }
}

/// The loss in one precision. Chunks belong to a fixed number of groups, each summed in order, and so are the groups:
/// the bits do not depend on how many workers share them.
final class ChunkedLoss<Real: MatrixScalar>: PerceptronLoss {
  private static var groups: Int { 8 }

  private let setting: LossSetting
  private let weights: PackedWeights<Real>
  // A network that only predicts needs none of them.
  private lazy var chunks: [Chunk<Real>] = setting.chunks()
  private lazy var fresh: [Chunk<Real>] = setting.collocationChunks(setting.freshTimes)
  private lazy var gradients = (0..<Self.groups).map { _ in PackedWeights<Real>(setting.shape, isGradient: true) }
  private let workers: [LossWorker<Real>]

  init(_ setting: LossSetting, workers: Int) {
    self.setting = setting
    weights = PackedWeights(setting.shape)
    self.workers = (0..<max(1, min(workers, Self.groups))).map { _ in LossWorker(setting) }
  }

  func evaluate(_ parameters: [Double], gradient: inout [Double]) -> Losses {
    weights.set(parameters)
    let (groups, chunks, gradients) = (Self.groups, chunks, gradients)
    var partial = Array(repeating: Losses(), count: groups)
    partial.withUnsafeMutableBufferPointer { partial in
      // Each worker writes the sums of its own groups, and nobody reads before all are done.
      nonisolated(unsafe) let sums = partial
      Threads.run(workers.count) { worker in
        for group in stride(from: worker, to: groups, by: workers.count) {
          gradients[group].clear()
          var sum = Losses()
          for chunk in stride(from: group, to: chunks.count, by: groups) {
            sum += workers[worker].add(chunks[chunk], weights, to: gradients[group])
          }
          sums[group] = sum
        }
      }
    }
    for index in gradient.indices { gradient[index] = 0 }
    var losses = Losses()
    for group in 0..<groups {
      gradients[group].add(to: &gradient)
      losses += partial[group]
    }
    return losses
  }

  func freshResidual(_ parameters: [Double]) -> Double {
    weights.set(parameters)
    return fresh.reduce(0) { $0 + workers[0].residual($1, weights) }.squareRoot()
  }

  func predict(_ parameters: [Double], at times: [Double]) -> Prediction {
    weights.set(parameters)
    var (states, slopes) = ([Double](), [Double]())
    for range in Chunk<Real>.ranges(times.count, of: Chunk<Real>.mostPoints) {
      let chunk = setting.chunk(Array(times[range]), of: times.count, .prediction) as Chunk<Real>
      workers[0].predict(chunk, weights, &states, &slopes)
    }
    return Prediction(dimension: setting.dimension, times: times, states: states, slopes: slopes)
  }
}
