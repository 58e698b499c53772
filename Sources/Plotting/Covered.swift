/// Which of thousands of short pieces lie on others that are drawn already: a picture of a million jumps has no more of them than its
/// pixels can show.
struct Covered {
  /// A picture of fewer pieces keeps all of them.
  private static let many = 1000
  /// A quarter of a user unit.
  private static let grid = 4.0

  private struct Box: Hashable {
    let ends: SIMD4<Int32>
    let extremes: SIMD2<Int32>
  }

  private let isCrowded: Bool
  private var seen: Set<Box> = []

  init(of count: Int) { isCrowded = count > Self.many }

  /// Whether one with the same ends and extremes was there before.
  mutating func hides(_ points: [Point]) -> Bool {
    guard isCrowded, let first = points.first, let last = points.last else { return false }
    let heights = points.lazy.map(\.y)
    let ends = SIMD4(first.x, first.y, last.x, last.y)
    let extremes = SIMD2(heights.min() ?? first.y, heights.max() ?? last.y)
    func cells<V: SIMD>(_ values: V) -> [Int32] where V.Scalar == Double {
      values.indices.map { Int32(min(1e9, max(-1e9, (values[$0] * Self.grid).rounded()))) }
    }
    return !seen.insert(Box(ends: SIMD4(cells(ends)), extremes: SIMD2(cells(extremes)))).inserted
  }
}
