package import Markup

/// A curve through samples in order, decimated without losing a spike; it breaks where a value is not finite.
package struct Line: Mark {
  package let name: String?
  package let x: [Double]
  package let y: [Double]
  package let style: Style
  /// Markers on the samples, for curves of a few points.
  package let hasMarkers: Bool

  package init(_ name: String? = nil, x: [Double], y: [Double], style: Style = .slot(1), hasMarkers: Bool = false) {
    self.name = name
    self.x = x
    self.y = y
    self.style = style
    self.hasMarkers = hasMarkers
  }

  /// A curve in time fills the width; one that turns back keeps off the frame.
  package var extent: Extent {
    let isTrace = !hasMarkers && Decimation.isTrace(x)
    let vertical = hasMarkers ? Bounds(y, room: Bounds.usualRoom) : Bounds(curve: y, room: Bounds.usualRoom)
    return Extent(x: Bounds(x, room: isTrace ? 0 : Bounds.usualRoom), y: vertical)
  }

  package var legend: [LegendEntry] {
    name.map { [LegendEntry($0, hasMarkers ? .markedLine(style) : .line(style))] } ?? []
  }

  package var summary: String? { Summary.curve(name, count: min(x.count, y.count), Bounds(y)) }

  package func draw(in frame: Frame) -> Markup {
    var line = Polyline(x: x, y: y, on: frame).path.markup(style.lineClasses)
    if let name { line = line.adding("data-name", name) }
    guard hasMarkers else { return line }
    return .group([line, Dots(x: x, y: y, style: style).draw(in: frame)])
  }

  package func obstacles(in frame: Frame) -> [Point] {
    Decimation.pieces(x: x, y: y, on: frame).flatMap { piece in
      Obstacles.along(piece.compactMap { frame.point(x[$0], y[$0]) }, in: frame)
    }
  }

  package func endLabel(in frame: Frame) -> EndLabel? {
    let shown = zip(x, y).filter { frame.x.canShow($0) && frame.y.canShow($1) }
    guard let name, let last = [shown.last, shown.first].compactMap({ $0 }).max(by: { $0.0 < $1.0 }),
      let end = frame.point(last.0, last.1), frame.contains(end, margin: 1), frame.right - end.x < 0.06 * frame.width
    else { return nil }
    return EndLabel(name, style: style, y: end.y)
  }

  package func undrawable(x horizontal: Scale.Kind, y vertical: Scale.Kind) -> Int {
    // A curve that begins at zero comes up from below.
    let first = hasMarkers ? 0 : y.prefix { $0 == 0 }.count
    return undrawablePairs(Array(x.dropFirst(first)), Array(y.dropFirst(first)), horizontal, vertical)
  }

  package func values(in frame: Frame) -> [(x: Double, y: Double)] {
    let samples =
      x.count <= Decimation.few
      ? x.indices.filter { y.indices.contains($0) && frame.holds(x[$0], y[$0]) }
      : Decimation.pieces(x: x, y: y, on: frame).flatMap { $0 }
    return samples.map { (x[$0], y[$0]) }
  }
}
