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
      case .unknown:
        var place = 1
        while place < Self.looks {
          let size = h * Double(place) / Double(Self.looks)
          if size >= end { break }
          look(after: size)
          if watch.isDue(index) { end = size }
          place += 1
        }
        look(after: h)
      }
    }
    guard end < h else { return nil }
    look(after: end)
    if watch.crosses { return end }
    // The polynomial's value there was rounding.
    look(after: h)
    return nil
  }

  /// A size of the step after which a condition that held at its start, and holds at its end or did not come true again, is
  /// false: where a step has to end, so that the next time it becomes true is noticed.
  mutating func firstRelease(_ h: Double) -> Double? {
    for index in 0..<watch.marginCount where !watch.isSurface(index) && !watch.isArmed(index) {
      let (before, now) = watch.margins(index)
      // False at the end, too: the end is where it is noticed.
      guard before > 0, !(now < 0), case .before(let size) = stepper.release(of: index, within: h), size < h else {
        continue
      }
      look(after: size)
      if watch.margins(index).now < 0 { return size }
      look(after: h)
    }
    return nil
  }
}
