/// The steps of a fixed size from a time to the stops, as ``Integration`` takes them: whole ones along the grid, and parts of
/// one to a stop off the grid and from there back to the grid.
struct GridTimes {
  /// Steps of one size in a row.
  struct Stretch {
    let step: Double
    /// The times at which the first begins and the last ends.
    let first: Double
    let last: Double
    /// The place of the first on the grid, and how many there are.
    let index: Int
    let count: Int
    /// Whether they are whole steps of the grid.
    let isWhole: Bool
  }

  private let step: Double
  private let start: Double
  private var t: Double
  private var index = 0
  private var isOnGrid = true

  init(_ step: Double, from start: Double) {
    self.step = step
    self.start = start
    t = start
  }

  private func time(_ index: Int) -> Double { start + Double(index) * step }

  /// How many steps of the grid end by `limit`.
  private func steps(upTo limit: Double) -> Int {
    var count = Int((limit - start) / step)
    while time(count + 1) <= limit { count += 1 }
    while count > 0, time(count) > limit { count -= 1 }
    return count
  }

  /// The next steps of one size before `stop`; nothing where it is reached.
  mutating func next(upTo stop: Double) -> Stretch? {
    let slack = 1e-9 * step
    while t < stop {
      let first = t
      let from = index
      var target = time(index + 1)
      var endsOnGrid = true
      if target > stop - slack {
        endsOnGrid = target <= stop + slack
        target = stop
      }
      let isWhole = isOnGrid && endsOnGrid
      let isEmpty = !(target - t > 4 * Double.ulpOfOne * abs(t))
      if endsOnGrid { index += 1 }
      t = target
      isOnGrid = endsOnGrid
      if isEmpty { continue }
      guard isWhole else {
        return Stretch(step: target - first, first: first, last: target, index: from, count: 1, isWhole: false)
      }
      // All further whole steps that end well before the stop, and the one that ends on it if that is a whole one.
      if t < stop {
        let further = steps(upTo: stop + slack)
        if further > index {
          index = further
          t = time(index) > stop - slack ? stop : time(index)
        }
      }
      return Stretch(step: step, first: first, last: t, index: from, count: index - from, isWhole: true)
    }
    return nil
  }
}
