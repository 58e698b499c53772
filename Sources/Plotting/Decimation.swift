/// The samples of a long curve that a picture of it needs.
///
/// Two passes, both linear in the number of samples. The first, for curves that never turn back, keeps of every run of samples in one pixel column the first, the
/// least, the greatest and the last, so no spike vanishes and extremes are exact. The second drops what lies within
/// ``tolerance`` of the line through its neighbours. One sample costs a few nanoseconds; a trace leaves at most four samples a column.
package enum Decimation {
  /// A twentieth of a user unit: below what antialiasing shows, and half of the last digit that a path keeps.
  static let tolerance = 0.05

  /// A curve of no more samples than this is offered to readers with all of them.
  static let few = 400

  /// Indices of the kept samples, one list for each unbroken piece of the curve. A value that its axis cannot show (not
  /// finite, or not positive on a logarithmic axis) breaks the curve.
  package static func pieces(x: [Double], y: [Double], on frame: Frame) -> [[Int]] {
    let kept = isTrace(x) ? extremes(x: x, y: y, on: frame) : unbroken(x: x, y: y, on: frame)
    var covered = Covered(of: kept.count)
    return kept.compactMap { piece in
      let points = piece.map { Point(frame.x.position(x[$0]), frame.y.position(y[$0])) }
      return covered.hides(points) ? nil : straightened(piece, points: points)
    }
  }

  /// Whether a curve never turns back. Columns of one that does mean nothing: it may stand upright in them, and bend.
  static func isTrace(_ x: [Double]) -> Bool {
    var last = -Double.infinity
    for value in x where value < last || value > last {
      if value < last { return false }
      last = value
    }
    return true
  }

  /// Every sample that can be shown.
  private static func unbroken(x: [Double], y: [Double], on frame: Frame) -> [[Int]] {
    var pieces: [[Int]] = [[]]
    for index in 0..<min(x.count, y.count) {
      if frame.point(x[index], y[index]) != nil, x[index].isFinite, y[index].isFinite {
        pieces[pieces.count - 1].append(index)
      } else if pieces.last?.isEmpty == false {
        pieces.append([])
      }
    }
    return pieces.filter { !$0.isEmpty }
  }

  /// The first pass alone.
  static func extremes(x: [Double], y: [Double], on frame: Frame) -> [[Int]] {
    let count = min(x.count, y.count)
    let horizontal = frame.x
    let isLogarithmic = frame.y.kind == .logarithmic
    var pieces: [[Int]] = []
    var kept: [Int] = []
    var run: Run?
    for index in 0..<count {
      let value = y[index]
      let position = horizontal.position(x[index])
      guard x[index].isFinite, value.isFinite, !position.isNaN, !isLogarithmic || value > 0 else {
        run?.write(to: &kept)
        run = nil
        if !kept.isEmpty { pieces.append(kept) }
        kept = []
        continue
      }
      let column = position.rounded(.down)
      if run == nil || run?.column != column {
        run?.write(to: &kept)
        run = Run(column: column, index: index, value: value)
      } else {
        run?.take(index, value)
      }
    }
    run?.write(to: &kept)
    if !kept.isEmpty { pieces.append(kept) }
    return pieces
  }

  /// Neighbouring samples in one pixel column. The vertical scale keeps order, so values are compared, not pixels.
  private struct Run {
    let column: Double
    let first: Int
    var (least, greatest, last): (Int, Int, Int)
    var (lower, upper): (Double, Double)

    init(column: Double, index: Int, value: Double) {
      self.column = column
      first = index
      (least, greatest, last) = (index, index, index)
      (lower, upper) = (value, value)
    }

    mutating func take(_ index: Int, _ value: Double) {
      last = index
      if value < lower {
        (least, lower) = (index, value)
      } else if value > upper {
        (greatest, upper) = (index, value)
      }
    }

    func write(to kept: inout [Int]) {
      kept.append(first)
      let (early, late) = least < greatest ? (least, greatest) : (greatest, least)
      if early != first && early != last { kept.append(early) }
      if late != first && late != last && late != early { kept.append(late) }
      if last != first { kept.append(last) }
    }
  }
}
