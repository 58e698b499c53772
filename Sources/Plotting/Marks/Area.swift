package import Markup

/// The area between two curves over the same coordinates: a spread, an error band.
package struct Area: Mark {
  package let name: String?
  package let x: [Double]
  package let lower: [Double]
  package let upper: [Double]
  package let style: Style

  package init(_ name: String? = nil, x: [Double], lower: [Double], upper: [Double], style: Style = .slot(1)) {
    self.name = name
    self.x = x
    self.lower = lower
    self.upper = upper
    self.style = style
  }

  package var extent: Extent {
    Extent(x: Bounds(x), y: Bounds(lower + upper, room: Bounds.usualRoom))
  }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .area(style))] } ?? [] }

  package var summary: String? { Summary.curve(name, count: x.count, Bounds(lower + upper), kind: "area") }

  /// Where either curve breaks, the area does.
  package func draw(in frame: Frame) -> Markup {
    var path = PathText()
    let floor = frame.y.kind == .logarithmic ? frame.y.domain.lowerBound * 1e-3 : -Double.infinity
    var start = 0
    let count = min(x.count, lower.count, upper.count)
    while start < count {
      guard isDrawable(start, frame) else {
        start += 1
        continue
      }
      var end = start
      while end < count, isDrawable(end, frame) { end += 1 }
      let part = Array(x[start..<end])
      // A lower edge at or below zero runs along the bottom of a logarithmic axis.
      let below = outline(part, lower[start..<end].map { max($0, floor) }, frame)
      let above = outline(part, Array(upper[start..<end]), frame)
      for (index, point) in (above + below.reversed()).enumerated() {
        if index == 0 { path.move(to: point) } else { path.line(to: point) }
      }
      path.close()
      start = end
    }
    return path.markup("area \(style.colourClass)")
  }

  package func undrawable(x horizontal: Scale.Kind, y vertical: Scale.Kind) -> Int {
    undrawablePairs(x, upper, horizontal, vertical)
  }

  private func isDrawable(_ index: Int, _ frame: Frame) -> Bool {
    frame.x.canShow(x[index]) && lower[index].isFinite && frame.y.canShow(upper[index])
  }

  private func outline(_ x: [Double], _ y: [Double], _ frame: Frame) -> [Point] {
    Decimation.pieces(x: x, y: y, on: frame).flatMap { $0 }.compactMap { frame.point(x[$0], y[$0]) }
  }
}
