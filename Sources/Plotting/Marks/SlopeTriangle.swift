package import Markup

/// A right triangle that shows a slope on a figure with logarithmic axes: the order of convergence.
package struct SlopeTriangle: Mark {
  /// The power: 2 for an error that falls as the square of the step.
  package let slope: Double
  /// The lower left corner.
  package let x: Double
  package let y: Double
  /// How far it goes to the right, as a factor of x.
  package let factor: Double
  package let style: Style

  package init(slope: Double, x: Double, y: Double, factor: Double = 2, style: Style = .muted) {
    self.slope = slope
    self.x = x
    self.y = y
    self.factor = factor
    self.style = style
  }

  private var far: (x: Double, y: Double) { (x * factor, y * Logarithm.power(slope * Logarithm.decimal(factor))) }

  package var extent: Extent {
    var vertical = Bounds([y, far.y])
    // The run is written under the triangle.
    vertical.room = far.y > y ? (0.1, 0.02) : (0.02, 0.1)
    return Extent(x: Bounds([x, far.x]), y: vertical)
  }

  package var summary: String? { "a triangle of slope \(Summary.number(slope))" }

  package func draw(in frame: Frame) -> Markup {
    guard let (near, corner, end) = corners(in: frame) else { return .empty }
    var path = PathText()
    path.move(to: near)
    path.line(to: corner)
    path.line(to: end)
    path.close()
    return path.markup("slope \(style.colourClass)")
  }

  package func notes(in frame: Frame) -> [Note] {
    guard let (near, corner, end) = corners(in: frame) else { return [] }
    let isUp = end.y < corner.y
    let beside = Note.Spot(Point(corner.x + 5, (corner.y + end.y) / 2), .start)
    let under = Note.Spot(Point((near.x + corner.x) / 2, corner.y + (isUp ? 10 : -10)), .middle)
    return [
      Note(Summary.number(slope), style: style, spots: [beside]), Note("1", style: style, spots: [under]),
    ]
  }

  package func obstacles(in frame: Frame) -> [Point] {
    corners(in: frame).map { Obstacles.along([$0.0, $0.1, $0.2, $0.0], in: frame) } ?? []
  }

  private func corners(in frame: Frame) -> (Point, Point, Point)? {
    guard let near = frame.point(x, y), let corner = frame.point(far.x, y), let end = frame.point(far.x, far.y) else {
      return nil
    }
    return (near, corner, end)
  }
}
