/// Steps as large as the tolerance lets them be.
///
/// A step ends where its method or the step control says, on the next stop, at an event, or on a switching surface. No step
/// goes across a stop: at rest nothing would bound it, and a short pulse would never be seen.
extension Integration {
  mutating func advanceAdaptively() {
    let room = (stop - t) - carry
    guard room > 4 * t.ulp else {
      (t, carry) = (stop, 0)
      return leaveStop()
    }
    stepper.begin(t, y)
    guard let h = goodStep(atMost: room) else { return }
    let aim = h == room ? stop : t + (h + carry)
    if settings.eventTimes == .grid {
      guard arriveOnGrid(h, aim) != nil else { return }
    } else {
      guard let reached = take(h, to: aim), reached == aim else { return }
    }
    if aim == stop { leaveStop() }
  }

  /// Finds a step that is good enough, and leaves its result in `z`. Gives nothing where the solve ends, or an event at the
  /// present time was found instead.
  private mutating func goodStep(atMost room: Double) -> Double? {
    let proposal = stepper.proposedStep()
    if let proposal, proposal < bounds.smallest {
      outcome = .stepTooSmall(at: t)
      return nil
    }
    var h = proposal ?? controller?.next ?? firstStep(room)
    h = max(min(h, bounds.largest), bounds.smallest)
    // Two equal steps to the stop rather than a large one and a crumb.
    if h >= room { h = room } else if 2 * h > room { h = room / 2 }
    while true {
      guard steps + rejected < settings.limits.steps else {
        outcome = .outOfSteps(at: t)
        return nil
      }
      let isSolved = stepper.step(h, z) && isFinite(z)
      let norm = isSolved ? stepper.errorNorm(h, z) : .infinity
      lastNorm = norm
      if (norm ?? 0) <= 1 {
        controller?.accept(h, norm: norm ?? 0)
        return h
      }
      rejected += 1
      guard h > bounds.smallest else {
        outcome = isSolved ? .stepTooSmall(at: t) : .noSolution(at: t)
        return nil
      }
      let smaller = isSolved ? controller?.reject(h, norm: norm ?? 0) : nil
      h = max(smaller ?? h / 2, bounds.smallest)
      if h <= 4 * t.ulp {
        _ = fireAtBlowUp(else: .stepTooSmall(at: t))
        return nil
      }
    }
  }

  /// Nothing is known of the piece that begins here.
  private mutating func firstStep(_ span: Double) -> Double {
    system.firstStep(t, y, power: errorPower, span: span, room: memory.pointer + 2 * problem.dimension)
  }
}
