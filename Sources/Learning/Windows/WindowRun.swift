import Dynamics
import Synchronization

/// Windows as the steps of a solve: each step trains a network. So events, switching surfaces, stops and pauses cut windows as
/// they cut the steps of any solver.
struct WindowRun: Stepper {
  private let system: System
  private let options: WindowOptions
  private let basis: Basis
  private let training: WindowTraining
  private let log: WindowLog
  private let events: WindowEvents
  private let n: Int
  private let memory: Scratch
  private let y: UnsafeMutablePointer<Double>
  private let slope: UnsafeMutablePointer<Double>
  private let features: UnsafeMutablePointer<Double>
  private var t = 0.0
  /// The span that the network at hand was trained on; 0 where there is none.
  private var length = 0.0
  private var residual = Double.infinity
  /// How much of it the last step used.
  private var reach = 0.0
  private var isAtStart = true
  /// The length of the first window of the last smooth piece: what follows a spike is much like what followed the one before.
  private var firstLength: Double?

  init(_ system: System, _ options: WindowOptions, _ basis: Basis, _ log: WindowLog) {
    self.system = system
    self.options = options
    self.basis = basis
    self.log = log
    n = system.dimension
    training = WindowTraining(system.problem, basis)
    events = WindowEvents(system.problem, basis, points: 2 * options.neurons + 1)
    memory = Scratch(2 * n + basis.count)
    y = memory.pointer
    slope = y + n
    features = slope + n
    for i in 0..<n { training.scales[i] = max(abs(system.problem.initial[i]), 1e-3) }
  }

  mutating func begin(_ t: Double, _ y: UnsafePointer<Double>) {
    self.t = t
    self.y.update(from: y, count: n)
    system.evaluate(t, y, slope)
    length = 0
  }

  /// Without memory: the network is to move by no more than a third of a scale.
  mutating func proposedStep() -> Double? {
    guard isAtStart else { return nil }
    if let firstLength { return firstLength }
    var fastest = 0.0
    for i in 0..<n { fastest = max(fastest, abs(slope[i]) / training.scales[i]) }
    let span = (system.problem.end - system.problem.start) / 20
    return fastest > 0 ? min(span, 0.3 / fastest) : span
  }

  mutating func step(_ h: Double, _ result: UnsafeMutablePointer<Double>) -> Bool {
    if !(h <= length && residual <= options.tolerance) {
      length = 0
      guard let found = training.train(t, h, y, slope, tolerance: options.tolerance) else { return false }
      length = h
      residual = found
      events.forget()
    }
    reach = h
    basis.evaluate(h / length, features)
    for i in 0..<n {
      var sum = 0.0
      for k in 0..<basis.count { sum += training.weights[i * basis.count + k] * features[k] }
      result[i] = y[i] + training.scales[i] * sum
    }
    return true
  }

  mutating func errorNorm(_ h: Double, _ result: UnsafePointer<Double>) -> Double? {
    residual / options.tolerance
  }

  mutating func accept() {
    log.add(
      TrainedWindow(
        start: t, length: length, reach: reach, initial: (0..<n).map { y[$0] },
        scales: (0..<n).map { training.scales[$0] }, weights: (0..<n * basis.count).map { training.weights[$0] },
        modes: system.modes, freshResidual: residual, history: training.history),
      after: training)
    if isAtStart { firstLength = length }
    isAtStart = false
    events.grow(training, t, length, y, upTo: reach / length)
  }

  mutating func restart() {
    training.set(modes: system.modes)
    events.set(modes: system.modes)
    isAtStart = true
  }
}

extension WindowRun {
  static var findsCrossings: Bool { true }

  mutating func crossing(of index: Int, within h: Double) -> Crossing {
    events.sign(of: index, training, t, length, y, upTo: h, isTurned: false)
  }

  mutating func release(of index: Int, within h: Double) -> Crossing {
    events.sign(of: index, training, t, length, y, upTo: h, isTurned: true)
  }
}

/// The windows of a run in their order, and what they cost.
final class WindowLog: Sendable {
  struct Content {
    var windows: [TrainedWindow] = []
    var iterations = 0
    var evaluations = 0
    var jacobians = 0
  }

  private let content = Mutex(Content())

  func add(_ window: TrainedWindow, after training: WindowTraining) {
    content.withLock {
      $0.windows.append(window)
      ($0.iterations, $0.evaluations, $0.jacobians) = (training.iterations, training.evaluations, training.jacobians)
    }
  }

  var all: Content { content.withLock { $0 } }
}
