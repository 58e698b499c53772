/// Where the stability of equilibria changes along a branch.
extension Continuation {
  /// Branch points and Hopf points where a test function changes its sign, folds where the parameter turns back.
  func bifurcations(_ points: [Point]) -> [Bifurcation] {
    guard points.count > 2 else { return [] }
    let test = branchTest(points)
    let crossings = signChanges(test).filter { passesZero(test, between: $0, on: points) }
    var found = crossings.map { zero(of: test, between: $0, on: points, .branchPoint) }
    var known: [(first: Int, last: Int)] = []
    for (values, test) in hopfTests(points) {
      known += signChanges(values)
      found += signChanges(values).map { ends in
        refined(.hopf, points[ends.first], points[ends.last]) { test($0.equilibrium) }
          ?? zero(of: values, between: ends, on: points, .hopf)
      }
      found += ends(of: points, atZeroOf: values).map { point in
        Bifurcation(kind: .hopf, parameter: point.parameter, state: point.equilibrium.state)
      }
    }
    found += hopfPoints(between: points, besides: known)
    let slopes = points.indices.map { slope(at: $0, on: points) }
    for ends in signChanges(slopes) {
      // The parameter turns back at a pitchfork, too.
      func isNearCrossing(_ reach: Int) -> Bool {
        crossings.contains { $0.last >= ends.first - reach && $0.first <= ends.last + reach }
      }
      if isNearCrossing(1) { continue }
      // A branch may have been met at the very fold, where Newton's method is not sharp.
      let sharp = (0...4).lazy.compactMap { [self] reach -> Bifurcation? in
        let (a, b) = (points[max(0, ends.first - reach)], points[min(points.count - 1, ends.last + reach)])
        let ahead = direction(from: a, to: b)
        return refined(.fold, a, b) { tangent(at: $0.equilibrium.state, $0.parameter, like: ahead)?.1 }
      }.first
      if let sharp {
        found.append(sharp)
      } else if !isNearCrossing(6) {
        found.append(zero(of: slopes, between: ends, on: points, .fold))
      }
    }
    return found + evenCrossings(points, besides: crossings + signChanges(slopes))
  }

  /// Ends of a branch at an end of the parameter's range at which a test is zero, and is not beside it: whether it would change its
  /// sign beyond nobody sees.
  private func ends(of points: [Point], atZeroOf values: [Double?]) -> [Point] {
    [(0, 1), (points.count - 1, points.count - 2)].filter { end, beside in
      let bounds = [range.lowerBound, range.upperBound]
      return values[end] == 0 && (values[beside] ?? 0) != 0
        && bounds.contains { abs(points[end].parameter - $0) <= 1e-12 * size }
    }.map { points[$0.0] }
  }

  /// Where several eigenvalues pass zero at once: an even number of other branches cross there, and the test of one of them sees
  /// nothing. At the origin of competing species all of them do.
  private func evenCrossings(_ points: [Point], besides known: [(first: Int, last: Int)]) -> [Bifurcation] {
    var taken = known
    return eigenvalueTests(points).flatMap { ranks in
      ranks.flatMap(signChanges).flatMap { ends -> [Bifurcation] in
        if taken.contains(where: { $0.last >= ends.first - 1 && $0.first <= ends.last + 1 }) { return [] }
        // By size each of them has a corner where they meet; their sum has none.
        let crossing = ranks.indices.filter { (ranks[$0][ends.first] ?? 0) * (ranks[$0][ends.last] ?? 0) < 0 }
        let sum = points.indices.map { place in
          crossing.reduce(Double?(0)) { sum, rank in sum.flatMap { sum in ranks[rank][place].map { sum + $0 } } }
        }
        guard passesZero(sum, between: ends, on: points) else { return [] }
        taken.append(ends)
        let sizes = crossing.map { abs(ranks[$0][ends.first] ?? 0) }
        let point = zero(of: sum, between: ends, on: points, .branchPoint)
        if isDegenerate(point, sizes) { return [point] }
        // Several points near each other, on each of which one of them passes zero.
        return zip(crossing, sizes).compactMap { rank, size in
          refined(.branchPoint, points[ends.first], points[ends.last]) { point in
            let real = Self.realEigenvalues(point)
            return real.count == ranks.count ? real[rank] : nil
          }.flatMap { isDegenerate($0, [size]) ? $0 : nil }
        }
      }
    }
  }

  /// Whether as many eigenvalues as cross are next to nothing at a point, against what they are beside it: several that cross near
  /// each other are several points, and at a pole none is small.
  private func isDegenerate(_ point: Bifurcation, _ sizes: [Double]) -> Bool {
    search.field.set(parameter: index, to: point.parameter)
    guard let found = search.field.equilibrium(at: point.state) else { return false }
    let small = 0.02 * (sizes.max() ?? 0)
    return found.eigenvalues.count { $0.imaginary == 0 && abs($0.real) <= small } >= sizes.count
  }

  /// Whether a test function passes zero between two points, as far as its slope before and after lets expect: what jumps with a
  /// parameter has no zero.
  private func passesZero(_ values: [Double?], between ends: (first: Int, last: Int), on points: [Point]) -> Bool {
    func slope(_ a: Int, _ b: Int) -> Double? {
      guard values.indices.contains(a), values.indices.contains(b), let first = values[a], let last = values[b]
      else { return nil }
      return abs(last - first) / max(length(points[a], points[b]), .leastNormalMagnitude)
    }
    let around = [slope(ends.first - 1, ends.first), slope(ends.last, ends.last + 1)].compactMap(\.self).max()
    guard let across = slope(ends.first, ends.last), let around else { return true }
    if across <= 10 * around { return true }
    // At a corner it may jump to zero, and go on from there.
    let width = length(points[ends.first], points[ends.last])
    return [(ends.first, ends.first - 1), (ends.last, ends.last + 1)].contains { end, beyond in
      slope(end, beyond).map { abs(values[end] ?? .infinity) <= 1.5 * $0 * width } ?? false
    }
  }

  /// The largest first; what rounding leaves of zero is zero.
  private static func realEigenvalues(_ point: Point) -> [Double] {
    let all = point.equilibrium.eigenvalues
    let rounding = 1e-10 * (all.map { max(abs($0.real), abs($0.imaginary)) }.max() ?? 0)
    return all.filter { $0.imaginary == 0 }.map { abs($0.real) < rounding ? 0 : $0.real }.sorted(by: >)
  }

  /// For every number of real eigenvalues the pieces of the branch that have so many: the largest along them, the second, and so on.
  private func eigenvalueTests(_ points: [Point]) -> [[[Double?]]] {
    let known = points.map(Self.realEigenvalues)
    return Set(known.map(\.count)).sorted().map { count in
      (0..<count).map { rank in known.map { $0.count == count ? $0[rank] : nil } }
    }
  }

  /// The branches without folds that are branch points: on one of two branches that cross the parameter may turn back there.
  func withoutCrossingFolds(_ branches: [Branch]) -> [Branch] {
    let crossings = branches.flatMap(\.bifurcations).filter { $0.kind == .branchPoint }
    return branches.map { branch in
      var branch = branch
      branch.bifurcations.removeAll { point in
        point.kind == .fold
          && crossings.contains {
            abs($0.parameter - point.parameter) <= 1e-5 * size && search.distance($0.state, point.state) <= 1e-3
          }
      }
      return branch
    }
  }

  /// The determinant of the Jacobian with the parameter's column, and the direction of the branch as a row below. It passes
  /// zero where another branch crosses: there the rows above depend on each other. At a fold they do not.
  private func branchTest(_ points: [Point]) -> [Double?] {
    let values = points.indices.map { index in
      let (before, after) = (points[max(index - 1, 0)], points[min(index + 1, points.count - 1)])
      let point = points[index]
      search.field.set(parameter: self.index, to: point.parameter)
      return search.determinant(
        bordered(point.equilibrium.state, point.parameter, direction(from: before, to: after)))
    }
    // What rounding leaves where equilibria are not isolated is nothing.
    let rounding = 1e-12 * (values.map(abs).max() ?? 0)
    return values.map { abs($0) <= rounding ? 0 : $0 }
  }

  /// The real parts of the complex pairs, largest first, each on the pieces of the branch with the same number of pairs.
  private func hopfTests(_ points: [Point]) -> [(values: [Double?], test: (Equilibrium) -> Double?)] {
    func pairs(_ equilibrium: Equilibrium) -> [Eigenvalue] { equilibrium.eigenvalues.filter { $0.imaginary > 0 } }
    // Of a centre rounding is all there is.
    let known = points.map { pairs($0.equilibrium).map { abs($0.real) < 1e-10 * $0.imaginary ? 0 : $0.real } }
    let most = known.map(\.count).max() ?? 0
    return (0..<most).flatMap { rank in
      (rank + 1...most).map { count in
        func test(_ pairs: [Double]) -> Double? { pairs.count == count ? pairs[rank] : nil }
        return (known.map(test), { test(pairs($0).map(\.real)) })
      }
    }
  }

  /// The unit vector from point to point, in scaled coordinates.
  private func direction(from a: Point, to b: Point) -> ([Double], Double) {
    let along = zip(zip(a.equilibrium.state, b.equilibrium.state), search.scales).map { ($0.1 - $0.0) / $1 }
    let length = length(a, b)
    return (along.map { $0 / length }, (b.parameter - a.parameter) / size / length)
  }

  /// The point between two of a branch where a test function of its points is zero, by bisection on the branch itself.
  func refined(_ kind: Bifurcation.Kind, _ a: Point, _ b: Point, _ test: (Point) -> Double?) -> Bifurcation? {
    let (along, reach) = (direction(from: a, to: b), length(a, b))
    func point(_ share: Double) -> Point? {
      search.field.set(parameter: index, to: a.parameter)
      guard let (state, parameter) = correct(a.equilibrium.state, a.parameter, along, share * reach),
        let equilibrium = search.field.equilibrium(at: state)
      else { return nil }
      return Point(parameter: parameter, equilibrium: equilibrium)
    }
    guard let first = test(a), let last = test(b), first * last < 0 else { return nil }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      guard let here = point(middle), let value = test(here) else { return nil }
      if value * first > 0 { low = middle } else { high = middle }
    }
    guard let found = point(high) else { return nil }
    return Bifurcation(kind: kind, parameter: clean(found.parameter), state: found.equilibrium.state)
  }

  /// Between which points a test function changes its sign; one zero may lie between them.
  func signChanges(_ values: [Double?]) -> [(first: Int, last: Int)] {
    var found: [(first: Int, last: Int)] = []
    var last: (index: Int, value: Double)?
    for (index, value) in values.enumerated() {
      guard let value else {
        last = nil
        continue
      }
      guard value != 0 else { continue }
      if let last, last.value * value < 0, index - last.index <= 2 { found.append((last.index, index)) }
      last = (index, value)
    }
    return found
  }

  /// The point where a test function is zero, by the cubics through the points on both sides of it.
  private func zero(
    of values: [Double?], between ends: (first: Int, last: Int), on points: [Point], _ kind: Bifurcation.Kind
  ) -> Bifurcation {
    let nodes = (ends.first - 1...ends.last + 1).filter { points.indices.contains($0) && values[$0] != nil }
    var places = [0.0]
    for (here, next) in zip(nodes, nodes.dropFirst()) {
      places.append(places[places.count - 1] + length(points[here], points[next]))
    }
    func interpolated(_ place: Double, _ value: (Int) -> Double) -> Double {
      nodes.indices.reduce(0) { sum, i in
        let others = nodes.indices.filter { $0 != i }
        return sum
          + others.reduce(value(nodes[i])) { $0 * (place - places[$1]) / (places[i] - places[$1]) }
      }
    }
    let test = { values[$0] ?? 0 }
    var low = places[nodes.firstIndex(of: ends.first) ?? 0]
    var high = places[nodes.firstIndex(of: ends.last) ?? 0]
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if interpolated(middle, test) * test(ends.first) > 0 { low = middle } else { high = middle }
    }
    return Bifurcation(
      kind: kind, parameter: clean(interpolated(low) { points[$0].parameter }),
      state: search.scales.indices.map { state in interpolated(low) { points[$0].equilibrium.state[state] } })
  }

  func length(_ a: Point, _ b: Point) -> Double {
    let along = (b.parameter - a.parameter) / size
    return zip(zip(a.equilibrium.state, b.equilibrium.state), search.scales)
      .reduce(along * along) { $0 + (($1.0.1 - $1.0.0) / $1.1) * (($1.0.1 - $1.0.0) / $1.1) }.squareRoot()
  }

  /// A parameter without what interpolation leaves of zero.
  private func clean(_ parameter: Double) -> Double { abs(parameter) < 1e-7 * size ? 0 : parameter }

  /// How fast the parameter changes along the branch; zero at a fold.
  private func slope(at place: Int, on points: [Point]) -> Double? {
    let (before, after) = (points[max(place - 1, 0)], points[min(place + 1, points.count - 1)])
    search.field.set(parameter: index, to: points[place].parameter)
    let slope = tangent(
      at: points[place].equilibrium.state, points[place].parameter, like: direction(from: before, to: after))?.1
    // A branch may have been met at the very fold, where Newton's method is not sharp.
    return slope.map { abs($0) < 1e-7 ? 0 : $0 }
  }
}
