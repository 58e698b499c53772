/// Whether events that follow each other ever faster have come to an end, of which the equations say nothing: a ball at rest.
extension EventWatch {
  /// Whether an event came twice within a short time, the second jump did not undo its condition, and the state has gone further
  /// into it since: bounces that follow each other ever faster come to an end, and the equations say nothing of what is then. A
  /// condition that stays true after its first event is another matter.
  func hasComeToRest(within time: Double) -> Bool {
    events.indices.contains { isDeeper($0, within: time) || hasFallenThrough($0) }
  }

  /// Whether the state was turned back by an event's jump, and went on all the same without the condition having been false: the
  /// bounces are less than what numbers can tell.
  private func hasFallenThrough(_ index: Int) -> Bool {
    guard let depth = depthWhenTurned[index], !armed[index], !hasComeAndGone[index] else { return false }
    return now[index] > depth
  }

  /// Notes whether the state goes back to where the condition is false after the event's jump, at the point last looked at.
  func noteTurn(_ index: Int, falls: Bool) { depthWhenTurned[index] = falls ? now[index] : nil }

  /// The same where events come at the ends of steps: the state was on its way out of the condition, and has turned before it was.
  func hasFallenBack(within time: Double) -> Bool {
    for index in events.indices where !armed[index] {
      if isLeaving[index], isDeeper(index, within: time) { return true }
      if now[index] < before[index] { isLeaving[index] = true }
    }
    return false
  }

  private func isDeeper(_ index: Int, within time: Double) -> Bool {
    guard !armed[index], now[index] > 0, now[index] > before[index], hasJump(index), !hasComeAndGone[index],
      let last = times[index].last, let previous = times[index].dropLast().last
    else { return false }
    return last - previous <= time
  }
}
