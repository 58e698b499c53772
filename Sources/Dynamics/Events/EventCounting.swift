/// Events that only count: they are noted within the steps that the method takes anyway, so that a solution does not change
/// because it is watched.
extension Integration {
  /// Notes the events that only count within a step of size h to `z`, before it is taken.
  ///
  /// What that evaluates is no cost of the method: with an event that only counts, a solve costs what it did without.
  mutating func countEvents(_ h: Double) {
    let evaluations = system.evaluationCount
    defer { system.evaluationCount = evaluations }
    for index in problem.events.indices where watch.isApart(index) && !watch.isByClock(index) {
      var from = 0.0
      var isTrue = !watch.isArmed(index)
      var tries = 0
      while outcome == nil, from < h, tries < 32,
        let place = nextChange(of: index, from, h, isTrue: isTrue, bySteps: tries > 0)
      {
        look(after: place)
        let (before, now) = watch.margins(index)
        if !isTrue && from == 0 && before == 0 && now == 0 && !watch.isStrict(index) {
          // It rests on its threshold, and has to leave it before it can come.
          (from, isTrue) = (place, true)
        } else if watch.isBelow(index, now) != isTrue {
          // Seen too early: the cubic and the method's own step differ a little.
          from = place
          tries += 1
        } else if isTrue {
          (from, isTrue, tries) = (place, false, 0)
        } else {
          from = locate(event: index, from: from, in: place)
          (isTrue, tries) = (true, 0)
          // A remainder may fall and rise again by a rounding, and what came with the clock is counted: that is one crossing.
          let time = time(after: from)
          if time - (watch.times[index].last ?? -.infinity) > max(4 * time.ulp, instant) { watch.count(index, time) }
          checkCounts()
        }
        look(after: h)
      }
    }
  }

  /// Where, from a place within the step on, the condition is first seen to be another than it is there.
  private mutating func nextChange(of index: Int, _ from: Double, _ h: Double, isTrue: Bool, bySteps: Bool) -> Double? {
    if watch.bends(index) {
      defer { watch.look(time(after: h), z) }
      reached.update(from: z, count: problem.dimension)
      return change(of: index, from: from, within: h, of: h, to: isTrue ? -1 : 1, bySteps: bySteps)
    }
    if isTrue { return watch.isBelow(index, watch.margins(index).now) ? h : nil }
    if watch.isDue(index) { return h }
    guard from == 0, let summit = watch.summit(index, lastStep: lastStep, step: h) else { return nil }
    look(after: summit)
    defer { look(after: h) }
    return watch.isDue(index) ? summit : nil
  }
}
