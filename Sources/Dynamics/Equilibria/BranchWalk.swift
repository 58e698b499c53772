/// The steps along a branch.
extension Continuation {
  /// How long steps are, in the sizes of state and parameter, how short they become, and by how much the direction of the branch
  /// turns in one (its cosine). Where it turns by more, a corrector finds its way to another branch.
  private static let steps = (longest: 0.004, shortest: 1e-7, turn: 0.97)

  /// How much finer the steps are with which a change of the crossing's sign is looked into: two branches that nearly meet look
  /// like two that cross, and a long step goes from one to the other.
  private static let finer = 64.0

  /// How crossings are looked at, and for how many steps yet.
  private enum Care {
    /// A long step that changes the sign is not taken.
    case usual
    /// Fine steps, whatever the sign does.
    case fine(Int)
    /// Long steps, whatever the sign does: at a crossing itself no fine step was found.
    case over(Int)

    var isFine: Bool { if case .fine = self { true } else { false } }
    var isUsual: Bool { if case .usual = self { true } else { false } }

    var afterStep: Care {
      switch self {
      case .usual: .usual
      case .fine(let left): left > 1 ? .fine(left - 1) : .usual
      case .over(let left): left > 1 ? .over(left - 1) : .usual
      }
    }
  }

  /// Steps along the branch until it leaves the range, or is back where it began.
  func walk(from start: Point, direction: Double) -> (points: [Point], isClosed: Bool) {
    var points: [Point] = []
    var (state, parameter) = (start.equilibrium.state, start.parameter)
    search.field.set(parameter: index, to: parameter)
    var tangent = (Array(repeating: 0.0, count: search.field.dimension), direction)
    var step = Self.steps.longest
    var (sign, care) = (0.0, Care.usual)
    while points.count < 10_000, let along = self.tangent(at: state, parameter, like: tangent) {
      guard let next = correct(state, parameter, along, step),
        step < 4 * Self.steps.shortest || goesOn(along, to: next)
      else {
        step = care.isFine ? Self.steps.longest : step / 2
        if care.isFine { care = .over(3) }
        if step < Self.steps.shortest { break }
        continue
      }
      let nextSign = crossingSign(next, along)
      if care.isUsual, sign * nextSign < 0, step > Self.steps.longest / Self.finer {
        (step, care) = (step / Self.finer, .fine(Int(1.25 * Self.finer)))
        continue
      }
      (sign, care, tangent) = (nextSign, care.afterStep, along)
      (state, parameter) = next
      search.field.set(parameter: index, to: parameter)
      guard let equilibrium = search.field.equilibrium(at: state) else { break }
      if !range.contains(parameter), isInside(state),
        let end = self.end(behind: points.last ?? start, before: parameter)
      {
        points.append(end)
      }
      if !range.contains(parameter) || !isInside(state) { break }
      points.append(Point(parameter: parameter, equilibrium: equilibrium))
      if points.count > 8, abs(parameter - start.parameter) < step * size,
        search.distance(state, start.equilibrium.state) < step
      {
        // Not a point beyond the start, or right before it.
        let left = zip(coordinates(points[points.count - 1]), coordinates(start)).map { $1 - $0 }
        let ahead = zip(left, along.0 + [along.1]).reduce(0) { $0 + $1.0 * $1.1 }
        return ((ahead < 0.1 * step ? points.dropLast() : points) + [start], true)
      }
      step = min(care.isFine ? Self.steps.longest / Self.finer : Self.steps.longest, step * 1.5)
    }
    return (points, false)
  }

  /// The equilibrium at the end of the range that lies between a point and one beyond.
  private func end(behind last: Point, before beyond: Double) -> Point? {
    let bound = beyond > last.parameter ? range.upperBound : range.lowerBound
    let ahead = (bound - last.parameter) / size
    let along = (Array(repeating: 0.0, count: search.field.dimension), ahead < 0 ? -1.0 : 1.0)
    guard ahead != 0, let (state, parameter) = correct(last.equilibrium.state, last.parameter, along, abs(ahead)),
      abs(parameter - bound) < 1e-9 * size, isInside(state),
      search.distance(state, last.equilibrium.state) < Self.steps.longest
    else { return nil }
    search.field.set(parameter: index, to: bound)
    return search.field.equilibrium(at: state).map { Point(parameter: bound, equilibrium: $0) }
  }

  /// On two sides of a point where branches cross, it has two signs.
  private func crossingSign(_ point: ([Double], Double), _ along: ([Double], Double)) -> Double {
    search.field.set(parameter: index, to: point.1)
    return search.determinant(bordered(point.0, point.1, along))
  }

  /// Whether the branch at the next point leads nearly where it led before.
  private func goesOn(_ along: ([Double], Double), to next: ([Double], Double)) -> Bool {
    guard let there = tangent(at: next.0, next.1, like: along) else { return true }
    return zip(along.0, there.0).reduce(along.1 * there.1) { $0 + $1.0 * $1.1 } > Self.steps.turn
  }
}
