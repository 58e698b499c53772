package import Markup

/// Instantaneous changes: fine dotted lines from before to after, as for the reset of a spiking neuron.
package struct Jumps: Mark {
  package let name: String?
  package let from: (x: [Double], y: [Double])
  package let to: (x: [Double], y: [Double])
  package let style: Style

  /// Upright, at one coordinate each: in time.
  package init(_ name: String? = nil, x: [Double], before: [Double], after: [Double], style: Style = .slot(1)) {
    self.init(name, from: (x, before), to: (x, after), style: style)
  }

  /// Between any two places: in a phase plane.
  package init(
    _ name: String? = nil, from: (x: [Double], y: [Double]), to: (x: [Double], y: [Double]), style: Style = .slot(1)
  ) {
    self.name = name
    self.from = from
    self.to = to
    self.style = style
  }

  package var extent: Extent {
    Extent(x: Bounds(from.x + to.x), y: Bounds(from.y + to.y, room: Bounds.usualRoom))
  }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .line(style.dashed(.dotted)))] } ?? [] }

  package var summary: String? { Summary.count(from.x.count, "jump") }

  package func draw(in frame: Frame) -> Markup {
    var path = Polyline(frame)
    var covered = Covered(of: from.x.count)
    for (from, to) in zip(zip(from.x, from.y), zip(to.x, to.y)) {
      guard let start = frame.point(from.0, from.1), let end = frame.point(to.0, to.1) else { continue }
      if !covered.hides([start, end]) { path.draw([start, end]) }
    }
    return path.path.markup("jump \(style.colourClass)")
  }

  package func obstacles(in frame: Frame) -> [Point] {
    zip(zip(from.x, from.y), zip(to.x, to.y)).flatMap { from, to -> [Point] in
      guard let start = frame.point(from.0, from.1), let end = frame.point(to.0, to.1) else { return [] }
      return Obstacles.along([start, end], in: frame)
    }
  }

  package func undrawable(x horizontal: Scale.Kind, y vertical: Scale.Kind) -> Int {
    undrawablePairs(from.x + to.x, from.y + to.y, horizontal, vertical)
  }
}
