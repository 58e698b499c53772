private import Kernels

/// Many whole steps of the grid in a row, in C, as long as nothing can have happened in them: nearly all of a solve with small
/// steps by an explicit method.
///
/// The steps are those that ``Integration`` would take, with the same bits. Coasting ends in front of the first step in which
/// something may have happened or which is not a whole one; the loop over all kinds of steps takes that.
extension Integration {
  /// Room is made for so many rows at a time.
  private static var longestCoast: Double { 4096 }

  mutating func coast() {
    guard let step = stepper.wholeStep, isOnGrid, lastStep > 0, settings.eventTimes == .located, writer == nil,
      let watched = watch.singleThreshold, gridStep > 16 * Double.ulpOfOne * max(abs(t), abs(stop))
    else { return }
    let most = min(settings.limits.steps - steps, Int(min((stop - t) / gridStep + 1, Self.longestCoast)))
    var coast = notebook_coast(
      compiled: step.compiledCoast, values: step.values, method: step.method, dimension: problem.dimension,
      start: problem.start, step: gridStep, limit: stop - slack, index: gridIndex, t: t, y: y, z: z, sign: watched.sign,
      threshold: watched.value,
      watched: watched.state, earlier: 0, before: 0, last_step: lastStep, rows: recorder.reserve(most),
      row_stride: recorder.stride)
    (coast.earlier, coast.before) = watch.lastMargins
    let count = notebook_coast(&coast, most)
    guard count > 0 else { return }
    (t, y, z, gridIndex, lastStep) = (coast.t, coast.y, coast.z, coast.index, coast.last_step)
    steps += count
    system.count(evaluations: count * stepper.stageCount)
    recorder.take(count, t, y)
    watch.armQuietly(coast.earlier, coast.before)
  }
}
