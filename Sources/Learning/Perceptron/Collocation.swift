/// Where the residual of the equations is asked to vanish: evenly spaced points in parts of the time span.
package struct Collocation: Sendable, Equatable {
  package struct Part: Sendable, Equatable {
    package var start: Double
    package var end: Double
    package var count: Int

    package init(from start: Double, to end: Double, count: Int) {
      precondition(end > start && count > 1)
      self.start = start
      self.end = end
      self.count = count
    }
  }

  package var parts: [Part]

  /// Parts may overlap: points are then denser there.
  package init(_ parts: [Part]) { self.parts = parts }

  /// Ascending; both ends of each part are points.
  package var times: [Double] {
    parts.flatMap { part in
      (0..<part.count).map { part.start + (part.end - part.start) * Double($0) / Double(part.count - 1) }
    }.sorted()
  }

  /// Times in the middle between neighbours: training never looked there.
  package var freshTimes: [Double] {
    let times = times
    return zip(times, times.dropFirst()).filter { $0 < $1 }.map { ($0 + $1) / 2 }
  }
}
