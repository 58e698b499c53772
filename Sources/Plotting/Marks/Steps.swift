package import Markup

/// A staircase: each value holds until the next coordinate, as a zero-order hold, a step size or an event count does.
package struct Steps: Mark {
  package let name: String?
  package let x: [Double]
  package let y: [Double]
  package let style: Style
  private let stairs: (x: [Double], y: [Double])

  package init(_ name: String? = nil, x: [Double], y: [Double], style: Style = .slot(1)) {
    self.name = name
    self.x = x
    self.y = y
    self.style = style
    var stairs: (x: [Double], y: [Double]) = ([], [])
    for (index, pair) in zip(x, y).enumerated() {
      if index > 0 {
        stairs.x.append(pair.0)
        stairs.y.append(y[index - 1])
      }
      stairs.x.append(pair.0)
      stairs.y.append(pair.1)
    }
    // One coordinate more than values is where the last value ends.
    if x.count == y.count + 1, let end = x.last, let last = y.last {
      stairs.x.append(end)
      stairs.y.append(last)
    }
    self.stairs = stairs
  }

  package var extent: Extent { Extent(x: Bounds(x), y: Bounds(y, room: Bounds.usualRoom)) }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .line(style))] } ?? [] }

  package var summary: String? { Summary.curve(name, count: y.count, Bounds(y), kind: "staircase") }

  package func draw(in frame: Frame) -> Markup {
    let path = Polyline(x: stairs.x, y: stairs.y, on: frame).path.markup(style.lineClasses)
    return name.map { path.adding("data-name", $0) } ?? path
  }

  package func obstacles(in frame: Frame) -> [Point] {
    Line(x: stairs.x, y: stairs.y).obstacles(in: frame)
  }

  package func endLabel(in frame: Frame) -> EndLabel? {
    Line(name, x: stairs.x, y: stairs.y, style: style).endLabel(in: frame)
  }

  /// A value from each coordinate on, and the last once more where it ends; of many the corners of the picture.
  package func values(in frame: Frame) -> [(x: Double, y: Double)] {
    guard x.count <= Decimation.few else { return Line(x: stairs.x, y: stairs.y).values(in: frame) }
    let ends = x.count == y.count + 1 ? y.suffix(1) : []
    let values = y + ends
    return values.indices.filter { index in
      // The step that reaches in from the left is seen as well.
      frame.holds(x[index], values[index])
        || index + 1 < values.count && frame.y.canShow(values[index]) && frame.holds(x[index + 1], values[index])
    }.map { (x[$0], values[$0]) }
  }

  package func undrawable(x horizontal: Scale.Kind, y vertical: Scale.Kind) -> Int {
    undrawablePairs(x, y, horizontal, vertical)
  }
}
