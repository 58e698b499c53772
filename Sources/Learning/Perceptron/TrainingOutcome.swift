/// Why training came back.
package enum TrainingOutcome: Sendable, Equatable {
  /// All epochs of all phases are done.
  case finished
  /// As many epochs as asked for are done.
  case paused
  /// What is watched did not become better; the parameters are those of the best epoch.
  case stoppedEarly(best: Int)
  /// No step of the last phase makes the loss less, as far as its precision tells.
  case stalled(epoch: Int)
  /// The loss or its gradient was not a number: the parameters are those before the epoch.
  case notFinite(epoch: Int)
  case outOfTime
  case cancelled

  /// Whether more epochs would change nothing.
  package var isFinal: Bool {
    switch self {
    case .finished, .stoppedEarly, .stalled, .notFinite: true
    case .paused, .outOfTime, .cancelled: false
    }
  }
}

/// What training may take, looked at after each epoch.
package struct TrainingBudget {
  package var epochs: Int
  package var seconds: Double
  /// Gives seconds since any moment; time is not looked at without.
  package var clock: (() -> Double)?

  package init(epochs: Int = .max, seconds: Double = .infinity, clock: (() -> Double)? = nil) {
    self.epochs = epochs
    self.seconds = seconds
    self.clock = clock
  }
}
