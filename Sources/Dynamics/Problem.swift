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
  /// Gives one number for each event: the event's condition holds where it is at least 0 (above 0 for strict events). Then
  /// one number for each switching surface: the state has crossed it where it is above 0.
  package var margins: Program
  /// For each margin, whether it is anything but a sum of multiples of states and the time: it may then turn where they do not.
  package var bending: [Bool]
  /// For each margin, whether it has parts of which one may hide another.
  package var cornered: [Bool]
  package var events: [Event]
  package var modes: Modes
  package var initial: [Double]
  package var start: Double
  package var end: Double
  /// The times between start and end where a mode changes, ascending. No step goes across one.
  package var stops: [Double]
  /// Those of them at which the equations change, and not only what events look at.
  package var onsets: [Double]
  /// The last stop, where there are more than are kept: a solve goes no further.
  package var lastKnownStop: Double?
  /// Whether there are roots, logarithms or broken powers in the equations, whose derivatives may be infinite.
  package var hasRoots: Bool

  package init(
    layout: Program.Layout, parameters: [Double], field: Program, jacobian: Program, margins: Program, bending: [Bool],
    cornered: [Bool]? = nil, events: [Event], modes: Modes, initial: [Double], start: Double, end: Double,
    stops: [Double],
    onsets: [Double]? = nil, lastKnownStop: Double? = nil, hasRoots: Bool = false
  ) {
    self.layout = layout
    self.parameters = parameters
    self.field = field
    self.jacobian = jacobian
    self.margins = margins
    self.bending = bending
    self.cornered = cornered ?? bending.map { _ in false }
    self.events = events
    self.modes = modes
    self.initial = initial
    self.start = start
    self.end = end
    self.stops = stops
    self.onsets = onsets ?? stops
    self.lastKnownStop = lastKnownStop
    self.hasRoots = hasRoots
  }

  package var dimension: Int { layout.states }
}

/// The on-off and whole numbers in the equations, such as the value of `t >= 100` or of `v > 0`.
///
/// A mode is held during a step, so that no step sees a jump from both sides and every method keeps its order. It changes at
/// a stop if it depends on time alone, where the state crosses its surface if it depends on states, and when an event's
/// hold begins or ends.
package struct Modes: Sendable {
  /// Gives the value that each mode has at a time and state; of a hold, the value that it has.
  package var values: Program
  /// For each mode, how it changes.
  package var kinds: [Kind]

  package enum Kind: Sendable, Equatable {
    /// At stops: it is evaluated in the middle of the time to the next one.
    case time
    /// Where the state crosses the surface: the index of the surface among the margins behind those of the events.
    case surface(Int)
    /// Set by an event, for a while.
    case hold(event: Int)
  }

  package init(values: Program, kinds: [Kind]) {
    self.values = values
    self.kinds = kinds
  }
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
  /// Whether the jump changes what the condition depends on. Such a jump has to make the condition false; else the event comes
  /// again at once. An event of another kind comes once each time its condition becomes true.
  package var resetsCondition: Bool
  /// How long the event cannot come again; the hold mode of the event is 1 for that time.
  package var refractoryTime: Double
  /// Whether no state has a part in the condition.
  package var dependsOnTimeAlone: Bool
  /// Of an event that depends on time alone, when it comes, ascending: no condition is looked at for it.
  package var ticks: [Double]

  package init(
    targets: [Int], jump: Program, isStrict: Bool, isTerminal: Bool, resetsCondition: Bool, refractoryTime: Double = 0,
    dependsOnTimeAlone: Bool = false, ticks: [Double] = []
  ) {
    self.targets = targets
    self.jump = jump
    self.isStrict = isStrict
    self.isTerminal = isTerminal
    self.resetsCondition = resetsCondition
    self.refractoryTime = refractoryTime
    self.dependsOnTimeAlone = dependsOnTimeAlone
    self.ticks = ticks
  }

  /// Whether nothing follows from the event.
  var onlyCounts: Bool { targets.isEmpty && !isTerminal && refractoryTime == 0 }

  package func holds(margin: Double) -> Bool { isStrict ? margin > 0 : margin >= 0 }
}
