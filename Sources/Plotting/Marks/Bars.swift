package import Markup

/// A histogram: bars from zero between neighbouring edges.
package struct Bars: Mark {
  package let name: String?
  /// One more than there are bars, ascending.
  package let edges: [Double]
  package let heights: [Double]
  package let style: Style

  package init(_ name: String? = nil, edges: [Double], heights: [Double], style: Style = .slot(1)) {
    precondition(edges.count == heights.count + 1 || heights.isEmpty, "a bar stands between two edges")
    self.name = name
    self.edges = edges
    self.heights = heights
    self.style = style
  }

  package var extent: Extent {
    var vertical = Bounds(heights + [0])
    vertical.room = (vertical.lower < 0 ? Bounds.usualRoom : 0, Bounds.usualRoom)
    return Extent(x: Bounds(edges), y: vertical)
  }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .area(style))] } ?? [] }

  package var summary: String? {
    let heights = Summary.range(Bounds(heights))
    return "\(Summary.count(self.heights.count, "bar"))\(name.map { " \($0)" } ?? "") of height\(heights)"
  }

  /// Narrower bars touch, so that the gaps do not become a pattern of their own.
  private static let narrow = 5.0

  package func draw(in frame: Frame) -> Markup {
    let zero = frame.y.position(0)
    let base = zero.isNaN ? frame.bottom : zero
    var path = PathText()
    for (height, ends) in zip(heights, zip(edges, edges.dropFirst())) where height != 0 {
      guard let from = frame.point(ends.0, height), let to = frame.point(ends.1, height) else { continue }
      let gap = to.x - from.x > Self.narrow ? 0.5 : 0
      guard to.x >= frame.left, from.x <= frame.right else { continue }
      path.rectangle(left: from.x + gap, top: min(from.y, base), right: to.x - gap, bottom: max(from.y, base))
    }
    return path.markup("bars \(style.colourClass)")
  }

  package func obstacles(in frame: Frame) -> [Point] {
    zip(heights, zip(edges, edges.dropFirst())).flatMap { height, ends -> [Point] in
      let middle = ends.0 / 2 + ends.1 / 2
      guard let top = frame.point(middle, height) else { return [] }
      return Obstacles.along([top, Point(top.x, frame.bottom)], in: frame)
    }
  }

  /// Each height with the edge that its bar begins at.
  package func values(in frame: Frame) -> [(x: Double, y: Double)] {
    zip(edges, heights).filter { frame.holds($0, $1) }.map { ($0, $1) }
  }

  package func undrawable(x horizontal: Scale.Kind, y vertical: Scale.Kind) -> Int {
    guard vertical == .logarithmic else { return 0 }
    return heights.count { $0.isFinite && $0 < 0 }
  }
}
