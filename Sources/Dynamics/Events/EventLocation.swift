extension Integration {
  /// A condition that became true and false again within the step. Gives a size of the step at which it is true.
  @inline(__always)
  mutating func hiddenCrossing(_ h: Double) -> Double? {
    guard lastStep > 0 else { return nil }
    for index in 0..<watch.marginCount where !watch.isApart(index) {
      guard let summit = watch.summit(index, lastStep: lastStep, step: h) else { continue }
      look(after: summit)
      if watch.isDue(index) { return summit }
      look(after: h)
    }
    return nil
  }

  /// The size of the step, at most h, after which the first event is due, and which one. Leaves the state there in `z`.
  ///
  /// The root is found on the method's own step map (the method is run again with a shorter step), so that the event has
  /// the method's own order of accuracy. Chandrupatla's method (1997, doi:10.1016/S0965-9978(96)00051-8): inverse
  /// quadratic interpolation where that is safe, bisection where not; three to five more steps for each event.
  mutating func locate(_ h: Double) -> (size: Double, margin: Int?) {
    var end = h
    var first: Int?
    for index in 0..<watch.marginCount {
      // Where an earlier event was found first, this one must be due there as well to come before it.
      if end != h { look(after: end) }
      guard watch.isDue(index), !watch.isApart(index) else { continue }
      end = locate(event: index, in: end)
      first = index
    }
    look(after: end)
    return (end, first)
  }

  /// The same for one event that is due after h, and was not after `start` of the step.
  mutating func locate(event index: Int, from start: Double = 0, in h: Double) -> Double {
    // No finer than sizes of step themselves are, which is what counts where t is near 0.
    let spacing = max(max(t.ulp, (t + h).ulp) / 2, h.ulp)
    var (a, b) = (start, h)
    var marginA = start == 0 ? watch.margins(index).before : margin(index, after: start)
    var marginB = start == 0 ? watch.margins(index).now : margin(index, after: h)
    if marginA.isNaN { marginA = -.infinity }
    if !watch.isBelow(index, marginA) {
      guard let dip = dip(of: index, in: h, spacing) else { return 0 }
      (a, marginA) = (dip.x, dip.margin)
    }
    // The point before last, for the interpolation.
    var c = a
    var marginC = marginA
    var fraction = 0.5
    // Where a margin bends it may be zero over a while, as that of `floor(x) >= 1` is: one place of it is not yet the first. And
    // `x > 1` is not true where it is zero.
    let mayEndAtZero = !watch.bends(index) && !watch.isStrict(index)
    while marginB != 0 || !mayEndAtZero, abs(b - a) > spacing {
      let x = a + fraction * (b - a)
      let margin = self.margin(index, after: x)
      if watch.isBelow(index, margin) == watch.isBelow(index, marginA) {
        (c, marginC) = (a, marginA)
        (a, marginA) = (x, margin)
      } else {
        (c, marginC) = (b, marginB)
        (b, marginB) = (a, marginA)
        (a, marginA) = (x, margin)
      }
      fraction = Self.fraction(a, b, c, marginA, marginB, marginC, spacing)
    }
    // The end where the event is due: a and b are on the two sides of it.
    return watch.isBelow(index, marginA) ? b : a
  }

  /// A place inside the step where a margin that is zero at the start is negative: a ball leaves the floor before it comes
  /// back. Nothing where the margin rises at once.
  private mutating func dip(of index: Int, in h: Double, _ spacing: Double) -> (x: Double, margin: Double)? {
    var x = h / 2
    while x > 8 * spacing {
      let margin = self.margin(index, after: x)
      if watch.isBelow(index, margin) { return (x, margin) }
      x /= 2
    }
    return nil
  }

  /// In the first step after an event whose jump leaves its condition true, and that ends where it is true: a size of step after
  /// which it is false, so that the next time it becomes true is noticed. A ball that has bounced is still on the floor. What the
  /// clock says is not looked into: steps end where that changes.
  mutating func releaseBehindJump(_ h: Double) -> Double? {
    guard lastStep == 0 else { return nil }
    for index in problem.events.indices
    where !watch.isArmed(index) && !watch.isApart(index) && !watch.isByClock(index) {
      let (before, now) = watch.margins(index)
      guard !watch.isBelow(index, before), !watch.isBelow(index, now) else { continue }
      if let dip = dip(of: index, in: h, max(max(t.ulp, (t + h).ulp) / 2, h.ulp)) {
        look(after: dip.x)
        return dip.x
      }
      look(after: h)
    }
    return nil
  }

  /// Where between a and b to look next, as a fraction of the way from a.
  private static func fraction(
    _ a: Double, _ b: Double, _ c: Double, _ fa: Double, _ fb: Double, _ fc: Double, _ spacing: Double
  ) -> Double {
    let xi = (a - b) / (c - b)
    let phi = (fa - fb) / (fc - fb)
    var fraction = 0.5
    if phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi, fa.isFinite, fb.isFinite, fc.isFinite {
      fraction = fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))
    }
    let least = min(0.5, 0.5 * spacing / abs(b - a))
    return max(least, min(1 - least, fraction))
  }

  private mutating func margin(_ index: Int, after x: Double) -> Double {
    guard stepper.step(x, z) else { return .infinity }
    watch.look(time(after: x), z)
    let margin = watch.margins(index).now
    // Of a state that there is, a margin that is no number is out of its domain: the condition does not hold.
    return margin.isNaN ? (isFinite(z) ? -.infinity : .infinity) : margin
  }

  mutating func look(after x: Double) {
    _ = stepper.step(x, z)
    watch.look(time(after: x), z)
  }
}

extension EventWatch {
  /// Whether a margin that is negative at both ends of a step may have been positive inside: the parabola through the last
  /// three points has its summit inside the step, and not far below zero. Gives the place of the summit.
  @inline(__always)
  func summit(_ index: Int, lastStep: Double, step: Double) -> Double? {
    let (m0, m1, m2) = (earlier[index], before[index], now[index])
    guard m1 < 0, m2 < 0, lastStep > 0, isSurface(index) || armed[index] else { return nil }
    // Far below zero, against what the margin changes in two steps: no summit can reach it. (No division: this is every step.)
    let change = abs(m2 - m1) * lastStep + abs(m1 - m0) * step
    guard max(m1, m2) * lastStep + 2 * change >= 0, m0.isFinite else { return nil }
    // m(x) = m1 + s x + q x², with x = 0 at the step's start.
    let slopeBefore = (m1 - m0) / lastStep
    let slopeAfter = (m2 - m1) / step
    let q = (slopeAfter - slopeBefore) / (lastStep + step)
    let s = slopeBefore + q * lastStep
    guard q < 0, s > 0, -s / (2 * q) < step else { return nil }
    let height = m1 - s * s / (4 * q)
    // The parabola errs by about what the margin changes within the step.
    let doubt = abs(q) * step * step
    return height > -doubt ? -s / (2 * q) : nil
  }
}
