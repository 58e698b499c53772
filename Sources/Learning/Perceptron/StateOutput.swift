private import Dynamics

/// How a number of the network becomes a state: offset + scale · number, in the unit of the state.
package struct OutputScale: Sendable, Equatable {
  package var offset: Double
  package var scale: Double

  package init(offset: Double, scale: Double) {
    precondition(scale > 0)
    self.offset = offset
    self.scale = scale
  }

  /// The state in its own unit.
  package static var plain: OutputScale { OutputScale(offset: 0, scale: 1) }

  /// Mean and standard deviation of the values that are numbers.
  package static func standardising(_ values: [Double]) -> OutputScale {
    let known = values.filter { !$0.isNaN }
    guard !known.isEmpty else { return .plain }
    let mean = known.reduce(0, +) / Double(known.count)
    let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count)
    return OutputScale(offset: mean, scale: variance > 0 ? variance.squareRoot() : max(1, abs(mean)))
  }
}

/// How the network is held to the initial state.
package enum InitialCondition: Sendable, Equatable {
  /// By a term of the loss.
  case penalised
  /// Exactly: y = y₀ + (1 - exp(-(t - t₀)/time)) · scale · number.
  ///
  /// I. E. Lagaris, A. Likas, D. I. Fotiadis, IEEE Trans. Neural Netw. 9 (1998) 987, doi:10.1109/72.712178.
  case exact(time: Double)
}

/// The numbers of the network to states and their derivatives by time, and back.
struct StateOutput: Sendable {
  let bases: [Double]
  let scales: [Double]
  let initial: InitialCondition
  let start: Double

  init(_ outputs: [OutputScale], _ condition: InitialCondition, from start: Double, at initial: [Double]) {
    scales = outputs.map(\.scale)
    self.start = start
    self.initial = condition
    bases = if case .exact = condition { initial } else { outputs.map(\.offset) }
  }

  /// The factor of the network's numbers at a time, and its derivative.
  func gain(at t: Double) -> (value: Double, slope: Double) {
    guard case .exact(let time) = initial else { return (1, 0) }
    let rest = Elementary.exponential(-(t - start) / time)
    return (-Elementary.exponentialLessOne(-(t - start) / time), rest / time)
  }
}
