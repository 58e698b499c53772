extension Decimation {
  /// The second pass: drops points that lie within ``tolerance`` of a straight piece, by narrowing a cone of directions from the
  /// last kept point. A curve that turns back keeps its turning point.
  static func straightened(_ indices: [Int], points: [Point]) -> [Int] {
    guard indices.count > 2 else { return indices }
    var kept = [indices[0]]
    var anchor = points[0]
    var cone: Cone?
    var reached = 0.0
    for next in 1..<indices.count {
      let (across, down) = (points[next].x - anchor.x, points[next].y - anchor.y)
      let distance = (across * across + down * down).squareRoot()
      let goesOn = distance >= reached - tolerance && (cone?.holds(across, down) ?? true)
      if !goesOn {
        kept.append(indices[next - 1])
        anchor = points[next - 1]
        (cone, reached) = (nil, 0)
      }
      let (stepX, stepY) = (points[next].x - anchor.x, points[next].y - anchor.y)
      let length = (stepX * stepX + stepY * stepY).squareRoot()
      guard length > tolerance else { continue }
      reached = max(reached, length)
      let around = Cone(stepX / length, stepY / length, sine: tolerance / length)
      cone = cone?.narrowed(to: around) ?? around
    }
    kept.append(indices[indices.count - 1])
    return kept
  }

  /// Directions between a right and a left edge, less than half a turn apart.
  private struct Cone {
    var right: (x: Double, y: Double)
    var left: (x: Double, y: Double)

    /// All directions that pass a point of direction (x, y) at no more than the tolerance.
    init(_ x: Double, _ y: Double, sine: Double) {
      let cosine = (1 - sine * sine).squareRoot()
      left = (x * cosine - y * sine, y * cosine + x * sine)
      right = (x * cosine + y * sine, y * cosine - x * sine)
    }

    func holds(_ x: Double, _ y: Double) -> Bool {
      let middle = (x: left.x + right.x, y: left.y + right.y)
      return turn(right, (x, y)) >= 0 && turn((x, y), left) >= 0 && middle.x * x + middle.y * y > 0
    }

    func narrowed(to other: Cone) -> Cone {
      var cone = self
      if turn(right, other.right) > 0 { cone.right = other.right }
      if turn(other.left, left) > 0 { cone.left = other.left }
      return cone
    }

    private func turn(_ one: (x: Double, y: Double), _ other: (x: Double, y: Double)) -> Double {
      one.x * other.y - one.y * other.x
    }
  }
}
