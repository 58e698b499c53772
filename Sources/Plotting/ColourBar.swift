import Markup

/// The scale of a mark whose colours are numbers, drawn to the right of its panel.
package struct ColourBar: Sendable {
  package let axis: Axis
  package let map: ColourMap
  package let domain: ClosedRange<Double>
  package let levels: Int

  package init(axis: Axis, map: ColourMap, domain: ClosedRange<Double>, levels: Int) {
    self.axis = axis
    self.map = map
    self.domain = domain
    self.levels = levels
  }

  static let gap = 14.0
  static let width = 12.0

  func scale(top: Double, bottom: Double) -> Scale {
    Scale(axis.scale, domain: domain, start: bottom, end: top)
  }

  /// What it takes to the right of the frame, labels at their largest.
  func room(top: Double, bottom: Double) -> Double {
    let ticks = axis.ticks(on: scale(top: top, bottom: bottom), isHorizontal: false)
    let labels = ticks.labelled.map { Lettering.width($0.label, size: Lettering.largestSize) }.max() ?? 0
    return Self.gap + Self.width + 8 + labels
  }

  func markup(beside frame: Frame) -> Markup {
    let (left, right) = (frame.right + Self.gap, frame.right + Self.gap + Self.width)
    let height = frame.height / Double(levels)
    let steps = (0..<levels).map { level in
      let bottom = frame.bottom - Double(level) * height
      // A little overlap, so that no light shows between neighbours.
      var path = PathText()
      path.rectangle(left: left, top: max(frame.top, bottom - height - 0.3), right: right, bottom: bottom)
      return Markup.tag("path", ["fill": map.colour(at: Cells.shade(level, of: levels)), "d": path.text])
    }
    let scale = scale(top: frame.top, bottom: frame.bottom)
    let ticks = axis.ticks(on: scale, isHorizontal: false)
    var marks = PathText()
    var labels: [Markup] = []
    for tick in ticks.labelled {
      let y = scale.position(tick.value)
      marks.move(to: Point(right, y))
      marks.line(to: Point(right + 4, y))
      labels.append(AxisDrawing.label(tick, x: right + 8, y: y, dy: ".35em", anchor: nil))
    }
    return .tag(
      "g", ["class": "bar"], .tag("g", ["class": "cells"], steps), marks.markup("axis"), .group(labels),
      title(beside: frame))
  }

  /// Above the bar; a long one ends where the bar's labels end, and begins over the panel.
  private func title(beside frame: Frame) -> Markup {
    guard !axis.title.isEmpty else { return .empty }
    let room = room(top: frame.top, bottom: frame.bottom)
    let isLong = Lettering.width(axis.title, size: Lettering.largestSize) > room - Self.gap
    return isLong
      ? PanelDrawing.above(frame.top, axis.title, x: frame.right + room, anchor: .end)
      : PanelDrawing.above(frame.top, axis.title, x: frame.right + Self.gap)
  }
}
