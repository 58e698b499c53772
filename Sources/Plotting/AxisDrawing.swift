import Markup

/// Draws ticks, their labels, the grid and the lines of both axes of a panel.
struct AxisDrawing {
  let frame: Frame
  let xTicks: Ticks
  let yTicks: Ticks
  let showsXLabels: Bool
  let showsYLabels: Bool

  static let tickLength = 4.0
  static let minorLength = 2.5
  /// From the axis to its labels.
  static let labelGap = 8.0

  /// Faint lines under the data.
  var grid: Markup {
    var path = PathText()
    for tick in xTicks.labelled {
      let x = frame.x.position(tick.value)
      guard x > frame.left + 1, x < frame.right + 0.5 else { continue }
      path.move(to: Point(x, frame.top))
      path.line(to: Point(x, frame.bottom))
    }
    for tick in yTicks.labelled {
      let y = frame.y.position(tick.value)
      guard y < frame.bottom - 1, y > frame.top - 0.5 else { continue }
      path.move(to: Point(frame.left, y))
      path.line(to: Point(frame.right, y))
    }
    return path.markup("grid")
  }

  /// The lines below and to the left with their ticks, over the data's edge.
  var lines: Markup {
    var path = PathText()
    path.move(to: Point(frame.left, frame.top))
    path.line(to: Point(frame.left, frame.bottom))
    path.line(to: Point(frame.right, frame.bottom))
    for (values, length) in [(xTicks.labelled.map(\.value), Self.tickLength), (xTicks.minor, Self.minorLength)] {
      for value in values {
        let x = frame.x.position(value)
        path.move(to: Point(x, frame.bottom))
        path.line(to: Point(x, frame.bottom + length))
      }
    }
    for (values, length) in [(yTicks.labelled.map(\.value), Self.tickLength), (yTicks.minor, Self.minorLength)] {
      for value in values {
        let y = frame.y.position(value)
        path.move(to: Point(frame.left, y))
        path.line(to: Point(frame.left - length, y))
      }
    }
    return path.markup("axis")
  }

  var labels: Markup {
    var parts: [Markup] = []
    if showsXLabels {
      let texts = xTicks.labelled.map { tick in
        Self.label(tick, x: frame.x.position(tick.value), y: frame.bottom + Self.labelGap, dy: ".75em", anchor: nil)
      }
      parts.append(.tag("g", ["text-anchor": "middle"], texts))
    }
    if showsYLabels {
      let texts = yTicks.labelled.map { tick in
        Self.label(tick, x: frame.left - Self.labelGap, y: frame.y.position(tick.value), dy: ".35em", anchor: nil)
      }
      parts.append(.tag("g", ["text-anchor": "end"], texts))
    }
    return .group(parts)
  }

  /// How far a label below the frame, at its largest, goes beyond the frame's right edge.
  func reach(of tick: Tick) -> Double {
    frame.x.position(tick.value) + Lettering.width(tick.label, size: Lettering.largestSize) / 2 - frame.right
  }

  static func label(_ tick: Tick, x: Double, y: Double, dy: String, anchor: String?) -> Markup {
    guard tick.visibility != .never, !tick.label.isEmpty else { return .empty }
    var attributes = [
      Markup.Attribute("x", Digits.coordinate(x)), .init("y", Digits.coordinate(y)), .init("dy", dy),
    ]
    if let anchor { attributes.append(.init("text-anchor", anchor)) }
    if tick.visibility == .wide { attributes.append(.init("class", "alternate")) }
    return .element("text", attributes: attributes, content: Lettering.content(tick.label, slants: false))
  }
}
