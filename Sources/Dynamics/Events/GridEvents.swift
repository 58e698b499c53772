/// Events as textbooks and published programs have them: they are looked for where a step ends, and come there.
extension Integration {
  /// Textbook events: looks only at the end of the step, and stores the state after the jump.
  mutating func arriveOnGrid(_ h: Double, _ time: Double) -> Double? {
    if let writer { write(h, writer) }
    goOn(h, to: time)
    swap(&y, &z)
    watch.look(t, y)
    if watch.hasFallenBack(within: 20 * gridStep) {
      outcome = .tooManyEvents(at: t)
      return nil
    }
    // The clock's events are at their times; a curve shows the state before and behind them.
    if isTicking { recorder.append(t, y) }
    let fired = watch.count
    fireOnGridInOrder()
    guard isFinite(y) else {
      outcome = outcome ?? .diverged(at: recorder.lastTime ?? t)
      return nil
    }
    recorder.append(t, y)
    if watch.count > fired {
      restart()
    } else {
      watch.look(t, y)
      watch.arm()
    }
    return outcome == nil ? t : nil
  }

  /// Fires what the clock has in store for a stop that no step has come to: the rest was too short.
  mutating func fireOnGrid() {
    guard isTicking else { return }
    fireOnGridInOrder()
    recorder.append(t, y)
  }

  /// What the clock brings and whose condition holds, in the order of the list; then what that made true.
  private mutating func fireOnGridInOrder() {
    let fired = watch.count
    let ticking = takeTicks()
    watch.look(t, y)
    for index in problem.events.indices where outcome == nil && !modes.isHeld(index) {
      let holds = watch.holds(index) && (watch.resetsCondition(index) || watch.isArmed(index))
      guard ticking.contains(index) || holds && !watch.isByClock(index) else { continue }
      // What ends the solve comes behind what stands before it in the list, and was made true.
      if problem.events[index].isTerminal { fireMadeTrue(before: index) }
      guard outcome == nil else { return }
      fire(index)
      watch.look(t, y)
    }
    if watch.count > fired { fireMadeTrue() }
  }

  /// On the grid, after a jump: fires what it made true and does not undo its own condition. What resets itself comes at the end of the
  /// next step, as textbooks have it.
  ///
  /// - Parameter last: the event before which they stand in the list.
  mutating func fireMadeTrue(before last: Int = .max) {
    watch.look(t, y)
    while outcome == nil,
      let index = problem.events.indices.prefix(max(0, last)).first(where: {
        watch.isArmed($0) && watch.holds($0) && !watch.resetsCondition($0) && !modes.isHeld($0)
      })
    {
      fire(index)
      watch.look(t, y)
    }
  }
}
