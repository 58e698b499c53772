package import Markup

/// Where a field is at most a level, shaded and outlined: the stability region of a method is where |R(z)| ≤ 1.
package struct Region: Mark {
  package let name: String?
  package let field: Field
  package let level: Double
  package let style: Style

  package init(_ name: String? = nil, of field: Field, atMost level: Double = 1, style: Style = .slot(1)) {
    self.name = name
    self.field = field
    self.level = level
    self.style = style
  }

  package var extent: Extent { Extent(x: Bounds(field.x), y: Bounds(field.y)) }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .line(style))] } ?? [] }

  package var summary: String? {
    "the region\(name.map { " \($0)" } ?? "") where the value is at most \(Summary.number(level))"
  }

  package func draw(in frame: Frame) -> Markup {
    // Marching squares look for values at or above a level, so the sign is turned.
    let turned = Isolines(
      Field(x: field.x, y: field.y, values: field.values.map { -$0 }), on: frame)
    var fill = PathText()
    for curve in turned.rimmed(with: -.infinity).curves(at: -level) {
      for (index, point) in Self.straightened(curve).enumerated() {
        if index == 0 { fill.move(to: point) } else { fill.line(to: point) }
      }
      fill.close()
    }
    var outline = Polyline(frame)
    for curve in turned.curves(at: -level) { outline.draw(Self.straightened(curve)) }
    return .group([
      fill.markup("area \(style.colourClass)").adding("fill-rule", "evenodd"),
      outline.path.markup(style.lineClasses),
    ])
  }

  private static func straightened(_ curve: [Point]) -> [Point] {
    Decimation.straightened(Array(curve.indices), points: curve).map { curve[$0] }
  }
}
