/// Finds the times at which the modes of a model jump.
struct StopTimes {
  let start: Double
  let end: Double
  private(set) var stops: [Double] = []
  /// More stops than any protocol has: beyond, the solve would be nothing but stops.
  static let limit = 1_000_000

  /// How many intervals a margin that is not linear in time is looked at in; two zeros closer than that may be missed.
  private let resolution = 20_000.0

  init(start: Double, end: Double) {
    self.start = start
    self.end = end
  }

  /// Adds the times where a margin crosses zero (or whole numbers) between the stops found before.
  ///
  /// - Parameters:
  ///   - margin: the margin at a time, with the modes before it as they are at another time.
  ///   - slope: its derivative, where that is the same at all times of an interval.
  mutating func add(
    isWhole: Bool, margin: (_ t: Double, _ modesAt: Double) -> Double, slope: (_ modesAt: Double) -> Double?
  ) {
    let edges = [start] + stops + [end]
    var found: [Double] = []
    for (left, right) in zip(edges, edges.dropFirst()) where right > left && found.count <= Self.limit {
      let middle = (left + right) / 2
      if let slope = slope(middle) {
        found += Self.linear(left, right, margin(left, middle), slope, isWhole)
      } else {
        found += curved(left, right, isWhole) { margin($0, middle) }
      }
    }
    let inside = (stops + found).filter { $0 > start && $0 < end && $0.isFinite }.sorted()
    stops = []
    for time in inside where time - (stops.last ?? -.infinity) > 4 * time.ulp { stops.append(time) }
  }

  /// Zeros of a linear margin: exact up to rounding.
  private static func linear(
    _ left: Double, _ right: Double, _ value: Double, _ slope: Double, _ isWhole: Bool
  ) -> [Double] {
    guard slope != 0, slope.isFinite, value.isFinite else { return [] }
    if !isWhole { return [left - value / slope].filter { $0 >= left && $0 <= right } }
    let last = value + slope * (right - left)
    let (low, high) = (min(value, last).rounded(.up), max(value, last).rounded(.down))
    guard high >= low, high - low < Double(limit) else {
      return high >= low ? Array(repeating: right, count: limit + 1) : []
    }
    return stride(from: low, through: high, by: 1).map { left + ($0 - value) / slope }
  }

  /// Zeros of any margin: by a sign change between samples, then bisection to the last digit.
  private func curved(_ left: Double, _ right: Double, _ isWhole: Bool, _ margin: (Double) -> Double) -> [Double] {
    let count = max(64, Int((resolution * (right - left) / (end - start)).rounded(.up)))
    func value(_ t: Double) -> Double { isWhole ? margin(t).rounded(.down) : (margin(t) >= 0 ? 1 : 0) }
    var found: [Double] = []
    var (lastTime, last) = (left, value(left))
    for index in 1...count {
      let time = index == count ? right : left + (right - left) * Double(index) / Double(count)
      let here = value(time)
      if here != last {
        var (low, high) = (lastTime, time)
        while high - low > max(low.ulp, high.ulp) {
          let middle = (low + high) / 2
          if value(middle) == last { low = middle } else { high = middle }
        }
        found.append(high)
      }
      (lastTime, last) = (time, here)
    }
    return found
  }
}
