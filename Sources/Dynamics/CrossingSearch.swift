/// Events within long steps: by what the method knows of the margins, or by looking at many places.
extension Integration {
  /// At how many places a margin is looked at that the method knows nothing of.
  private static var looks: Int { 16 }

  /// A size of the step after which a margin has become positive for the first time and no other has done so earlier; `z` is
  /// the state there. Nothing if none has; `z` is then the state after h, as it was.
  mutating func firstCrossing(_ h: Double) -> Double? {
    var end = h
    for index in 0..<watch.marginCount where watch.isSurface(index) || watch.isArmed(index) {
      switch stepper.crossing(of: index, within: end) {
      case .none: break
      case .before(let size): end = size
      case .unknown: end = lookedUp(index, end) ?? end
      }
    }
    if end == h {
      look(after: h)
      return nil
    }
    look(after: end)
    if watch.crosses { return end }
    // The polynomial's value there was rounding.
    look(after: h)
    return nil
  }

  /// The first of the places looked at where a margin is due; between three of which the middle one is highest, the summit
  /// as well.
  private mutating func lookedUp(_ index: Int, _ h: Double) -> Double? {
    let spacing = h / Double(Self.looks)
    var (before, here) = (-Double.infinity, watch.margins(index).before)
    for place in 1...Self.looks {
      let x = spacing * Double(place)
      look(after: x)
      let now = watch.margins(index).now
      if here < 0, now < 0, here >= now, here > before,
        let summit = summit(index, x - spacing, before, here, now, spacing)
      {
        return summit
      }
      if watch.isDue(index) { return x }
      // A summit beside an end of the step has no place looked at on that side of it.
      if here < 0, now < 0 {
        if place == 1, here >= now, let found = summit(index, between: 0, here, x, now, isNearFirst: true) {
          return found
        }
        if place == Self.looks, now >= here,
          let found = summit(index, between: x - spacing, here, x, now, isNearFirst: false)
        {
          return found
        }
      }
      (before, here) = (here, now)
    }
    return nil
  }

  /// The same between two neighbouring places, one of them an end of the step: halves towards it until one is higher than both.
  private mutating func summit(
    _ index: Int, between a: Double, _ atA: Double, _ b: Double, _ atB: Double, isNearFirst: Bool
  ) -> Double? {
    var half = (b - a) / 2
    let highest = max(atA, atB)
    for _ in 0..<8 {
      let x = isNearFirst ? a + half : b - half
      look(after: x)
      if watch.isDue(index) { return x }
      let here = watch.margins(index).now
      if here > highest {
        // The far side is at most this far from x, and lower.
        let far = isNearFirst ? a + 2 * half : b - 2 * half
        look(after: far)
        let there = watch.margins(index).now
        let end = isNearFirst ? atA : atB
        return summit(index, x, isNearFirst ? end : there, here, isNearFirst ? there : end, half)
      }
      half /= 2
    }
    return nil
  }

  /// A place near x where a margin is due that is `here` at x and less on both sides of it, at a distance of `spacing`:
  /// found by parabolas through the three best places, if they come so high.
  private mutating func summit(
    _ index: Int, _ x: Double, _ before: Double, _ here: Double, _ after: Double, _ spacing: Double
  ) -> Double? {
    var (left, middle, right) = ((x - spacing, before), (x, here), (x + spacing, after))
    for _ in 0..<12 {
      let (dl, dr) = (middle.0 - left.0, right.0 - middle.0)
      let (sl, sr) = ((middle.1 - left.1) / dl, (right.1 - middle.1) / dr)
      let curvature = (sr - sl) / (dl + dr)
      guard left.1.isFinite, curvature < 0 else { return nil }
      // Not even with four times the curvature that the three places show.
      guard middle.1 - 4 * curvature * max(dl, dr) * max(dl, dr) >= 0 else { return nil }
      let place = middle.0 - (sl + curvature * dl) / (2 * curvature)
      let next = place > left.0 && place < right.0 && place != middle.0 ? place : middle.0 + (dr > dl ? dr : -dl) / 2
      look(after: next)
      if watch.isDue(index) { return next }
      let value = (next, watch.margins(index).now)
      if value.1 > middle.1 {
        if next < middle.0 { right = middle } else { left = middle }
        middle = value
      } else if next < middle.0 {
        left = value
      } else {
        right = value
      }
    }
    return nil
  }

  /// A size of the step after which a condition that held at its start, and holds at its end or did not come true again, is
  /// false: where a step has to end, so that the next time it becomes true is noticed.
  mutating func firstRelease(_ h: Double) -> Double? {
    for index in 0..<watch.marginCount where !watch.isSurface(index) && !watch.isArmed(index) {
      let (before, now) = watch.margins(index)
      // False at the end, too: the end is where it is noticed. A root may be where it is zero to the last digit.
      guard before >= 0, !(now < 0), case .before(let size) = stepper.release(of: index, within: h), size < h else {
        continue
      }
      look(after: size)
      if watch.margins(index).now < 0 { return size }
      look(after: h)
    }
    return nil
  }
}
