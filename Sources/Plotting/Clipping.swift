/// The part of a straight line inside a rectangle (Liang and Barsky 1984, doi:10.1145/357332.357333).
struct Clipping {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  /// Room for the width of a stroke that runs along the edge.
  static let margin = 4.0

  init(_ frame: Frame) {
    left = frame.left - Self.margin
    right = frame.right + Self.margin
    top = frame.top - Self.margin
    bottom = frame.bottom + Self.margin
  }

  func segment(from start: Point, to end: Point) -> (from: Point, to: Point)? {
    let (across, down) = (end.x - start.x, end.y - start.y)
    var (enter, leave) = (0.0, 1.0)
    for (step, room) in [
      (-across, start.x - left), (across, right - start.x), (-down, start.y - top), (down, bottom - start.y),
    ] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        enter = max(enter, room / step)
      } else {
        leave = min(leave, room / step)
      }
    }
    guard enter <= leave else { return nil }
    return (
      enter == 0 ? start : Point(start.x + enter * across, start.y + enter * down),
      leave == 1 ? end : Point(start.x + leave * across, start.y + leave * down)
    )
  }

  func contains(_ point: Point) -> Bool {
    point.x >= left && point.x <= right && point.y >= top && point.y <= bottom
  }
}
