/// Looks at the events and switching surfaces of a problem: which conditions hold, which have become true, and what the jumps do.
///
/// An event is armed while its condition does not hold. It is due when it was armed and its margin has become positive, or
/// has reached zero from below where that is enough; so a state that rests on its own threshold does not fire for ever. A surface
/// is due when the state has crossed it.
final class EventWatch {
  private(set) var times: [[Double]]
  private(set) var count = 0
  /// How many events and crossings came at the time of the last one.
  private(set) var countAtOnce = 0

  let events: [Event]
  /// Events first, then surfaces.
  let marginCount: Int
  private let bending: [Bool]
  private let mayPassQuietly: Bool
  private let apart: [Bool]
  /// Whether the time alone says when the event comes: its condition is not looked at.
  private let byClock: [Bool]
  private let strict: UnsafeMutablePointer<Bool>
  /// Whether the event is in its dead time.
  private let held: UnsafeMutablePointer<Bool>
  private let margins: Machine
  private let jumps: [Machine]
  private var lastTime = Double.nan
  /// Flags behind pointers, as the margins are: they are looked at in every step.
  let armed: UnsafeMutablePointer<Bool>
  /// An event whose jump does not reset its condition has to become false before it can come again.
  let hasComeAndGone: UnsafeMutablePointer<Bool>
  /// Whether the margin has become less since the event's jump.
  var isLeaving: [Bool]
  /// The margin behind the last jump of an event that turned the state back towards where the condition is false.
  var depthWhenTurned: [Double?]
  private let eventCount: Int
  private let memory: Scratch
  /// The margins at the point armed before the last, at the one last armed, and at the point last looked at.
  let earlier: UnsafeMutablePointer<Double>
  let before: UnsafeMutablePointer<Double>
  let now: UnsafeMutablePointer<Double>
  /// The margins before the jump.
  private let beforeJump: UnsafeMutablePointer<Double>
  private let values: UnsafeMutablePointer<Double>

  /// - Parameter countsApart: whether events that only count are looked for by themselves: no step ends at them.
  init(_ problem: Problem, countsApart: Bool) {
    events = problem.events
    marginCount = problem.margins.outputs.count
    bending = problem.bending
    apart = (0..<problem.margins.outputs.count).map {
      countsApart && $0 < problem.events.count && problem.events[$0].onlyCounts
    }
    byClock = problem.events.map(\.dependsOnTimeAlone)
    mayPassQuietly = marginCount == 1 && problem.events.count == 1 && !problem.bending[0]
    margins = Machine(problem.margins, parameters: problem.parameters)
    jumps = problem.events.map { Machine($0.jump, parameters: problem.parameters) }
    times = Array(repeating: [], count: events.count)
    eventCount = events.count
    isLeaving = Array(repeating: false, count: events.count)
    depthWhenTurned = Array(repeating: nil, count: events.count)
    strict = .allocate(capacity: max(1, eventCount))
    held = .allocate(capacity: max(1, eventCount))
    held.initialize(repeating: false, count: eventCount)
    for index in 0..<eventCount { (strict + index).initialize(to: problem.events[index].isStrict) }
    armed = .allocate(capacity: max(1, eventCount))
    armed.initialize(repeating: false, count: eventCount)
    hasComeAndGone = .allocate(capacity: max(1, eventCount))
    hasComeAndGone.initialize(repeating: true, count: eventCount)
    memory = Scratch(4 * marginCount + problem.dimension)
    earlier = memory.pointer
    before = earlier + marginCount
    now = before + marginCount
    beforeJump = now + marginCount
    values = beforeJump + marginCount
    forget()
  }

  deinit {
    armed.deallocate()
    strict.deallocate()
    held.deallocate()
    hasComeAndGone.deallocate()
  }

  func set(modes: [Double]) {
    for machine in [margins] + jumps { machine.set(modes: modes) }
  }

  @inline(__always)
  func look(_ t: Double, _ y: UnsafePointer<Double>) {
    if marginCount > 0 { margins.run(t, y, now) }
  }

  /// Makes the point last looked at the one that the next step begins from.
  @inline(__always)
  func arm() {
    for index in 0..<marginCount {
      earlier[index] = before[index]
      before[index] = now[index]
    }
    for index in 0..<eventCount {
      if !holds(index) { hasComeAndGone[index] = true }
      // On the boundary it may go off and come again, but not where it has stayed there: a count has not become greater.
      armed[index] =
        !byClock[index] && hasComeAndGone[index] && (!holds(index) || now[index] == 0 && earlier[index] != 0)
    }
  }

  /// At the beginning of a solve: what is true from the start has not become true. A state that begins on the boundary and is about
  /// to go into the condition has, as a ball on the floor that falls.
  ///
  /// - Parameter ahead: gives the margins a little later.
  func armFirst(ahead: () -> [Double]) {
    for index in 0..<eventCount where holds(index) && !events[index].resetsCondition {
      let event = events[index]
      let mayGoIn = now[index] == 0 && !event.dependsOnTimeAlone && !event.targets.isEmpty
      if mayGoIn, ahead()[index] > 0 { continue }
      hasComeAndGone[index] = false
      armed[index] = false
    }
  }

  /// Where events come: those whose condition does not hold there can come again, and so by the jump.
  ///
  /// - Parameter expected: events that come, whose conditions may be false by a rounding.
  func armBeforeJumps(besides expected: [Int]) {
    keepMargins()
    for index in 0..<eventCount where !holds(index) && !byClock[index] && !expected.contains(index) {
      hasComeAndGone[index] = true
      armed[index] = true
    }
  }

  /// Takes the margins last looked at for those before a jump.
  func keepMargins() {
    for index in 0..<marginCount { beforeJump[index] = now[index] }
  }

  /// There is no jump.
  ///
  /// - Parameter isFirst: whether the solve begins here: an event whose jump makes its condition false comes if it holds, on the
  ///   boundary too.
  func forgetJump(isFirst: Bool = false) {
    for index in 0..<marginCount { beforeJump[index] = .nan }
    for index in 0..<eventCount where isFirst && events[index].resetsCondition { beforeJump[index] = -.infinity }
  }

  /// Looks at the end of a step, and arms there if it can be told at once that nothing happens: there is nothing to watch, or
  /// one event and no surface, and a straight margin that is below zero at both ends, further than its last changes could lead. Nearly
  /// every step is of this kind.
  @inline(__always)
  func passesQuietly(_ t: Double, _ y: UnsafePointer<Double>, lastStep: Double, step: Double) -> Bool {
    guard mayPassQuietly else { return marginCount == 0 }
    margins.run(t, y, now)
    let (m0, m1, m2) = (earlier[0], before[0], now[0])
    // As in `summit`; a margin that is not a number fails the comparison.
    let change = abs(m2 - m1) * lastStep + abs(m1 - m0) * step
    guard m1 < 0, m2 < 0, lastStep > 0, max(m1, m2) * lastStep + 2 * change < 0 else { return false }
    armQuietly(m1, m2)
    return true
  }

  /// Arms at a point that was come to quietly.
  @inline(__always)
  func armQuietly(_ atLast: Double, _ here: Double) {
    guard eventCount > 0 else { return }
    earlier[0] = atLast
    before[0] = here
    hasComeAndGone[0] = true
    armed[0] = !byClock[0]
  }

  /// What a step that passes quietly is told by: sign times the state less the value is below zero; sign is 0 where there is
  /// nothing to watch. Nothing where more is watched than that.
  var singleThreshold: (state: Int, sign: Double, value: Double)? {
    if marginCount == 0 { return (0, 0, 0) }
    guard marginCount == 1, eventCount == 1, let threshold = margins.threshold else { return nil }
    return (threshold.state, threshold.stateComesFirst ? 1 : -1, threshold.value.pointee)
  }

  /// The only margin at the point armed before the last, and at the one last armed.
  var lastMargins: (Double, Double) { marginCount == 0 ? (0, 0) : (earlier[0], before[0]) }

  /// Of one event the margin at the point armed before the last, and at the one last armed.
  func lastMargins(_ index: Int) -> (Double, Double) { (earlier[index], before[index]) }

  /// Forgets the margins of earlier points: the equations changed.
  func forget() {
    for index in 0..<marginCount { before[index] = .nan }
  }

  @inline(__always)
  var crosses: Bool {
    for index in 0..<marginCount where isDue(index) && !isApart(index) { return true }
    return false
  }

  /// The surfaces that the state has crossed or come to.
  var crossedSurfaces: Set<Int> {
    Set((events.count..<marginCount).filter { now[$0] >= 0 }.map { $0 - events.count })
  }

  @inline(__always)
  func isSurface(_ index: Int) -> Bool { index >= eventCount }

  @inline(__always)
  func isDue(_ index: Int) -> Bool {
    if isSurface(index) { return now[index] > 0 }
    guard armed[index], !held[index] else { return false }
    return now[index] > 0 || (now[index] == 0 && before[index] < 0 && !strict[index])
  }

  /// Whether a margin is on the side where nothing has come.
  @inline(__always)
  func isBelow(_ index: Int, _ margin: Double) -> Bool {
    margin < 0 || margin == 0 && !isSurface(index) && strict[index]
  }

  func isStrict(_ index: Int) -> Bool { !isSurface(index) && strict[index] }

  func setHeld(_ index: Int, _ isHeld: Bool) { held[index] = isHeld }

  /// Whether a surface lies under the point last looked at.
  func isOnSurface(_ surface: Int) -> Bool { now[events.count + surface] == 0 }

  func isArmed(_ index: Int) -> Bool { armed[index] }

  /// Whether the margin is that of an event in whose condition no state has a part.
  func isByClock(_ index: Int) -> Bool { !isSurface(index) && byClock[index] }

  /// Whether the margin is that of an event that no step ends at.
  func isApart(_ index: Int) -> Bool { apart[index] }

  func bends(_ index: Int) -> Bool { bending[index] }

  func holds(_ index: Int) -> Bool { events[index].holds(margin: now[index]) }

  func hasJump(_ index: Int) -> Bool { !events[index].targets.isEmpty }

  func resetsCondition(_ index: Int) -> Bool { events[index].resetsCondition }

  /// The margin `index` at the point last armed, and at the point last looked at.
  func margins(_ index: Int) -> (before: Double, now: Double) { (before[index], now[index]) }

  /// Whether a jump made an event true, or its condition still holds after its own jump.
  func isDueAfterJump(_ index: Int) -> Bool {
    guard !held[index], holds(index), events[index].resetsCondition || armed[index] else { return false }
    return now[index] > 0 || beforeJump[index] < 0
  }

  /// The first armed event whose margin is larger at `y` than at the point last looked at.
  func firstRising(_ t: Double, _ y: UnsafePointer<Double>) -> Int? {
    let here = events.indices.map { now[$0] }
    look(t, y)
    return events.indices.first { armed[$0] && !(now[$0] <= here[$0]) }
  }

  /// Counts event `index` at time `t`, which does no more than that.
  func count(_ index: Int, _ t: Double) {
    times[index].append(t)
    note(t)
    armed[index] = false
    hasComeAndGone[index] = false
  }

  /// Counts event `index` at time `t` and applies its jump to `y`.
  func fire(_ index: Int, _ t: Double, _ y: UnsafeMutablePointer<Double>) {
    times[index].append(t)
    note(t)
    armed[index] = false
    isLeaving[index] = false
    depthWhenTurned[index] = nil
    hasComeAndGone[index] = events[index].resetsCondition
    jumps[index].run(t, y, values)
    for (position, target) in events[index].targets.enumerated() { y[target] = values[position] }
  }

  /// Counts a crossing or an event.
  func note(_ t: Double) {
    count += 1
    countAtOnce = t - lastTime <= 4 * t.ulp ? countAtOnce + 1 : 1
    lastTime = t
  }
}
