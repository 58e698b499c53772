package import Markup

/// Heads of arrows along a curve, which tell the way that it goes.
///
/// They stand at even distances along its first pieces in the frame: what goes round and round has a few.
package struct Heads: Mark {
  private let x: [Double]
  private let y: [Double]
  private let style: Style

  package init(x: [Double], y: [Double], style: Style) {
    self.x = x
    self.y = y
    self.style = style
  }

  package var extent: Extent { .none }

  private static let spacing = 260.0
  private static let most = 3
  /// A curve shorter than this has no room for one.
  private static let shortest = 40.0
  private static let length = 9.0

  package func draw(in frame: Frame) -> Markup {
    var path = PathText()
    for (points, length) in pieces(in: frame) {
      let count = max(1, Int(length / Self.spacing))
      for index in 0..<count {
        // Off the middle, where a closed curve may begin again.
        draw(at: (Double(index) + 0.45) * length / Double(count), on: points, in: &path)
      }
    }
    return path.markup("head \(style.colourClass)")
  }

  /// - Parameter place: how far along the points.
  private func draw(at place: Double, on points: [Point], in path: inout PathText) {
    let half = Self.length / 2
    let (from, tip) = (Self.point(points, at: place - half), Self.point(points, at: place + half))
    let size = Self.distance(from, tip)
    guard size > half else { return }
    let (across, down) = (Self.length * (tip.x - from.x) / size, Self.length * (tip.y - from.y) / size)
    path.move(to: tip)
    path.line(to: Point(tip.x - across - 0.4 * down, tip.y - down + 0.4 * across))
    path.line(to: Point(tip.x - across + 0.4 * down, tip.y - down - 0.4 * across))
    path.close()
  }

  /// The pieces in the frame that are long enough, so far as heads may stand on them, each with its length.
  private func pieces(in frame: Frame) -> [(points: [Point], length: Double)] {
    var pieces: [(points: [Point], length: Double)] = []
    var (points, length, left) = ([Point](), 0.0, (Double(Self.most) + 0.5) * Self.spacing)
    func end() {
      if length >= Self.shortest { pieces.append((points, length)) }
      left -= length
      (points, length) = ([], 0)
    }
    for index in 0..<min(x.count, y.count) where length < left && pieces.count < Self.most {
      guard let point = frame.point(x[index], y[index]), frame.contains(point) else {
        end()
        continue
      }
      if let last = points.last { length += Self.distance(last, point) }
      points.append(point)
    }
    end()
    return pieces
  }

  private static func distance(_ one: Point, _ other: Point) -> Double {
    let (across, down) = (other.x - one.x, other.y - one.y)
    return (across * across + down * down).squareRoot()
  }

  /// The point so far along the curve.
  private static func point(_ points: [Point], at place: Double) -> Point {
    var rest = place
    for (from, to) in zip(points, points.dropFirst()) {
      let length = distance(from, to)
      if rest <= length, length > 0 {
        let share = max(0, rest) / length
        return Point(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
      }
      rest -= length
    }
    return points.last ?? Point(0, 0)
  }
}
