import Dynamics

/// Finds the times at which the modes of a model jump.
struct StopTimes {
  let start: Double
  let end: Double
  private(set) var stops: [Double] = []
  /// The last stop that is known, where there are more than any solve could keep to.
  private(set) var cut: Double?
  /// More stops than any protocol has: beyond, the solve would be nothing but stops.
  static let limit = 1_000_000

  /// How many intervals a margin that is not linear in time is looked at in, each as closely as it takes. What comes and goes within
  /// one of them, and is flat on both sides, may be missed.
  private let resolution = 8_000.0

  init(start: Double, end: Double) {
    self.start = start
    self.end = end
  }

  /// Adds the times where a margin crosses zero (or whole numbers).
  ///
  /// - Parameters:
  ///   - isSmooth: whether there are no modes in it; else it is looked at between the stops found before.
  ///   - margin: the margin at a time, with the modes before it as they are at another time.
  ///   - slope: its derivative, where that is the same at all times of an interval.
  mutating func add(
    isWhole: Bool, isSmooth: Bool, margin: @escaping (_ t: Double, _ modesAt: Double) -> Double,
    slope: (_ modesAt: Double) -> Double?
  ) {
    let edges = [start] + (isSmooth ? [] : stops) + [cut ?? end]
    var found: [Double] = []
    for (left, right) in zip(edges, edges.dropFirst()) where right > left && found.count <= Self.limit {
      let middle = (left + right) / 2
      if let slope = slope(middle) {
        found += Self.linear(left, right, margin(left, middle), slope, isWhole)
      } else {
        let changes = Changes(isWhole: isWhole) { margin($0, middle) }
        let count = max(1, Int((resolution * (right - left) / (end - start)).rounded(.up)))
        for index in 0..<count where found.count <= Self.limit {
          let width = (right - left) / Double(count)
          found += changes.times(
            from: left + Double(index) * width, to: index + 1 == count ? right : left + Double(index + 1) * width)
        }
      }
    }
    add(found)
  }

  /// Adds times that are known.
  mutating func add(_ found: [Double]) {
    // A condition that is zero at the start becomes true at the next number there is, which is no step away.
    let least = start + 4 * (end - start).ulp
    let inside = (stops + found).filter { $0 > least && $0 < end && $0.isFinite }.sorted()
    stops = []
    for time in inside where time - (stops.last ?? -.infinity) > 4 * time.ulp { stops.append(time) }
    if found.count > Self.limit || stops.count > Self.limit {
      stops = Array(stops.prefix(Self.limit))
      cut = stops.last
    }
  }

  /// Zeros of a linear margin: exact up to rounding.
  private static func linear(
    _ left: Double, _ right: Double, _ value: Double, _ slope: Double, _ isWhole: Bool
  ) -> [Double] {
    guard slope != 0, slope.isFinite, value.isFinite else { return [] }
    if !isWhole { return [left - value / slope].filter { $0 >= left && $0 <= right } }
    let last = value + slope * (right - left)
    let (low, high) = (min(value, last).rounded(.up), max(value, last).rounded(.down))
    guard high >= low else { return [] }
    // The first ones in time, where there are more than can be kept.
    let count = min(high - low, Double(limit) + 1)
    let first = slope > 0 ? low : high
    return (0...Int(count)).map { left + (first + (slope > 0 ? 1 : -1) * Double($0) - value) / slope }
  }
}

/// Where a condition on a margin changes: its sign, or its whole part.
private struct Changes {
  let isWhole: Bool
  let margin: (Double) -> Double

  func times(from left: Double, to right: Double) -> [Double] {
    var found: [Double] = []
    var from = left
    while from < right, found.count <= StopTimes.limit {
      let state = value(from)
      let start = from
      let search = MarginSearch(within: right - start) { distance(start + $0, from: state) }
      guard let place = search.first(within: right - start) else { break }
      var (low, high) = (start, min(right, start + place))
      while high - low > max(low.ulp, high.ulp) {
        let middle = low + (high - low) / 2
        if value(middle) == state { low = middle } else { high = middle }
      }
      found.append(high)
      from = high
    }
    return found
  }

  private func value(_ t: Double) -> Double {
    let margin = margin(t)
    return isWhole ? margin.rounded(.down) : margin >= 0 ? 1 : 0
  }

  /// Above zero where the condition is another.
  private func distance(_ t: Double, from state: Double) -> Double {
    let margin = margin(t)
    if isWhole {
      let distance = max(margin - (state + 1), state - margin)
      return margin.rounded(.down) == state
        ? min(distance, -.leastNonzeroMagnitude) : max(distance, .leastNonzeroMagnitude)
    }
    let distance = state == 1 ? -margin : margin
    return (margin >= 0) == (state == 1)
      ? min(distance, -.leastNonzeroMagnitude) : max(distance, .leastNonzeroMagnitude)
  }
}
