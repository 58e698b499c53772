/// Looks at the events of a problem: which conditions hold, which have become true, and what their jumps do.
///
/// An event is armed while its condition does not hold. It is due when it was armed and its margin has become positive, or
/// has reached zero from below; so a state that rests on its own threshold does not fire for ever.
final class EventWatch {
  private(set) var times: [[Double]]
  private(set) var count = 0
  /// How many events came at the time of the last one.
  private(set) var countAtOnce = 0
  private(set) var modeValues: [Double]

  private let events: [Event]
  private let margins: Machine
  private let modes: Machine
  private let jumps: [Machine]
  private var lastTime = Double.nan
  private var armed: [Bool]
  private let memory: Scratch
  /// The margins at the point last armed, and at the point last looked at.
  private let before: UnsafeMutablePointer<Double>
  private let now: UnsafeMutablePointer<Double>
  private let values: UnsafeMutablePointer<Double>

  init(_ problem: Problem) {
    events = problem.events
    margins = Machine(problem.margins, parameters: problem.parameters)
    modes = Machine(problem.modes, parameters: problem.parameters)
    jumps = problem.events.map { Machine($0.jump, parameters: problem.parameters) }
    times = Array(repeating: [], count: events.count)
    modeValues = Array(repeating: 0, count: problem.layout.modes)
    armed = Array(repeating: false, count: events.count)
    memory = Scratch(2 * events.count + max(problem.dimension, problem.layout.modes))
    before = memory.pointer
    now = before + events.count
    values = now + events.count
  }

  /// Finds the modes that hold around the time `t`.
  func holdModes(_ t: Double, _ y: UnsafePointer<Double>) {
    // A mode may depend on one before it: as many passes as there are modes settle them all.
    for _ in modeValues.indices {
      modes.run(t, y, values)
      var changed = false
      for index in modeValues.indices where modeValues[index] != values[index] {
        modeValues[index] = values[index]
        modes.set(mode: index, to: values[index])
        changed = true
      }
      if !changed { break }
    }
    for machine in [margins] + jumps {
      for (index, value) in modeValues.enumerated() { machine.set(mode: index, to: value) }
    }
  }

  @inline(__always)
  func look(_ t: Double, _ y: UnsafePointer<Double>) {
    if !events.isEmpty { margins.run(t, y, now) }
  }

  /// Makes the point last looked at the one that the next step begins from.
  @inline(__always)
  func arm() {
    for index in events.indices {
      before[index] = now[index]
      armed[index] = !holds(index) || now[index] == 0
    }
  }

  var crosses: Bool {
    for index in events.indices where isDue(index) { return true }
    return false
  }

  func isDue(_ index: Int) -> Bool { armed[index] && (now[index] > 0 || (now[index] == 0 && before[index] < 0)) }

  func isArmed(_ index: Int) -> Bool { armed[index] }

  func holds(_ index: Int) -> Bool { events[index].holds(margin: now[index]) }

  func hasJump(_ index: Int) -> Bool { !events[index].targets.isEmpty }

  /// The margin of event `index` at the point last armed, and at the point last looked at.
  func margins(_ index: Int) -> (before: Double, now: Double) { (before[index], now[index]) }

  /// The first event that a jump made true, or whose condition still holds after its own jump.
  func firstDueAfterJump() -> Int? {
    events.indices.first { now[$0] > 0 && (hasJump($0) || armed[$0]) }
  }

  /// The first armed event whose margin is larger at `y` than at the point last looked at.
  func firstRising(_ t: Double, _ y: UnsafePointer<Double>) -> Int? {
    let here = events.indices.map { now[$0] }
    look(t, y)
    return events.indices.first { armed[$0] && !(now[$0] <= here[$0]) }
  }

  /// Counts event `index` at time `t` and applies its jump to `y`.
  func fire(_ index: Int, _ t: Double, _ y: UnsafeMutablePointer<Double>) {
    times[index].append(t)
    count += 1
    countAtOnce = t == lastTime ? countAtOnce + 1 : 1
    lastTime = t
    armed[index] = false
    jumps[index].run(t, y, values)
    for (position, target) in events[index].targets.enumerated() { y[target] = values[position] }
  }
}
