package import Markup

/// Curves of equal value of a field, with their values on them if wished.
package struct Contours: Mark {
  package enum Look: Sendable, Equatable {
    case style(Style)
    /// Over cells of this map and range: light on dark colours, dark on light ones, on every page.
    case over(ColourMap, ClosedRange<Double>)
  }

  package let name: String?
  package let field: Field
  package let levels: [Double]
  package let look: Look
  package let hasLabels: Bool

  package init(
    _ name: String? = nil, of field: Field, levels: [Double], look: Look = .style(.slot(1)), hasLabels: Bool = false
  ) {
    self.name = name
    self.field = field
    self.levels = levels
    self.look = look
    self.hasLabels = hasLabels
  }

  package var extent: Extent { Extent(x: Bounds(field.x), y: Bounds(field.y)) }

  package var legend: [LegendEntry] {
    guard let name, case .style(let style) = look else { return [] }
    return [LegendEntry(name, .line(style))]
  }

  package var summary: String? {
    let values = levels.map { Summary.number($0) }.joined(separator: ", ")
    return "contour lines\(name.map { " \($0)" } ?? "") at \(values)"
  }

  package func draw(in frame: Frame) -> Markup {
    let lines = Isolines(field, on: frame)
    return .group(
      levels.map { level in
        var path = Polyline(frame)
        for curve in lines.curves(at: level) { path.draw(Self.straightened(curve)) }
        return path.path.markup(cssClass(at: level))
      })
  }

  /// The value on the middle of the longest curve of each level.
  package func notes(in frame: Frame) -> [Note] {
    guard hasLabels else { return [] }
    let lines = Isolines(field, on: frame)
    return levels.compactMap { level in
      let visible = lines.curves(at: level).map { $0.filter { frame.contains($0, margin: -14) } }
      guard let longest = visible.max(by: { $0.count < $1.count }), longest.count > 8 else { return nil }
      let spots = [0.5, 0.35, 0.65, 0.2, 0.8].map { share in
        Note.Spot(longest[Int(share * Double(longest.count - 1))], .middle)
      }
      return Note(Summary.number(level), style: .ink, spots: spots, otherwise: .goes)
    }
  }

  /// Labels of the lines themselves stand on them.
  package func obstacles(in frame: Frame) -> [Point] {
    guard !hasLabels else { return [] }
    let lines = Isolines(field, on: frame)
    return levels.flatMap { lines.curves(at: $0) }.flatMap { Obstacles.along(Self.straightened($0), in: frame) }
  }

  private static func straightened(_ curve: [Point]) -> [Point] {
    Decimation.straightened(Array(curve.indices), points: curve).map { curve[$0] }
  }

  private func cssClass(at level: Double) -> String {
    switch look {
    case .style(let style): return style.lineClasses
    case .over(let map, let range):
      let place = (level - range.lowerBound) / (range.upperBound - range.lowerBound)
      return "contour \(map.isBright(at: place) ? "over-bright" : "over-dark")"
    }
  }
}
