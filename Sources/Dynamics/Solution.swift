/// What a solve gives: where the states went, which events came, how it ended, and what it cost.
package struct Solution: Sendable {
  package var trajectory: Trajectory
  /// The times of each event, in the order of the problem's events.
  package var eventTimes: [[Double]]
  package var outcome: Outcome
  package var cost: Cost
  /// The steps that the settings asked to see.
  package var log: StepLog?

  package init(
    trajectory: Trajectory, eventTimes: [[Double]], outcome: Outcome, cost: Cost, log: StepLog? = nil
  ) {
    self.trajectory = trajectory
    self.eventTimes = eventTimes
    self.outcome = outcome
    self.cost = cost
    self.log = log
  }
}
