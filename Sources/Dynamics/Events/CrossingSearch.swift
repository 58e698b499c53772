/// Events within long steps: by what the method knows of the margins, or by looking at places within the step.
extension Integration {
  /// A size of the step after which a margin has become positive for the first time and no other has done so earlier; `z` is
  /// the state there. Nothing if none has; `z` is then the state after h, as it was.
  mutating func firstCrossing(_ h: Double) -> Double? {
    var end = h
    var hasLooked = false
    // Whether `z` is no longer the state after h. A series is looked at by steps of its own.
    var hasMoved = Body.findsCrossings
    for index in 0..<watch.marginCount where isSearched(index) && (watch.isSurface(index) || watch.isArmed(index)) {
      if !hasLooked { reached.update(from: z, count: problem.dimension) }
      hasLooked = true
      guard let size = place(of: index, within: end, of: h) else { continue }
      hasMoved = true
      look(after: size)
      if watch.isDue(index) {
        end = size
      } else if !Body.findsCrossings, let size = change(of: index, within: end, of: h, to: 1, bySteps: true) {
        // The cubic had come a little too early.
        look(after: size)
        if watch.isDue(index) { end = size }
      }
    }
    if hasLooked {
      if hasMoved { look(after: end) } else { watch.look(time(after: h), z) }
    }
    return end < h ? end : nil
  }

  /// A size of the step after which a condition that held at its start, and holds at its end or again before it, is false:
  /// where a step has to end, so that the next time it becomes true is noticed.
  mutating func firstRelease(_ h: Double) -> Double? {
    var end = h
    reached.update(from: z, count: problem.dimension)
    for index in 0..<watch.marginCount
    where isSearched(index) && !watch.isSurface(index) && !watch.isArmed(index) && heldBefore(index) {
      let margin = watch.margins(index).now
      let isTrueAtEnd = !margin.isNaN && !watch.isBelow(index, margin)
      var size: Double?
      switch stepper.release(of: index, within: end) {
      case .none: break
      case .before(let found): size = found
      case .unknown: size = change(of: index, within: end, of: h, to: -1)
      }
      // False at the end, too, and never true again before: the end is where it is noticed. A root may be where it is zero to
      // the last digit.
      if let size, isTrueAtEnd || change(of: index, from: size, within: h, of: h, to: 1) != nil { end = size }
      watch.look(time(after: h), z)
    }
    guard end < h else { return nil }
    look(after: end)
    for index in 0..<watch.marginCount where isReleased(index) { return end }
    look(after: h)
    return nil
  }

  /// Whether a condition that held at the start of the step is false at the point last looked at.
  private func isReleased(_ index: Int) -> Bool {
    !watch.isSurface(index) && !watch.isArmed(index) && heldBefore(index)
      && watch.isBelow(index, watch.margins(index).now)
  }

  private func heldBefore(_ index: Int) -> Bool {
    let before = watch.margins(index).before
    return !before.isNaN && !watch.isBelow(index, before)
  }

  /// A copy of the state after the whole step.
  var reached: UnsafeMutablePointer<Double> { memory.pointer + 5 * problem.dimension }

  /// Whether a margin may turn more than once within a step: where steps are long, or where the margin itself bends.
  private func isSearched(_ index: Int) -> Bool {
    !watch.isByClock(index) && (Body.findsCrossings || watch.bends(index) && !watch.isApart(index))
  }

  private mutating func place(of index: Int, within end: Double, of h: Double) -> Double? {
    switch stepper.crossing(of: index, within: end) {
    case .none: nil
    case .before(let size): size
    case .unknown: change(of: index, within: end, of: h, to: 1)
    }
  }

  /// Where, from `start` to `end` within the step of size h to `z`, a margin times `sign` is positive for the first time.
  ///
  /// - Parameter bySteps: whether the states between are those of shorter steps of the method, and not of a cubic that differs a
  ///   little from them.
  mutating func change(
    of index: Int, from start: Double = 0, within end: Double, of h: Double, to sign: Double, bySteps: Bool = false
  ) -> Double? {
    let watch = watch
    // A condition that has come to zero holds, as those of whole numbers do over a while; unless it is strict. A surface is not crossed.
    let isOpen = watch.isStrict(index) || watch.isSurface(index)
    let atZero: Double = isOpen ? -.leastNonzeroMagnitude : .leastNonzeroMagnitude
    let (t, carry, whole) = (t, carry, wholeStep)
    // Steps of a fixed size are short, and many.
    let leastDepth = problem.cornered[index] ? controller == nil ? 2 : 5 : 0
    func margin(_ x: Double, _ state: UnsafePointer<Double>) -> Double {
      watch.look(x == whole.size ? whole.end : t + (x + carry), state)
      let now = watch.margins(index).now
      return sign * (now == 0 ? atZero : now)
    }
    let room = memory.pointer + 2 * problem.dimension
    // Those of a series cost little, and are what it knows between their ends.
    if Body.findsCrossings || bySteps {
      return withoutActuallyEscaping({ (x: Double) -> Double in
        _ = self.stepper.step(x, room)
        return margin(x, room)
      }) { MarginSearch(within: end, leastDepth: leastDepth, $0).first(from: start, within: end) }
    }
    let path = CubicPath(problem.dimension, from: y, to: reached, step: h, room: room) {
      [system, y, reached] isEnd, slope in
      system.evaluate(isEnd ? t + h : t, isEnd ? reached : y, slope)
    }
    return MarginSearch(within: end, leastDepth: leastDepth) { margin($0, path.state(after: $0)) }
      .first(from: start, within: end)
  }
}
