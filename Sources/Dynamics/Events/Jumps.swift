/// What happens where an event comes: jumps, the jumps that they cause, and the guards against too many.
extension Integration {
  /// Applies the jumps of the events that the located step ended on, and goes over to the other side of surfaces.
  mutating func fireCrossing(_ located: Int?) {
    let crossed = fireInOrder([located].compactMap { $0 })
    if hasJumped || !crossed.isEmpty {
      restart(across: crossed)
    } else {
      // What only counts changes nothing: the method keeps its history.
      lastStep = 0
      watch.look(t, y)
      watch.arm()
    }
  }

  /// Applies the jumps of the events that come here, in the order of the list. Gives the surfaces that the state has crossed.
  ///
  /// - Parameter expected: events that come though their margins do not say so: the one that the step was made to end on, by a
  ///   rounding, and those that the clock brings.
  private mutating func fireInOrder(_ expected: [Int]) -> Set<Int> {
    watch.look(t, y)
    let crossed = watch.crossedSurfaces
    let fired = watch.count
    hasJumped = false
    watch.armBeforeJumps(besides: expected)
    let named = Set(expected + awaitSimultaneous())
    var turned: [Int] = []
    for index in problem.events.indices where outcome == nil && !modes.isHeld(index) {
      guard named.contains(index) || watch.isDue(index) && !watch.isApart(index) else { continue }
      fire(index)
      if watch.hasJump(index), !watch.resetsCondition(index), !watch.isByClock(index) { turned.append(index) }
    }
    if outcome == nil { _ = settle() }
    if outcome == nil, !turned.isEmpty { noteTurns(turned) }
    if watch.count == fired { watch.note(t) }
    checkCounts()
    if hasJumped { recorder.append(t, y) }
    return crossed
  }

  /// Fires what the clock has in store for a stop, and what has become true there: on a way that was too short for a step, or
  /// within an instant of it. The equations begin anew behind it. Gives the surfaces that the state has crossed.
  mutating func fireAtStop() -> Set<Int> {
    watch.look(t, y)
    let ticking = takeTicks()
    let due = (0..<watch.marginCount).filter { watch.isDue($0) }
    guard !due.isEmpty || !ticking.isEmpty || endsBeforeEvent else { return [] }
    for index in due where watch.isApart(index) { watch.count(index, t) }
    countSimultaneous()
    return fireInOrder(ticking)
  }

  /// Fires what the clock has in store for the beginning of a solve, and what is true there from the start.
  mutating func fireAtStart() {
    let ticking = takeTicks()
    let isLocated = settings.eventTimes == .located
    watch.look(t, y)
    let fired = watch.count
    let due = problem.events.indices.filter { ticking.contains($0) || isLocated && watch.isDueAfterJump($0) }
    for index in due where outcome == nil && !modes.isHeld(index) { fire(index) }
    if watch.count > fired { watch.look(t, y) }
    if outcome == nil { if isLocated { _ = settle() } else if watch.count > fired { fireMadeTrue() } }
    guard watch.count > fired else { return }
    recorder.append(t, y)
    if outcome == nil { restart() }
  }

  /// When events came; those that the clock counts take no part in the solve.
  var eventTimes: [[Double]] {
    zip(problem.events, watch.times).map { event, times in
      event.onlyCounts && event.dependsOnTimeAlone ? event.ticks.filter { $0 <= t } : times
    }
  }

  /// After a jump: fires what the jump itself made true, until nothing is due. Gives whether anything was.
  mutating func settle() -> Bool {
    watch.look(t, y)
    let fired = watch.count
    while outcome == nil, let index = problem.events.indices.first(where: watch.isDueAfterJump) {
      watch.keepMargins()
      fire(index)
      watch.look(t, y)
    }
    return watch.count > fired
  }

  /// Whether the state goes back after the jumps of these events, by a little ahead and back: near, where a margin cannot have turned
  /// yet, and far enough to see more than rounding.
  private mutating func noteTurns(_ indices: [Int]) {
    let (far, near) = (1e-3 * lookAhead, 1e-6 * lookAhead)
    let margins = marginsAhead([far, -far, near, -near])
    for index in indices {
      let falls = margins[0][index] < margins[1][index] && margins[2][index] <= margins[3][index]
      watch.noteTurn(index, falls: falls)
    }
  }

  /// The margins at these distances in time along the slope at the present point.
  func marginsAhead(_ distances: [Double]) -> [[Double]] {
    let slope = memory.pointer + 2 * problem.dimension
    system.evaluate(t, y, slope)
    let found = distances.map { ahead -> [Double] in
      for index in 0..<problem.dimension { z[index] = y[index] + ahead * slope[index] }
      watch.look(t + ahead, z)
      return (0..<watch.marginCount).map { watch.margins($0).now }
    }
    watch.look(t, y)
    return found
  }

  /// The margins after a small step of Heun's method from the present point: a ball at rest on the floor begins to fall.
  func marginsBehindStep(_ h: Double) -> [Double] {
    let n = problem.dimension
    let (first, second) = (memory.pointer + 2 * n, memory.pointer + 3 * n)
    system.evaluate(t, y, first)
    for index in 0..<n { z[index] = y[index] + h * first[index] }
    system.evaluate(t + h, z, second)
    for index in 0..<n { z[index] = y[index] + h / 2 * (first[index] + second[index]) }
    watch.look(t + h, z)
    let found = (0..<watch.marginCount).map { watch.margins($0).now }
    watch.look(t, y)
    return found
  }

  mutating func fire(_ index: Int) {
    watch.fire(index, t, y)
    hasJumped = hasJumped || watch.hasJump(index) || problem.events[index].refractoryTime > 0
    let event = problem.events[index]
    if event.refractoryTime > 0 {
      modes.hold(index, until: t + event.refractoryTime)
      watch.setHeld(index, true)
    }
    if event.isTerminal { outcome = .stoppedByEvent(index: index, at: t) }
    checkCounts()
  }

  mutating func checkCounts() {
    if watch.count > settings.limits.events || watch.countAtOnce > settings.limits.simultaneousEvents {
      outcome = outcome ?? .tooManyEvents(at: t)
    }
  }

  /// A step below the spacing of time. If the state runs towards an event, that is the event; else the solve ends.
  mutating func fireAtBlowUp(else failure: Outcome) -> Double? {
    system.evaluate(t, y, z)
    for index in 0..<problem.dimension { z[index] = y[index] + 1e-3 * lookAhead * z[index] }
    watch.look(t, y)
    guard let index = watch.firstRising(t, z), watch.hasJump(index) else {
      outcome = failure
      return nil
    }
    fire(index)
    if outcome == nil { _ = settle() }
    recorder.append(t, y)
    restart()
    return outcome == nil ? t : nil
  }
}
