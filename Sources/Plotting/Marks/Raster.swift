package import Markup

/// Short upright strokes in rows, as for the spikes of many neurons: `rows[i]` is the row of `x[i]`.
package struct Raster: Mark {
  package let name: String?
  package let x: [Double]
  package let rows: [Int]
  package let style: Style

  package init(_ name: String? = nil, x: [Double], rows: [Int], style: Style = .slot(1)) {
    self.name = name
    self.x = x
    self.rows = rows
    self.style = style
  }

  package var extent: Extent {
    let ends = [rows.min(), rows.max()].compactMap { $0 }.map(Double.init)
    return Extent(x: Bounds(x), y: Bounds([(ends.first ?? 0) - 0.5, (ends.last ?? 0) + 0.5]))
  }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .ticks(style))] } ?? [] }

  package var summary: String? {
    let named = name.map { " \($0)" } ?? ""
    return "\(Summary.count(min(x.count, rows.count), "tick"))\(named) in \(Summary.count(Set(rows).count, "row"))"
  }

  /// Rows closer than this are drawn as dots on a grid of half units, each once.
  private static let shortest = 3.0

  package func draw(in frame: Frame) -> Markup {
    let rowHeight = abs(frame.y.slope(at: 1))
    var path = PathText()
    let isFine = rowHeight < Self.shortest
    let half = rowHeight * 0.38
    var seen: Set<SIMD2<Int32>> = []
    for (x, row) in zip(x, rows) {
      guard let point = frame.point(x, Double(row)), frame.contains(point, margin: half) else { continue }
      let grain = isFine ? 2.0 : 10
      let spot = SIMD2(Int32((point.x * grain).rounded()), Int32((point.y * grain).rounded()))
      guard seen.insert(spot).inserted else { continue }
      let (across, down) = (Double(spot.x) / grain, Double(spot.y) / grain)
      if isFine {
        path.dot(at: Point(across, down))
      } else {
        path.move(to: Point(across, down - half))
        path.line(to: Point(across, down + half))
      }
    }
    return path.markup("\(isFine ? "small-points" : "spike") \(style.colourClass)")
  }

  package func undrawable(x horizontal: Scale.Kind, y vertical: Scale.Kind) -> Int {
    undrawablePairs(x, rows.map(Double.init), horizontal, vertical)
  }
}
