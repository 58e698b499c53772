/// Points along curves, close enough that no note slips between them.
enum Obstacles {
  private static let spacing = 4.0

  static func along(_ points: [Point], in frame: Frame) -> [Point] {
    let clipping = Clipping(frame)
    return zip(points, points.dropFirst()).flatMap { start, end -> [Point] in
      guard let visible = clipping.segment(from: start, to: end) else { return [] }
      let (across, down) = (visible.to.x - visible.from.x, visible.to.y - visible.from.y)
      let count = max(1, Int(max(abs(across), abs(down)) / spacing))
      return (0...count).map { index in
        let share = Double(index) / Double(count)
        return Point(visible.from.x + across * share, visible.from.y + down * share)
      }
    }
  }
}
