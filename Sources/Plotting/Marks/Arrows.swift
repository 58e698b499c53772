package import Markup

/// A vector field: an arrow at each point, in the direction that a solution through it takes on this figure.
///
/// Lengths grow with the square root of the speed, so that slow regions keep a visible direction. An arrow that would stick out
/// of the frame is left out.
package struct Arrows: Mark {
  package let name: String?
  package let x: [Double]
  package let y: [Double]
  /// The rates of change of both coordinates.
  package let u: [Double]
  package let v: [Double]
  package let style: Style
  /// The longest arrow, in user units.
  package let length: Double

  package init(
    _ name: String? = nil, x: [Double], y: [Double], u: [Double], v: [Double], style: Style = Style(.muted),
    length: Double = 20
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.u = u
    self.v = v
    self.style = style
    self.length = length
  }

  package var extent: Extent { Extent(x: Bounds(x, room: 0.02), y: Bounds(y, room: 0.02)) }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .line(style))] } ?? [] }

  package var summary: String? { "a vector field of \(Summary.count(min(x.count, u.count), "arrow"))" }

  private static let shortestShare = 0.25

  package func draw(in frame: Frame) -> Markup {
    var arrows: [(at: Point, across: Double, down: Double, speed: Double)] = []
    for index in 0..<min(x.count, y.count, u.count, v.count) {
      guard let point = frame.point(x[index], y[index]), frame.contains(point, margin: 1) else { continue }
      let across = u[index] * frame.x.slope(at: x[index])
      let down = v[index] * frame.y.slope(at: y[index])
      let size = max(abs(across), abs(down))
      guard size > 0, size.isFinite else { continue }
      let direction = ((across / size) * (across / size) + (down / size) * (down / size)).squareRoot()
      arrows.append((point, across / size / direction, down / size / direction, size * direction))
    }
    let fastest = arrows.map(\.speed).max() ?? 1
    var path = PathText()
    for arrow in arrows {
      let share = max(Self.shortestShare, (arrow.speed / fastest).squareRoot())
      let half = length * share / 2
      let ends = [half, -half].map { Point(arrow.at.x + arrow.across * $0, arrow.at.y + arrow.down * $0) }
      guard ends.allSatisfy({ frame.contains($0) }) else { continue }
      draw(at: arrow.at, arrow.across, arrow.down, length * share, in: &path)
    }
    return path.markup("arrows \(style.colourClass)")
  }

  /// Centred on the point; the head is a third of a long arrow and never larger than four units.
  private func draw(at point: Point, _ across: Double, _ down: Double, _ length: Double, in path: inout PathText) {
    let head = min(4, length * 0.4)
    let tip = Point(point.x + across * length / 2, point.y + down * length / 2)
    path.move(to: Point(point.x - across * length / 2, point.y - down * length / 2))
    path.line(to: tip)
    path.move(to: Point(tip.x - (across + down * 0.6) * head, tip.y - (down - across * 0.6) * head))
    path.line(to: tip)
    path.line(to: Point(tip.x - (across - down * 0.6) * head, tip.y - (down + across * 0.6) * head))
  }
}
