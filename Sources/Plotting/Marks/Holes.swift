package import Markup

/// The holes of a field, hatched: so that a cell without a value is not taken for paper, or for a colour.
package struct Holes: Mark {
  package let name: String?
  package let field: Field

  package init(_ name: String? = nil, in field: Field) {
    self.name = name
    self.field = field
  }

  package var extent: Extent { Cells(of: field, value: Axis("")).extent }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .hatching(Self.style))] } ?? [] }

  package var summary: String? {
    "\(Summary.count(field.values.count(where: \.isNaN), "hatched cell"))\(name.map { " (\($0))" } ?? "")"
  }

  private static let style = Style.muted
  /// Between lines, along the axis.
  private static let spacing = 7.0

  package func draw(in frame: Frame) -> Markup {
    let (across, up) = (Cells.edges(field.x, on: frame.x), Cells.edges(field.y, on: frame.y))
    var path = PathText()
    for row in field.y.indices {
      var column = 0
      while column < field.x.count {
        let start = column
        while column < field.x.count, field[column, row].isNaN { column += 1 }
        if column > start, across[start].isFinite, across[column].isFinite, up[row].isFinite, up[row + 1].isFinite {
          Self.hatch(left: across[start], top: up[row + 1], right: across[column], bottom: up[row], &path)
        }
        column = max(column, start + 1)
      }
    }
    return path.markup(Self.style.lineClasses)
  }

  /// Lines that rise to the right, at the same places in neighbouring rectangles.
  static func hatch(left: Double, top: Double, right: Double, bottom: Double, _ path: inout PathText) {
    var sum = ((left + top) / spacing).rounded(.up) * spacing
    while sum < right + bottom {
      let from = max(left, sum - bottom)
      let to = min(right, sum - top)
      if to > from {
        path.move(to: Point(from, sum - from))
        path.line(to: Point(to, sum - to))
      }
      sum += spacing
    }
  }
}
