/// A line of pieces: segments that join go on, others begin anew.
struct Segments {
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []

  mutating func add(_ start: (Double, Double), _ end: (Double, Double)) {
    if x.last != start.0 || y.last != start.1 {
      if !x.isEmpty { append((.nan, .nan)) }
      append(start)
    }
    append(end)
  }

  private mutating func append(_ point: (Double, Double)) {
    x.append(point.0)
    y.append(point.1)
  }
}
