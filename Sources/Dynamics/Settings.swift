/// How a solve is carried out.
package struct Settings: Sendable, Equatable {
  /// Where a jump is applied.
  package enum EventTimes: String, Sendable, CaseIterable {
    /// At the time where the condition becomes true, found inside the step.
    case located
    /// At the end of the step after which the condition is true.
    case grid
  }

  /// The step, in the model's time unit.
  package var step: Double
  package var eventTimes: EventTimes
  /// How small the last Newton correction is, relative to the size of the states.
  package var newtonTolerance: Double
  /// Whether every state reached is kept; else only the first and the last, for whoever wants the events alone.
  package var keepsRows: Bool
  package var limits: Limits

  package init(
    step: Double, eventTimes: EventTimes = .located, newtonTolerance: Double = 1e-10, keepsRows: Bool = true,
    limits: Limits = Limits()
  ) {
    self.step = step
    self.eventTimes = eventTimes
    self.newtonTolerance = newtonTolerance
    self.keepsRows = keepsRows
    self.limits = limits
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
