package import Markup

/// A straight reference line across the frame, with a label where it covers least.
package struct Rule: Mark {
  package enum Place: Sendable, Equatable {
    case x(Double)
    case y(Double)
  }

  package let place: Place
  package let label: String?
  package let style: Style

  package init(x: Double, _ label: String? = nil, style: Style = .muted) {
    self.init(.x(x), label, style)
  }

  package init(y: Double, _ label: String? = nil, style: Style = .muted) {
    self.init(.y(y), label, style)
  }

  private init(_ place: Place, _ label: String?, _ style: Style) {
    self.place = place
    self.label = label
    self.style = style
  }

  package var extent: Extent {
    switch place {
    case .x(let x): Extent(x: Bounds([x]), y: .none)
    case .y(let y): Extent(x: .none, y: Bounds([y], room: Bounds.usualRoom))
    }
  }

  package var summary: String? {
    let (axis, value) =
      switch place {
      case .x(let x): ("x", x)
      case .y(let y): ("y", y)
      }
    return "a line at \(axis) = \(Summary.number(value))\(label.map { " (\($0))" } ?? "")"
  }

  package func draw(in frame: Frame) -> Markup {
    guard let (start, end) = ends(in: frame) else { return .empty }
    var path = PathText()
    path.move(to: start)
    path.line(to: end)
    return path.markup("rule \(style.colourClass)")
  }

  package func notes(in frame: Frame) -> [Note] {
    guard let label, !label.isEmpty, let (start, _) = ends(in: frame) else { return [] }
    let spots: [Note.Spot]
    switch place {
    case .x:
      // Beside the line, from the top down.
      let heights = [0, 0.08, 0.94, 0.86, 0.2, 0.35, 0.5, 0.65].map { frame.top + 10 + $0 * (frame.height - 20) }
      spots = heights.flatMap { y in
        [Note.Spot(Point(start.x + 5, y), .start), Note.Spot(Point(start.x - 5, y), .end)]
      }
    case .y:
      // On the line, from the right to the left; above it rather than below.
      let inset = 4.0
      // Clear of the rule itself, which is in the way of other notes.
      let gap = 13.0
      let places = stride(from: 0.0, through: 1, by: 0.025).map { frame.right - inset - $0 * (frame.width - 2 * inset) }
      spots =
        places.map { x in Note.Spot(Point(x, start.y - gap), anchor(x, frame)) }
        + places.map { x in Note.Spot(Point(x, start.y + gap), anchor(x, frame)) }
    }
    return [Note(label, style: style, spots: spots, otherwise: .joinsLegend(.rule(style, isUpright: isUpright)))]
  }

  package func obstacles(in frame: Frame) -> [Point] {
    ends(in: frame).map { Obstacles.along([$0.0, $0.1], in: frame) } ?? []
  }

  private var isUpright: Bool {
    if case .x = place { true } else { false }
  }

  private func anchor(_ x: Double, _ frame: Frame) -> Note.Anchor {
    x > frame.left + frame.width * 0.8 ? .end : x < frame.left + frame.width * 0.2 ? .start : .middle
  }

  private func ends(in frame: Frame) -> (Point, Point)? {
    switch place {
    case .x(let value):
      let x = frame.x.position(value)
      guard x >= frame.left - 0.5, x <= frame.right + 0.5 else { return nil }
      return (Point(x, frame.top), Point(x, frame.bottom))
    case .y(let value):
      let y = frame.y.position(value)
      guard y >= frame.top - 0.5, y <= frame.bottom + 0.5 else { return nil }
      return (Point(frame.left, y), Point(frame.right, y))
    }
  }
}
