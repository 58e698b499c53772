/// How a solve ended. It is a value: a page shows it, and never draws on as if nothing had happened.
package enum Outcome: Sendable, Equatable {
  case finished
  /// An event that ends the solve came at this time.
  case stoppedByEvent(index: Int, at: Double)
  /// A state is not a finite number after this time.
  case diverged(at: Double)
  case stepTooSmall(at: Double)
  /// The equation of an implicit step has no solution near its start.
  case noSolution(at: Double)
  case tooManyEvents(at: Double)
  /// On a switching surface each side drives the state to the other: it would slide along it.
  case slides(at: Double)
  case outOfSteps(at: Double)

  package var isFinished: Bool {
    switch self {
    case .finished, .stoppedByEvent: true
    default: false
    }
  }

  /// The time reached, where that is not the end of the span.
  package var time: Double? {
    switch self {
    case .finished: nil
    case .stoppedByEvent(_, let t), .diverged(let t), .stepTooSmall(let t), .noSolution(let t), .tooManyEvents(let t),
      .slides(let t),
      .outOfSteps(let t):
      t
    }
  }
}

/// What a solve cost, in counts that are the same on every machine.
package struct Cost: Sendable, Equatable {
  package var steps = 0
  package var rejected = 0
  package var evaluations = 0
  package var jacobians = 0
  package var newtonIterations = 0

  package init() {}
}
