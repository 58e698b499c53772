/// A place in a figure, in its user units; y grows downwards.
package struct Point: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// The rectangle that marks are drawn in, with the scales that map values to it.
package struct Frame: Sendable, Equatable {
  package let x: Scale
  package let y: Scale

  package init(x: Scale, y: Scale) {
    self.x = x
    self.y = y
  }

  package var left: Double { min(x.start, x.end) }
  package var right: Double { max(x.start, x.end) }
  package var top: Double { min(y.start, y.end) }
  package var bottom: Double { max(y.start, y.end) }
  package var width: Double { right - left }
  package var height: Double { bottom - top }

  /// The pixel of a pair of values; nil where an axis cannot show it.
  package func point(_ horizontal: Double, _ vertical: Double) -> Point? {
    let (across, down) = (x.position(horizontal), y.position(vertical))
    return across.isNaN || down.isNaN ? nil : Point(across, down)
  }

  /// Whether both axes have a place for the values, the one across within the frame.
  func holds(_ horizontal: Double, _ vertical: Double) -> Bool {
    guard x.canShow(horizontal), y.canShow(vertical) else { return false }
    let across = x.position(horizontal)
    return across >= left - 0.5 && across <= right + 0.5
  }

  package func contains(_ point: Point, margin: Double = 0) -> Bool {
    point.x >= left - margin && point.x <= right + margin && point.y >= top - margin && point.y <= bottom + margin
  }
}
