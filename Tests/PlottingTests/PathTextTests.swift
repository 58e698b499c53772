import Testing

@testable import Plotting

@Suite struct PathTextTests {
  @Test func writesTheShortestForm() {
    var path = PathText()
    path.move(to: Point(12.34, 45.6))
    for point in [Point(13.3, 45.1), Point(13.8, 44.6), Point(14, 44.9), Point(14.5, 44.9), Point(14.5, 50)] {
      path.line(to: point)
    }
    path.close()
    path.move(to: Point(0, 0))
    #expect(path.text == "M12.3 45.6l1-.5.5-.5.2.3h.5v5.1zm-12.3-45.6")
  }

  @Test func readsBackToATenth() throws {
    var random = Seeded(seed: 12)
    for _ in 0..<300 {
      var path = PathText()
      var points: [Point] = []
      for index in 0..<60 {
        let isNear = random.unit() < 0.7
        let last = points.last ?? Point(300, 100)
        let point =
          isNear
          ? Point(last.x + random.unit() * 2 - 1, last.y + random.unit() * 2 - 1)
          : Point(random.unit() * 600, random.unit() * 300)
        if index.isMultiple(of: 20) { path.move(to: point) } else { path.line(to: point) }
        points.append(point)
      }
      let read = PathPoints(path.text).pieces.flatMap { $0 }
      var next = 0
      for point in points {
        // Steps that round to nothing are left out.
        while next < read.count, !isNear(read[next], point), next + 1 < read.count, isNear(read[next + 1], point) {
          next += 1
        }
        try #require(next < read.count)
        #expect(isNear(read[next], point), "\(point) after \(next) of \(path.text)")
      }
    }
  }

  /// Behind a move, a pair without a letter is a line: pieces of no length, one after the other, are none.
  @Test func movesAreNoLines() {
    var path = PathText()
    for point in [Point(1, 2), Point(3, 4), Point(5, 7), Point(6, 6)] {
      path.move(to: point)
      path.line(to: point)
    }
    #expect(PathPoints(path.text).pieces.allSatisfy { $0.count == 1 }, "\(path.text)")
  }

  @Test func whatIsNotFiniteNeverReachesThePath() {
    var path = PathText()
    path.move(to: Point(.nan, .infinity))
    path.line(to: Point(-.infinity, 1e300))
    #expect(path.text.allSatisfy { $0.isNumber || "Mmlhvz.- ".contains($0) })
  }

  private func isNear(_ one: SIMD2<Double>, _ other: Point) -> Bool {
    abs(one.x - other.x) < 0.0501 && abs(one.y - other.y) < 0.0501
  }
}
