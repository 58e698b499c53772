/// The shape of a data point.
package enum Marker: String, Sendable, CaseIterable {
  case circle, square, triangle, diamond
  case hollowCircle, hollowSquare
  case cross, plus

  /// Drawn as an outline that the page's background fills.
  package var isHollow: Bool { self == .hollowCircle || self == .hollowSquare }
  /// Drawn with strokes alone.
  package var isStroke: Bool { self == .cross || self == .plus }

  var cssClass: String { isStroke ? "stroke" : isHollow ? "hollow" : "dot" }

  /// The usual half-width, in user units.
  static let radius = 3.6

  /// Adds the shape to a path. Shapes of one radius cover about the same area. Cost: 12 to 35 bytes.
  func draw(at centre: Point, radius: Double = Marker.radius, in path: inout PathText) {
    switch self {
    case .circle, .hollowCircle:
      path.circle(at: centre, radius: radius)
    case .square, .hollowSquare:
      let half = radius * 0.886
      path.rectangle(left: centre.x - half, top: centre.y - half, right: centre.x + half, bottom: centre.y + half)
    case .triangle:
      let half = radius * 1.2
      polygon([(0, -half * 1.12), (half, half * 0.8), (-half, half * 0.8)], around: centre, in: &path)
    case .diamond:
      let half = radius * 1.25
      polygon([(0, -half), (half, 0), (0, half), (-half, 0)], around: centre, in: &path)
    case .cross:
      let half = radius * 0.85
      path.move(to: Point(centre.x - half, centre.y - half))
      path.line(to: Point(centre.x + half, centre.y + half))
      path.move(to: Point(centre.x + half, centre.y - half))
      path.line(to: Point(centre.x - half, centre.y + half))
    case .plus:
      let half = radius * 1.1
      path.move(to: Point(centre.x - half, centre.y))
      path.line(to: Point(centre.x + half, centre.y))
      path.move(to: Point(centre.x, centre.y - half))
      path.line(to: Point(centre.x, centre.y + half))
    }
  }

  private func polygon(_ corners: [(Double, Double)], around centre: Point, in path: inout PathText) {
    for (index, corner) in corners.enumerated() {
      let point = Point(centre.x + corner.0, centre.y + corner.1)
      if index == 0 { path.move(to: point) } else { path.line(to: point) }
    }
    path.close()
  }
}
