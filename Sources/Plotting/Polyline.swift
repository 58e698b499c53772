/// Writes curves as a path: clipped to the frame, columns of noise upright, and nothing drawn twice.
struct Polyline {
  private let clipping: Clipping
  private let frame: Frame
  private(set) var path = PathText()

  init(_ frame: Frame) {
    self.frame = frame
    clipping = Clipping(frame)
  }

  /// The curve through the samples, decimated.
  init(x: [Double], y: [Double], on frame: Frame) {
    self.init(frame)
    let isTrace = Decimation.isTrace(x)
    let pieces = Decimation.pieces(x: x, y: y, on: frame).map { piece in
      let points = piece.compactMap { frame.point(x[$0], y[$0]) }
      return isTrace ? upright(points) : points
    }
    guard pieces.reduce(0, { $0 + $1.count }) > Self.longest else {
      for piece in pieces { draw(piece) }
      return
    }
    for grain in [0.5, 1, 2, 4] {
      path = PathText()
      var trail: Trail? = Trail(grain: grain)
      for piece in pieces { draw(piece, trail: &trail) }
      if path.count <= Self.largest { break }
    }
  }

  mutating func draw(_ points: [Point]) {
    var trail: Trail?
    draw(points, trail: &trail)
  }

  /// More points than this, after decimation, only a curve has that comes back over itself.
  private static let longest = 4_000
  /// Bytes from which on a curve that fills the frame is drawn with a coarser eye.
  private static let largest = 60_000

  private mutating func draw(_ points: [Point], trail: inout Trail?) {
    if points.count == 1, clipping.contains(points[0]) { path.dot(at: points[0]) }
    var pen: Point?
    for (start, end) in zip(points, points.dropFirst()) {
      guard trail?.isNew(start, end) ?? true, let visible = clipping.segment(from: start, to: end) else {
        pen = nil
        continue
      }
      if pen != visible.from { path.move(to: visible.from) }
      path.line(to: visible.to)
      pen = visible.to
    }
  }

  /// Where a column keeps four samples the curve is a vertical bar at this scale, and is drawn as one.
  private func upright(_ points: [Point]) -> [Point] {
    var points = points
    var start = 0
    while start + 3 < points.count {
      let column = points[start].x.rounded(.down)
      if points[(start + 1)...(start + 3)].allSatisfy({ $0.x.rounded(.down) == column }) {
        for index in start...(start + 3) { points[index].x = column + 0.5 }
        start += 4
      } else {
        start += 1
      }
    }
    return points
  }

  /// The steps drawn so far, to a grain of half a unit or more: the hundredth round of a limit cycle adds nothing to a figure.
  private struct Trail {
    let grain: Double
    private var steps: Set<SIMD4<Int32>> = []

    init(grain: Double) { self.grain = grain }

    mutating func isNew(_ start: Point, _ end: Point) -> Bool {
      let step = SIMD4(rounded(start.x), rounded(start.y), rounded(end.x), rounded(end.y))
      return steps.insert(step).inserted
    }

    private func rounded(_ coordinate: Double) -> Int32 { Int32((coordinate / grain).rounded()) }
  }
}
