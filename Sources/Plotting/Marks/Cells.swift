package import Markup

/// A field as coloured cells, with a colour bar: a heat map.
///
/// Colours come in ``levels`` steps and neighbours of one step are one rectangle, so a smooth map of 100 by 100 costs about
/// 50 KB and a noisy one 120 KB. Holes stay empty.
package struct Cells: Mark {
  package let field: Field
  /// What the colours mean: name, unit, scale, range.
  package let value: Axis
  package let map: ColourMap

  package init(of field: Field, value: Axis, map: ColourMap = .viridis) {
    self.field = field
    self.value = value
    self.map = map
  }

  /// Fine enough to look smooth, coarse enough that neighbours join; where there are few cells they need not.
  var levels: Int { field.values.count <= 3000 ? 128 : 32 }

  /// Neighbours lie a little over each other, or paper shows between them in print.
  private static let overlap = 0.9

  /// The middle of a step, as a place on the colour map.
  static func shade(_ level: Int, of levels: Int) -> Double { (Double(level) + 0.5) / Double(levels) }

  package var extent: Extent {
    Extent(x: Bounds(Self.edges(field.x)), y: Bounds(Self.edges(field.y)))
  }

  package var summary: String? {
    let size = "\(field.x.count) by \(field.y.count)"
    return "a heat map of \(value.title), \(size) cells,\(Summary.range(field.bounds))"
  }

  package var colourBar: ColourBar? {
    ColourBar(axis: value, map: map, domain: value.domain(for: [field.bounds]), levels: levels)
  }

  package func undrawable(x horizontal: Scale.Kind, y vertical: Scale.Kind) -> Int {
    value.scale == .logarithmic ? field.values.count { $0.isFinite && $0 <= 0 } : 0
  }

  package func draw(in frame: Frame) -> Markup {
    let (across, up) = (Self.edges(field.x, on: frame.x), Self.edges(field.y, on: frame.y))
    let shades = Scale(
      value.scale, domain: value.domain(for: [field.bounds]), start: 0, end: Double(levels))
    var paths = Array(repeating: PathText(), count: levels)
    for row in field.y.indices {
      var column = 0
      while column < field.x.count {
        let level = step(field[column, row], shades)
        let start = column
        repeat { column += 1 } while column < field.x.count && step(field[column, row], shades) == level
        guard let level, across[start].isFinite, across[column].isFinite, up[row].isFinite, up[row + 1].isFinite else {
          continue
        }
        paths[level].rectangle(
          left: across[start], top: up[row + 1], right: across[column] + Self.overlap, bottom: up[row] + Self.overlap)
      }
    }
    let cells = paths.enumerated().filter { !$0.element.isEmpty }.map { level, path in
      Markup.tag("path", ["fill": map.colour(at: Self.shade(level, of: levels)), "d": path.text])
    }
    return cells.isEmpty ? .empty : .tag("g", ["class": "cells"], cells)
  }

  /// The step of a value.
  private func step(_ value: Double, _ shades: Scale) -> Int? {
    guard !value.isNaN else { return nil }
    let place = shades.position(value)
    return place.isNaN ? nil : max(0, min(Int(place), levels - 1))
  }

  /// Half-way between neighbours, and as far beyond the ends.
  private static func edges(_ centres: [Double]) -> [Double] {
    guard centres.count > 1 else { return centres.flatMap { [$0 - 0.5, $0 + 0.5] } }
    let inner = zip(centres, centres.dropFirst()).map { $0 / 2 + $1 / 2 }
    return [centres[0] * 1.5 - centres[1] / 2] + inner
      + [centres[centres.count - 1] * 1.5 - centres[centres.count - 2] / 2]
  }

  /// The same in pixels, half-way as seen on the figure.
  static func edges(_ centres: [Double], on scale: Scale) -> [Double] {
    guard centres.count > 1 else { return edges(centres).map { scale.position($0) } }
    return edges(centres.map { scale.position($0) })
  }
}
