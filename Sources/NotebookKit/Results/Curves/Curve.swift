import Dynamics
import Plotting

/// The curve of a result: its rows, cut at jumps, and the jumps; and between the rows its dense output, where a straight line would
/// show another curve.
struct Curve {
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  /// The time of each point; not a number for a gap.
  private var times: [Double] = []
  /// The row behind each point; nothing for a gap, and between rows.
  private var rows: [Int?] = []
  private(set) var from: (x: [Double], y: [Double]) = ([], [])
  private(set) var to: (x: [Double], y: [Double]) = ([], [])

  /// - Parameters:
  ///   - first, second: the components on the axes; time where there is none.
  ///   - span: rows outside of it are left out.
  ///   - isSmooth: whether it has points between the rows.
  ///   - isLogarithmic: whether the time is drawn by its logarithm, so that a first long step needs points near its beginning.
  init(
    _ result: any TrajectoryResult, _ first: String?, _ second: String, during span: ClosedRange<Double>?,
    isSmooth: Bool = true, isLogarithmic: Bool = false
  ) {
    let trajectory = result.solution.trajectory
    guard let secondIndex = result.index(of: second) else { return }
    let firstIndex = first.flatMap(result.index(of:))
    x.reserveCapacity(trajectory.count + 64)
    y.reserveCapacity(trajectory.count + 64)
    let rows = Self.rows(trajectory.times, span)
    // With events on the grid only the state after the jump is a row: the way to it from the row before is the jump.
    let jumps = Set(result.facts.jumpingEvents.flatMap { result.eventTimes($0) })
    for row in rows {
      let t = trajectory.times[row]
      let here = (firstIndex.map { trajectory.value(row, $0) } ?? t, trajectory.value(row, secondIndex))
      if row > rows.lowerBound, jumps.contains(t) && (row + 1 == trajectory.count || trajectory.times[row + 1] != t),
        let lastX = x.last, let lastY = y.last
      {
        from.x.append(lastX)
        from.y.append(lastY)
        to.x.append(here.0)
        to.y.append(here.1)
        x.append(.nan)
        y.append(.nan)
        times.append(.nan)
        self.rows.append(nil)
      }
      x.append(here.0)
      y.append(here.1)
      times.append(t)
      self.rows.append(row)
    }
    if isLogarithmic, isSmooth, rows.count <= Self.mostRows { spread(result, from: span?.lowerBound, secondIndex) }
    if isSmooth, rows.count <= Self.mostRows { smooth(result, firstIndex, secondIndex) }
    let components = result.facts.components
    if firstIndex.map({ components[$0].isWrapped }) ?? false { breakWraps(of: x) }
    if components[secondIndex].isWrapped { breakWraps(of: y) }
  }

  /// Gaps where a value begins anew: from one point to the next it changes by most of its range.
  private mutating func breakWraps(of values: [Double]) {
    guard let range = Self.extent(values) else { return }
    var broken = Curve(rowsOf: self)
    for index in values.indices {
      if index > 0, abs(values[index] - values[index - 1]) > 0.75 * range {
        broken.append(Point(.nan, .nan), .nan, nil)
      }
      broken.append(Point(x[index], y[index]), times[index], rows[index])
    }
    self = broken
  }

  /// With more rows than this a picture has several of them in each column.
  private static let mostRows = 4000
  /// How often a step is halved at most.
  private static let depth = 7
  /// How far a curve may be from a straight line, as a part of its height; a figure is some 250 units high.
  private static let tolerance = 1e-3

  /// Puts points of the dense output between two others until the curve is straight between them.
  private mutating func smooth(_ result: any TrajectoryResult, _ first: Int?, _ second: Int) {
    let extents = (Self.extent(x), Self.extent(y))
    let known = times.filter(\.isFinite)
    let least = 1e-9 * ((known.last ?? 0) - (known.first ?? 0))
    let dimension = result.facts.components.count
    // What has the same value in all rows may have another one between them.
    var (width, height) = (0.0, 0.0)
    /// How far a point is from the line between two others, in heights.
    func bend(_ a: Point, _ b: Point, _ c: Point) -> Double {
      let (ax, ay) = (3 * (c.x - a.x) / width, (c.y - a.y) / height)
      let (bx, by) = (3 * (b.x - a.x) / width, (b.y - a.y) / height)
      let length = (ax * ax + ay * ay).squareRoot()
      return length > 0 ? abs(ax * by - ay * bx) / length : abs(bx) + abs(by)
    }
    var open = times.indices.dropLast().filter { times[$0 + 1] - times[$0] > least }
    for level in 0..<Self.depth where !open.isEmpty {
      (width, height) = (extents.0 ?? Self.extent(x) ?? Self.grain(x), extents.1 ?? Self.extent(y) ?? Self.grain(y))
      // A step may be so long that the curve swings about its chord.
      let parts = level == 0 && open.count <= 1000 ? 4 : 2
      let wanted = open.flatMap { low in
        (1..<parts).map { times[low] + (times[low + 1] - times[low]) * Double($0) / Double(parts) }
      }
      let states = result.states(at: wanted)
      var grown = Curve(rowsOf: self)
      var next: [Int] = []
      var place = 0
      for index in times.indices {
        grown.append(Point(x[index], y[index]), times[index], rows[index])
        guard place < open.count, open[place] == index else { continue }
        let middle = (place * (parts - 1)..<(place + 1) * (parts - 1)).map { number -> Point in
          let state = number * dimension
          return Point(first.map { states[state + $0] } ?? wanted[number], states[state + second])
        }
        let (low, high) = (Point(x[index], y[index]), Point(x[index + 1], y[index + 1]))
        let isBent = middle.contains { bend(low, $0, high) > Self.tolerance }
        if isBent, middle.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) {
          next += (0..<parts).map { grown.x.count - 1 + $0 }
          for (number, point) in middle.enumerated() {
            grown.append(point, wanted[place * (parts - 1) + number], nil)
          }
        }
        place += 1
      }
      self = grown
      open = next.filter { times[$0 + 1] - times[$0] > least }
    }
  }

  /// From one place to the next on a logarithmic axis a time grows by no more than this.
  private static let growth = 1.1

  /// Puts points of the dense output between rows that lie far apart on a logarithmic axis of time.
  private mutating func spread(_ result: any TrajectoryResult, from least: Double?, _ second: Int) {
    let positive = times.first { $0 > 0 } ?? 1
    let lowest = least.map { $0 > 0 ? $0 : positive } ?? positive
    let dimension = result.facts.components.count
    var grown = Curve(rowsOf: self)
    for index in times.indices {
      grown.append(Point(x[index], y[index]), times[index], rows[index])
      guard index + 1 < times.count, times[index].isFinite, times[index + 1] > lowest * Self.growth else { continue }
      let begin = max(times[index], lowest)
      let count = Int((Elementary.logarithm(times[index + 1] / begin) / Elementary.logarithm(Self.growth)).rounded(.up))
      guard count > 1, times[index + 1] > times[index] else { continue }
      let ratio = Elementary.exponential(Elementary.logarithm(times[index + 1] / begin) / Double(count))
      var places = times[index] < lowest ? [lowest] : []
      var place = begin
      for _ in 1..<count {
        place *= ratio
        places.append(place)
      }
      let states = result.states(at: places)
      for (number, place) in places.enumerated() {
        grown.append(Point(place, states[number * dimension + second]), place, nil)
      }
    }
    self = grown
  }

  private init(rowsOf curve: Curve) { (from, to) = (curve.from, curve.to) }

  private mutating func append(_ point: Point, _ time: Double, _ row: Int?) {
    x.append(point.x)
    y.append(point.y)
    times.append(time)
    rows.append(row)
  }

  private static func extent(_ values: [Double]) -> Double? {
    let finite = values.lazy.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), low < high else { return nil }
    return high - low
  }

  /// Less than this is rounding, of values that are all alike.
  private static func grain(_ values: [Double]) -> Double { 1e-9 * max(1, abs(values.first { $0.isFinite } ?? 0)) }

  /// A result of no more rows than this, a second in steps of a millisecond, is offered to readers with all of them.
  private static let fewRows = 1100

  /// The rows that a picture of the curve shows: all of a few, those that it goes through of many.
  func rows(shownIn frame: Frame) -> [Int] {
    let kept = rows.count <= Self.fewRows ? [Array(rows.indices)] : Decimation.pieces(x: x, y: y, on: frame)
    return kept.flatMap { $0 }.filter { index in
      frame.point(x[index], y[index]).map { frame.contains($0, margin: frame.width / 20) } ?? false
    }.compactMap { rows[$0] }
  }

  /// The rows in the span and one on each side, so that lines go on to the frame.
  private static func rows(_ times: [Double], _ span: ClosedRange<Double>?) -> Range<Int> {
    guard let span else { return times.indices }
    let first = times.firstIndex { $0 >= span.lowerBound } ?? times.count
    let last = times.lastIndex { $0 <= span.upperBound } ?? -1
    return max(0, first - 1)..<max(max(0, first - 1), min(times.count, last + 2))
  }
}
