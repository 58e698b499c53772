package import Markup

/// A name and the look that it goes with.
package struct LegendEntry: Sendable, Equatable {
  package enum Symbol: Sendable, Equatable {
    case line(Style)
    case markedLine(Style)
    case marker(Style)
    case area(Style)
    case ticks(Style)
    case hatching(Style)
    case rule(Style, isUpright: Bool)
  }

  package let name: String
  package let symbol: Symbol

  package init(_ name: String, _ symbol: Symbol) {
    self.name = name
    self.symbol = symbol
  }

  /// A lone marker needs less than a line with its dashes.
  var swatchWidth: Double {
    switch symbol {
    case .line, .markedLine, .rule(_, isUpright: false): 28
    case .marker, .rule(_, isUpright: true): 12
    case .area, .ticks, .hatching: 18
    }
  }

  static let swatchHeight = 12.0

  /// A small sample whose middle left is at the point.
  func swatch(at origin: Point) -> Markup {
    let (left, right) = (origin.x + 1, origin.x + swatchWidth - 1)
    let centre = Point((left + right) / 2, origin.y)
    var line = PathText()
    line.move(to: Point(left, origin.y))
    line.line(to: Point(right, origin.y))
    var shape = PathText()
    switch symbol {
    case .line(let style):
      return line.markup(style.lineClasses)
    case .markedLine(let style):
      style.marker.draw(at: centre, in: &shape)
      return .group([line.markup(style.lineClasses), shape.markup("\(style.marker.cssClass) \(style.colourClass)")])
    case .marker(let style):
      style.marker.draw(at: centre, in: &shape)
      return shape.markup("\(style.marker.cssClass) \(style.colourClass)")
    case .area(let style):
      shape.rectangle(left: left, top: origin.y - 5, right: right, bottom: origin.y + 5)
      return shape.markup("area \(style.colourClass)")
    case .hatching(let style):
      Holes.hatch(left: left, top: origin.y - 5, right: right, bottom: origin.y + 5, &shape)
      return shape.markup(style.lineClasses)
    case .rule(let style, let isUpright):
      if isUpright {
        line = PathText()
        line.move(to: Point(centre.x, origin.y - 6))
        line.line(to: Point(centre.x, origin.y + 6))
      }
      return line.markup("rule \(style.colourClass)")
    case .ticks(let style):
      for step in [-6.0, -2, 5] {
        shape.move(to: Point(centre.x + step, origin.y - 4.5))
        shape.line(to: Point(centre.x + step, origin.y + 4.5))
      }
      return shape.markup("spike \(style.colourClass)")
    }
  }
}

/// The list that tells which curve is which.
package enum Legend {
  /// An HTML list that wraps; nothing for no entries.
  package static func markup(_ entries: [LegendEntry]) -> Markup {
    guard !entries.isEmpty else { return .empty }
    let height = Digits.shortest(LegendEntry.swatchHeight)
    let items = entries.map { entry in
      let width = Digits.shortest(entry.swatchWidth)
      let name = Lettering.inline(entry.name)
      return Markup.tag(
        "li", [:],
        .tag(
          "svg",
          [
            "class": "plot swatch", "viewBox": "0 0 \(width) \(height)", "width": width, "height": height,
            "aria-hidden": "true",
          ], entry.swatch(at: Point(0, LegendEntry.swatchHeight / 2))),
        name.count == 1 ? name[0] : .tag("span", [:], name))
    }
    return .tag("ul", ["class": "plot-legend"], items)
  }

  /// The same inside a drawing, in rows no wider than `width`; gives the height it takes.
  static func drawn(_ entries: [LegendEntry], width: Double) -> (markup: Markup, height: Double) {
    guard !entries.isEmpty else { return (.empty, 0) }
    var parts: [Markup] = []
    var (x, y) = (0.0, 12.0)
    for entry in entries {
      let own = entry.swatchWidth + 6 + Lettering.width(entry.name, size: Lettering.size * 0.92)
      if x > 0 && x + own > width { (x, y) = (0, y + 19) }
      parts.append(entry.swatch(at: Point(x, y)))
      let attributes: KeyValuePairs = [
        "class": "key", "x": Digits.coordinate(x + entry.swatchWidth + 6), "y": Digits.coordinate(y),
        "dy": ".35em",
      ]
      parts.append(.tag("text", attributes, Lettering.content(entry.name)))
      x += own + 18
    }
    return (.tag("g", ["class": "legend"], parts), y + 12)
  }
}
