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
  init(
    _ result: any TrajectoryResult, _ first: String?, _ second: String, during span: ClosedRange<Double>?,
    isSmooth: Bool = true
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
    if isSmooth, rows.count <= Self.mostRows { smooth(result, firstIndex, secondIndex) }
  }

  /// With more rows than this a picture has several of them in each column.
  private static let mostRows = 4000
  /// How often a step is halved at most.
  private static let depth = 7
  /// How far a curve may be from a straight line, as a part of its height; a figure is some 250 units high.
  private static let tolerance = 1e-3

  /// Puts points of the dense output between two others until the curve is straight between them.
  private mutating func smooth(_ result: any TrajectoryResult, _ first: Int?, _ second: Int) {
    guard let width = Self.extent(x), let height = Self.extent(y) else { return }
    func places(_ low: Int, parts: Int) -> [Double] {
      (1..<parts).map { times[low] + (times[low + 1] - times[low]) * Double($0) / Double(parts) }
    }
    /// How far point i is from the line between its neighbours, in heights.
    func isBent(_ i: Int) -> Bool {
      let (ax, ay) = (3 * (x[i + 1] - x[i - 1]) / width, (y[i + 1] - y[i - 1]) / height)
      let (bx, by) = (3 * (x[i] - x[i - 1]) / width, (y[i] - y[i - 1]) / height)
      let length = (ax * ax + ay * ay).squareRoot()
      return (length > 0 ? abs(ax * by - ay * bx) / length : abs(bx) + abs(by)) > Self.tolerance
    }
    let spans = times.filter(\.isFinite)
    let least = 1e-9 * ((spans.last ?? 0) - (spans.first ?? 0))
    var open = times.indices.dropLast().filter { times[$0 + 1] - times[$0] > least }
    for level in 0..<Self.depth where !open.isEmpty {
      // A step may be so long that the curve swings about its chord.
      let parts = level == 0 && open.count <= 1000 ? 4 : 2
      let wanted = open.flatMap { places($0, parts: parts) }
      let states = result.states(at: wanted)
      let dimension = result.facts.components.count
      var grown = Curve(rowsOf: self)
      var next: [Int] = []
      var place = 0
      var added: [Int] = []
      for index in times.indices {
        grown.append(x[index], y[index], times[index], rows[index])
        guard place < wanted.count, index + 1 < times.count, wanted[place] > times[index],
          wanted[place] < times[index + 1]
        else { continue }
        while place < wanted.count, wanted[place] < times[index + 1] {
          let state = states[place * dimension..<(place + 1) * dimension]
          let values = (first.map { state[state.startIndex + $0] } ?? wanted[place], state[state.startIndex + second])
          if values.0.isFinite, values.1.isFinite {
            added.append(grown.x.count)
            grown.append(values.0, values.1, wanted[place], nil)
          }
          place += 1
        }
      }
      self = grown
      for index in added where isBent(index) { next += [index - 1, index] }
      open = Set(next).filter { times[$0 + 1] - times[$0] > least }.sorted()
    }
  }

  private init(rowsOf curve: Curve) { (from, to) = (curve.from, curve.to) }

  private mutating func append(_ x: Double, _ y: Double, _ time: Double, _ row: Int?) {
    self.x.append(x)
    self.y.append(y)
    times.append(time)
    rows.append(row)
  }

  private static func extent(_ values: [Double]) -> Double? {
    let finite = values.lazy.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), low < high else { return nil }
    return high - low
  }

  /// The rows that a picture of the curve goes through.
  func rows(shownIn frame: Frame) -> [Int] {
    Decimation.pieces(x: x, y: y, on: frame).flatMap { $0 }.filter { index in
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
