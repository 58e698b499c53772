package import Markup

/// A marker at each pair of values. Thousands become plain round dots, and dots on one spot are drawn once.
package struct Dots: Mark {
  package let name: String?
  package let x: [Double]
  package let y: [Double]
  package let style: Style
  /// Half the width of a marker, in user units.
  package let radius: Double
  /// Whether its values are among those that readers get; a mark without a name is not, unless it says so.
  package let isListed: Bool

  package init(
    _ name: String? = nil, x: [Double], y: [Double], style: Style = .slot(1), radius: Double = Marker.radius,
    isListed: Bool? = nil
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.style = style
    self.radius = radius
    self.isListed = isListed ?? (name != nil)
  }

  package var extent: Extent {
    Extent(x: Bounds(x, room: Bounds.usualRoom), y: Bounds(y, room: Bounds.usualRoom))
  }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .marker(style))] } ?? [] }

  package var summary: String? {
    let count = min(x.count, y.count)
    return "\(Summary.count(count, "point"))\(name.map { " \($0)" } ?? "")"
  }

  /// More markers than this cannot be told apart by shape.
  private static let shaped = 300
  /// More than this are drawn small.
  private static let crowded = 1500
  /// Those of a greater radius are drawn larger, so that others show on top of them.
  private static let usual = 4.0

  package func draw(in frame: Frame) -> Markup {
    var points = centres(in: frame)
    if points.count > Self.shaped {
      var seen: Set<SIMD2<Int32>> = []
      points = points.filter { seen.insert(Self.spot($0)).inserted }
    }
    var path = PathText()
    // Of thousands on a few spots those spots are drawn like any others.
    guard points.count > Self.shaped else {
      for point in points { style.marker.draw(at: point, radius: radius, in: &path) }
      return path.markup("\(style.marker.cssClass) \(style.colourClass)")
    }
    for point in points {
      let spot = Self.spot(point)
      path.dot(at: Point(Double(spot.x) / 2, Double(spot.y) / 2))
    }
    let size = points.count > Self.crowded ? "small-points" : radius > Self.usual ? "points wide" : "points"
    return path.markup("\(size) \(style.colourClass)")
  }

  package func obstacles(in frame: Frame) -> [Point] {
    centres(in: frame).flatMap { [$0, Point($0.x - radius, $0.y - radius), Point($0.x + radius, $0.y + radius)] }
  }

  package func undrawable(x horizontal: Scale.Kind, y vertical: Scale.Kind) -> Int {
    undrawablePairs(x, y, horizontal, vertical)
  }

  package func values(in frame: Frame) -> [(x: Double, y: Double)] {
    guard isListed else { return [] }
    var seen: Set<SIMD2<Int32>> = []
    return zip(x, y).filter { across, up in
      guard frame.holds(across, up), let point = frame.point(across, up) else { return false }
      return x.count <= Decimation.few || seen.insert(Self.spot(point)).inserted
    }.map { ($0, $1) }
  }

  /// On a grid of half units.
  private static func spot(_ point: Point) -> SIMD2<Int32> {
    let limit = Double(Int32.max)
    return SIMD2(Int32((point.x * 2).rounded()), Int32(min(limit, max(-limit, (point.y * 2).rounded()))))
  }

  private func centres(in frame: Frame) -> [Point] {
    zip(x, y).compactMap { frame.point($0, $1) }.filter { frame.contains($0, margin: radius) }
  }
}
