/// Curves of equal value on a grid, by marching squares.
///
/// Ambiguous squares are decided by the mean of their corners; crossings are linear in pixels, so that they are right on
/// logarithmic axes too. Linear in the number of grid points.
struct Isolines {
  private let points: [Point?]
  private let values: [Double]
  private let columns: Int
  private let rows: Int

  init(_ field: Field, on frame: Frame) {
    columns = field.x.count
    rows = field.y.count
    values = field.values
    points = field.y.flatMap { y in field.x.map { x in frame.point(x, y) } }
  }

  private init(points: [Point?], values: [Double], columns: Int, rows: Int) {
    self.points = points
    self.values = values
    self.columns = columns
    self.rows = rows
  }

  /// The same with a rim of points just outside, all with one value: its curves are closed.
  func rimmed(with value: Double) -> Isolines {
    guard columns > 0, rows > 0 else { return self }
    var points: [Point?] = []
    var values: [Double] = []
    for row in -1...rows {
      for column in -1...columns {
        let nearest = min(max(row, 0), rows - 1) * columns + min(max(column, 0), columns - 1)
        let isRim = row < 0 || row == rows || column < 0 || column == columns
        points.append(self.points[nearest])
        values.append(isRim || self.values[nearest].isNaN ? value : self.values[nearest])
      }
    }
    return Isolines(points: points, values: values, columns: columns + 2, rows: rows + 2)
  }

  /// The curves where the value is `level`; a closed one ends where it begins.
  func curves(at level: Double) -> [[Point]] {
    var links = Links()
    guard columns > 1, rows > 1 else { return [] }
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 { addSegments(column, row, level, to: &links) }
    }
    return links.chains.map { chain in chain.compactMap { crossing($0, level) } }.filter { $0.count > 1 }
  }

  /// An edge of the grid: twice the index of its lower left point, and one more if it goes up.
  private typealias Edge = Int

  private func addSegments(_ column: Int, _ row: Int, _ level: Double, to links: inout Links) {
    let corner = row * columns + column
    let corners = [corner, corner + 1, corner + columns + 1, corner + columns]
    guard corners.allSatisfy({ !values[$0].isNaN && points[$0] != nil }) else { return }
    let isAbove = corners.map { values[$0] >= level }
    let (south, east, north, west) = (2 * corner, 2 * (corner + 1) + 1, 2 * (corner + columns), 2 * corner + 1)
    let crossed = zip([south, east, north, west], zip(isAbove, isAbove[1...] + isAbove[..<1]))
      .filter { $0.1.0 != $0.1.1 }.map(\.0)
    if crossed.count == 2 { links.join(crossed[0], crossed[1]) }
    if crossed.count == 4 {
      let isMiddleAbove = corners.map { values[$0] / 4 }.reduce(0, +) >= level
      if isAbove[0] == isMiddleAbove {
        links.join(south, east)
        links.join(north, west)
      } else {
        links.join(south, west)
        links.join(north, east)
      }
    }
  }

  private func crossing(_ edge: Edge, _ level: Double) -> Point? {
    let start = edge / 2
    let end = edge.isMultiple(of: 2) ? start + 1 : start + columns
    guard let from = points[start], let to = points[end] else { return nil }
    let (low, high) = (max(-1e300, min(values[start], 1e300)), max(-1e300, min(values[end], 1e300)))
    let part = (level / 2 - low / 2) / (high / 2 - low / 2)
    let share = part.isFinite ? max(0, min(part, 1)) : 0.5
    return Point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
  }

  /// Segments between edges; an edge has at most two.
  private struct Links {
    private var order: [Edge] = []
    private var neighbours: [Edge: [Edge]] = [:]

    mutating func join(_ one: Edge, _ other: Edge) {
      if neighbours[one] == nil { order.append(one) }
      neighbours[one, default: []].append(other)
      if neighbours[other] == nil { order.append(other) }
      neighbours[other, default: []].append(one)
    }

    /// Open curves first, each from an end; then closed ones.
    var chains: [[Edge]] {
      var used: Set<Edge> = []
      var chains: [[Edge]] = []
      for start in order.filter({ neighbours[$0]?.count == 1 }) + order where !used.contains(start) {
        var chain = [start]
        used.insert(start)
        var current = start
        while let next = neighbours[current]?.first(where: { !used.contains($0) }) {
          chain.append(next)
          used.insert(next)
          current = next
        }
        if chain.count > 2, neighbours[start]?.count == 2, neighbours[current]?.contains(start) == true {
          chain.append(start)
        }
        chains.append(chain)
      }
      return chains
    }
  }
}
