/// Events that come at one time, in the order of the model's list.
///
/// When a state comes to its threshold is known to some last digits. Two events of one time would come in an order that the method
/// and its steps decide: what lies less than an ``instant`` apart comes at once.
extension Integration {
  /// How far apart two times may be and be one: more than a sum of a million steps loses by rounding.
  var instant: Double { 1e-10 * max(abs(t), abs(problem.start)) }

  /// The events that the clock has come here, in the order of the list; each is told once.
  mutating func takeTicks() -> [Int] {
    var ticking: [Int] = []
    for index in problem.events.indices where isTicking(index) {
      nextTick[index] += 1
      if !modes.isHeld(index) { ticking.append(index) }
    }
    return ticking
  }

  /// Whether the clock has more in store for the present time.
  var isTicking: Bool { problem.events.indices.contains { isTicking($0) } }

  private func isTicking(_ index: Int) -> Bool { ticks(index, by: t) }

  private func ticks(_ index: Int, by time: Double) -> Bool {
    let event = problem.events[index]
    return !event.onlyCounts && nextTick[index] < event.ticks.count && event.ticks[nextTick[index]] <= time
  }

  /// Whether what comes after a part of the present step comes at its end, with what the clock has there.
  func comesWithClock(after x: Double) -> Bool {
    let end = wholeStep.end
    guard end == stop, end - time(after: x) <= instant else { return false }
    return problem.events.indices.contains { ticks($0, by: end) }
  }

  /// The events, besides those that are due, whose conditions come true less than an instant later. Moves the state on to there.
  mutating func awaitSimultaneous() -> [Int] {
    let coming = comingSoon(apart: false)
    guard !coming.isEmpty else { return [] }
    var ahead = t.ulp
    lookAlongSlope(ahead)
    while ahead < instant, !coming.allSatisfy({ watch.isDue($0) }) {
      ahead *= 2
      lookAlongSlope(ahead)
    }
    y.update(from: z, count: problem.dimension)
    watch.look(t, y)
    return coming
  }

  /// Counts what only counts and comes less than an instant later than the end of the solve, or than what the clock has here.
  mutating func countSimultaneous() {
    for index in comingSoon(apart: true) { watch.count(index, t) }
  }

  /// The events that are not due, and are an instant later.
  ///
  /// - Parameter apart: whether those are meant that no step ends at, or the others.
  private mutating func comingSoon(apart: Bool) -> [Int] {
    let armed = problem.events.indices.filter {
      watch.isArmed($0) && watch.isApart($0) == apart && !watch.isByClock($0) && !watch.isDue($0) && !modes.isHeld($0)
    }
    guard !armed.isEmpty, instant > 0 else { return [] }
    system.evaluate(t, y, slope)
    lookAlongSlope(instant)
    defer { watch.look(t, y) }
    return armed.filter { watch.isDue($0) }
  }

  /// Whether what the solve ends with may come an instant after its end, by the last change of a margin: at most solves nothing is.
  var endsBeforeEvent: Bool {
    guard t >= problem.end, lastStep > 0 else { return false }
    return problem.events.indices.contains { index in
      guard watch.isArmed(index), !watch.isByClock(index), !watch.isDue(index) else { return false }
      let (earlier, here) = watch.lastMargins(index)
      return here + 2 * instant * (here - earlier) / lastStep >= 0
    }
  }

  private var slope: UnsafeMutablePointer<Double> { memory.pointer + 2 * problem.dimension }

  /// Looks at the present time at the state that is so far ahead along the slope, and leaves it in `z`.
  private mutating func lookAlongSlope(_ ahead: Double) {
    for index in 0..<problem.dimension { z[index] = y[index] + ahead * slope[index] }
    watch.look(t, z)
  }
}
