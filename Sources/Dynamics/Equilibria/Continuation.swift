/// Follows an equilibrium while a parameter changes, also round folds.
///
/// Pseudo-arclength continuation (Keller 1977): the branch is followed along its own length, so a fold is a point like
/// others. State and parameter are measured in their sizes.
package struct Continuation {
  package struct Point: Sendable {
    package let parameter: Double
    package let equilibrium: Equilibrium
  }

  /// A place where the stability of a branch changes.
  package struct Bifurcation: Sendable, Equatable {
    package enum Kind: String, Sendable {
      /// Two equilibria meet and vanish; also called saddle-node.
      case fold
      /// A pair of complex eigenvalues crosses the imaginary axis: an oscillation is born.
      case hopf = "Hopf"
      /// Branches cross: transcritical or pitchfork.
      case branchPoint = "branch point"
    }
    package let kind: Kind
    package let parameter: Double
    package let state: [Double]

    package init(kind: Kind, parameter: Double, state: [Double]) {
      self.kind = kind
      self.parameter = parameter
      self.state = state
    }
  }

  package struct Branch: Sendable {
    package var points: [Point]
    package var bifurcations: [Bifurcation]
  }

  let search: EquilibriumSearch
  let size: Double
  let index: Int
  let range: ClosedRange<Double>
  private let limits: [ClosedRange<Double>?]

  /// - Parameters:
  ///   - parameter: the index of the parameter that changes.
  ///   - limits: for each state, where a branch is no longer of interest.
  package init(
    _ search: EquilibriumSearch, parameter: Int, over range: ClosedRange<Double>, limits: [ClosedRange<Double>?]
  ) {
    self.search = search
    index = parameter
    self.range = range
    self.limits = limits
    size = range.upperBound - range.lowerBound
  }

  /// All branches through the equilibria that Newton's method finds from the starts at `seeds` values of the parameter.
  package func branches(from starts: [[Double]], seeds: Int = 9) -> [Branch] {
    let kept = search.field.parameter(index)
    defer { search.field.set(parameter: index, to: kept) }
    var points: [Point] = []
    for seed in 0..<seeds {
      let value = range.lowerBound + size * Double(seed) / Double(max(1, seeds - 1))
      search.field.set(parameter: index, to: value)
      for equilibrium in search.equilibria(from: starts).isolated where isInside(equilibrium.state) {
        points.append(Point(parameter: value, equilibrium: equilibrium))
      }
    }
    let search = search.widened(to: points.map(\.equilibrium.state))
    return Continuation(search, parameter: index, over: range, limits: limits).branches(through: points)
  }

  private func branches(through points: [Point]) -> [Branch] {
    var branches: [Branch] = []
    for point in points where !branches.contains(where: { isOn($0, point) }) {
      branches.append(branch(through: point))
    }
    return withoutCrossingFolds(branches)
  }

  func isInside(_ state: [Double]) -> Bool {
    zip(state, limits).allSatisfy { value, limit in limit?.contains(value) ?? true }
  }

  /// How far before and behind a chord a point may lie, in lengths of the chord, and how far beside it: a step turns by little, and
  /// beyond the ends of a branch its next step has turned once more.
  private static let near = (along: 0.1, beside: 0.06, alongEnd: 1.2, besideEnd: 0.4)

  /// Whether a branch goes through a point: it passes by a chord of the branch, or by what follows its ends.
  private func isOn(_ branch: Branch, _ point: Point) -> Bool {
    let points = branch.points
    guard points.count > 1 else { return points.first.map { length($0, point) < 1e-6 } ?? false }
    let place = coordinates(point)
    return points.indices.dropLast().contains { index in
      let (a, b) = (coordinates(points[index]), coordinates(points[index + 1]))
      let chord = zip(a, b).map { $1 - $0 }
      let away = zip(a, place).map { $1 - $0 }
      let square = chord.reduce(0) { $0 + $1 * $1 }
      guard square > 0 else { return false }
      let along = zip(chord, away).reduce(0) { $0 + $1.0 * $1.1 } / square
      let before = index == 0 ? Self.near.alongEnd : Self.near.along
      let behind = index == points.count - 2 ? Self.near.alongEnd : Self.near.along
      guard along >= -before, along <= 1 + behind else { return false }
      let beside = zip(chord, away).map { $1 - along * $0 }.reduce(0) { $0 + $1 * $1 }
      let allowed = along < 0 || along > 1 ? Self.near.besideEnd : Self.near.beside
      return beside <= allowed * allowed * square
    }
  }

  func coordinates(_ point: Point) -> [Double] {
    zip(point.equilibrium.state, search.scales).map { $0 / $1 } + [point.parameter / size]
  }

  private func branch(through point: Point) -> Branch {
    let back = walk(from: point, direction: -1)
    let forth = back.isClosed ? [] : walk(from: point, direction: 1).points
    let points = back.points.reversed() + [point] + forth
    // Where a closed branch ends something may happen, too.
    let around = back.isClosed && points.count > 3 ? points + points[1...2] : points
    return Branch(points: points, bifurcations: bifurcations(around))
  }

  /// ∂f/∂p by a central difference, in units of the parameter's range.
  private func parameterSlope(_ state: [Double], _ parameter: Double) -> [Double] {
    let h = 1e-6 * size
    search.field.set(parameter: index, to: parameter + h)
    let above = search.field.rate(state)
    search.field.set(parameter: index, to: parameter - h)
    let below = search.field.rate(state)
    search.field.set(parameter: index, to: parameter)
    return zip(above, below).map { ($0 - $1) / (2 * h) * size }
  }

  /// The unit tangent, in scaled coordinates, on the side of `other`.
  func tangent(at state: [Double], _ parameter: Double, like other: ([Double], Double)) -> ([Double], Double)? {
    let n = search.field.dimension
    let rows = bordered(state, parameter, other)
    var right = Array(repeating: 0.0, count: n + 1)
    right[n] = 1
    guard let solution = search.solve(rows, right) else { return nil }
    let norm = solution.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return (solution.prefix(n).map { $0 / norm }, solution[n] / norm)
  }

  /// The Jacobian in scaled coordinates with the parameter's column, and a row below.
  func bordered(_ state: [Double], _ parameter: Double, _ row: ([Double], Double)) -> [Double] {
    let n = search.field.dimension
    let jacobian = search.field.jacobian(state)
    let slope = parameterSlope(state, parameter)
    var matrix: [Double] = []
    for i in 0..<n {
      for j in 0..<n { matrix.append(jacobian[i * n + j] * search.scales[j]) }
      matrix.append(slope[i])
    }
    return matrix + row.0 + [row.1]
  }

  /// The point of the branch on the plane across the tangent, a step ahead.
  func correct(_ state: [Double], _ parameter: Double, _ along: ([Double], Double), _ step: Double)
    -> ([Double], Double)?
  {
    let n = search.field.dimension
    let ahead = (0..<n).map { state[$0] + step * along.0[$0] * search.scales[$0] }
    let aheadParameter = parameter + step * along.1 * size
    var (y, p) = (ahead, aheadParameter)
    for _ in 0..<8 {
      search.field.set(parameter: index, to: p)
      var residual = search.field.rate(y).map { -$0 }
      var offset = along.1 * (p - aheadParameter) / size
      for i in 0..<n { offset += along.0[i] * (y[i] - ahead[i]) / search.scales[i] }
      residual.append(-offset)
      guard let change = search.solve(bordered(y, p, along), residual) else { return nil }
      for i in 0..<n { y[i] += change[i] * search.scales[i] }
      p += change[n] * size
      let length = change.map(abs).max() ?? 0
      guard length < 4 * step else { return nil }
      if length < 1e-10 {
        search.field.set(parameter: index, to: p)
        return (y, p)
      }
    }
    return nil
  }
}
