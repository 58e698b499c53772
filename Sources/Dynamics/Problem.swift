/// An initial value problem with events: dy/dt = f(t, y; p), y(t₀) = y₀, and jumps where conditions become true.
///
/// Numbers only, in the units of the model; names and text live elsewhere. All programs share one register layout.
package struct Problem: Sendable {
  package var layout: Program.Layout
  package var parameters: [Double]
  /// Gives dy/dt.
  package var field: Program
  /// Gives ∂f/∂y row by row, then ∂f/∂t.
  package var jacobian: Program
  /// Gives one number for each event: the event's condition holds where it is at least 0 (above 0 for strict events).
  package var margins: Program
  package var events: [Event]
  /// Gives the value of each mode. A mode is an on-off or whole number in the equations that depends on time alone, such
  /// as `t >= 100`: it is held between two stops, so that no step sees a jump from both sides.
  package var modes: Program
  package var initial: [Double]
  package var start: Double
  package var end: Double
  /// The times between start and end where a mode changes, ascending. No step goes across one.
  package var stops: [Double]

  package init(
    layout: Program.Layout, parameters: [Double], field: Program, jacobian: Program, margins: Program, events: [Event],
    modes: Program, initial: [Double], start: Double, end: Double, stops: [Double]
  ) {
    self.layout = layout
    self.parameters = parameters
    self.field = field
    self.jacobian = jacobian
    self.margins = margins
    self.events = events
    self.modes = modes
    self.initial = initial
    self.start = start
    self.end = end
    self.stops = stops
  }

  package var dimension: Int { layout.states }
}

/// A condition on time and states, and what happens when it becomes true.
package struct Event: Sendable {
  /// Which states the event sets: the index of each result of ``jump``.
  package var targets: [Int]
  /// Gives the new values, all computed from the state before the event.
  package var jump: Program
  /// Whether the condition is a strict inequality.
  package var isStrict: Bool
  /// Whether the solve ends here.
  package var isTerminal: Bool

  package init(targets: [Int], jump: Program, isStrict: Bool, isTerminal: Bool) {
    self.targets = targets
    self.jump = jump
    self.isStrict = isStrict
    self.isTerminal = isTerminal
  }

  package func holds(margin: Double) -> Bool { isStrict ? margin > 0 : margin >= 0 }
}
