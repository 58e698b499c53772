/// How a solve is carried out.
package struct Settings: Sendable, Equatable {
  /// Where a jump is applied.
  package enum EventTimes: String, Sendable, CaseIterable {
    /// At the time where the condition becomes true, found inside the step.
    case located
    /// At the end of the step after which the condition is true.
    case grid
  }

  /// How the size of a step is chosen.
  package enum Control: Sendable, Equatable {
    /// All steps have this size, in the model's time unit, but for the parts of one before and after an event or a stop.
    case fixed(step: Double)
    /// Each step is as large as the tolerance lets it be. Only for solvers that have a ``Solver/control``.
    case adaptive(Tolerance, StepBounds = StepBounds())
  }

  package var control: Control
  package var eventTimes: EventTimes
  /// How small the last Newton correction is, relative to the size of the states.
  package var newtonTolerance: Double
  package static let standardNewtonTolerance = 1e-10
  /// Whether every state reached is kept; else only the first and the last, for whoever wants the events alone.
  package var keepsRows: Bool
  /// Which steps are written down; none unless asked for.
  package var log: StepLog.Request?
  /// For sequential methods: in how many equal parts each state takes its step; states beyond the list take one.
  package var substeps: [Int]
  package var limits: Limits

  package init(
    _ control: Control, eventTimes: EventTimes = .located, newtonTolerance: Double = standardNewtonTolerance,
    keepsRows: Bool = true,
    log: StepLog.Request? = nil, substeps: [Int] = [], limits: Limits = Limits()
  ) {
    self.control = control
    self.eventTimes = eventTimes
    self.newtonTolerance = newtonTolerance
    self.keepsRows = keepsRows
    self.log = log
    self.substeps = substeps
    self.limits = limits
  }

  package init(step: Double, eventTimes: EventTimes = .located) {
    self.init(.fixed(step: step), eventTimes: eventTimes)
  }

  /// - Parameter tolerance: relative, and absolute in the unit of each state.
  package init(tolerance: Double, eventTimes: EventTimes = .located) {
    self.init(.adaptive(Tolerance(tolerance)), eventTimes: eventTimes)
  }

  /// The size of fixed steps.
  package var step: Double? {
    if case .fixed(let step) = control { step } else { nil }
  }

  package var tolerance: Tolerance? {
    if case .adaptive(let tolerance, _) = control { tolerance } else { nil }
  }

  /// Bounds that end a solve with a named outcome instead of running on.
  package struct Limits: Sendable, Equatable {
    package var steps: Int
    package var events: Int
    /// How many events may come at one and the same time.
    package var simultaneousEvents: Int

    package init(steps: Int = 20_000_000, events: Int = 1_000_000, simultaneousEvents: Int = 1000) {
      self.steps = steps
      self.events = events
      self.simultaneousEvents = simultaneousEvents
    }
  }
}
