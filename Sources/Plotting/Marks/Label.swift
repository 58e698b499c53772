package import Markup

/// A text at a point, with a halo so that it reads over data; it takes the side of the point that covers least.
package struct Label: Mark {
  package enum Side: Sendable, CaseIterable { case right, left, above, below, centre }

  package let text: String
  package let x: Double
  package let y: Double
  package let style: Style
  /// The side wished; the others are tried when it is taken.
  package let side: Side

  package init(_ text: String, x: Double, y: Double, side: Side = .right, style: Style = .ink) {
    self.text = text
    self.x = x
    self.y = y
    self.side = side
    self.style = style
  }

  package var extent: Extent {
    Extent(x: Bounds([x]), y: Bounds([y]))
  }

  package var summary: String? { "the label \u{201C}\(text)\u{201D}" }

  package func draw(in frame: Frame) -> Markup { .empty }

  package func notes(in frame: Frame) -> [Note] {
    guard let point = frame.point(x, y), frame.contains(point, margin: 1) else { return [] }
    let sides = side == .centre ? [.centre] : [side] + Side.allCases.filter { $0 != side && $0 != .centre }
    let near = sides.map { Self.spot($0, of: point) }
    let flanks: [(across: Double, anchor: Note.Anchor)] = [(9, .start), (-9, .end)]
    let corners = [-12.0, 12, -24, 24, -36, 36].flatMap { down in
      (side == .left ? flanks.reversed() : flanks).map { flank in
        Note.Spot(Point(point.x + flank.across, point.y + down), flank.anchor)
      }
    }
    return [Note(text, style: style, spots: near + (side == .centre ? [] : corners))]
  }

  private static func spot(_ side: Side, of point: Point) -> Note.Spot {
    switch side {
    case .right: Note.Spot(Point(point.x + 8, point.y), .start)
    case .left: Note.Spot(Point(point.x - 8, point.y), .end)
    case .above: Note.Spot(Point(point.x, point.y - 13), .middle)
    case .below: Note.Spot(Point(point.x, point.y + 13), .middle)
    case .centre: Note.Spot(point, .middle)
    }
  }
}
