extension Continuation {
  /// The branches of cycles that are born at Hopf points, each once: one may lead from Hopf point to Hopf point.
  package func cycles(from points: [Bifurcation]) -> [CycleBranch] {
    let kept = search.field.parameter(index)
    defer { search.field.set(parameter: index, to: kept) }
    let field = CycleField(field: search.field, scales: search.scales, index: index, size: size)
    let points = points.filter { $0.kind == .hopf }
    var found: [CycleBranch] = []
    for point in points where !found.contains(where: { $0.births.contains { $0.point == point } }) {
      guard var branch = CycleContinuation(field: field).branch(from: point, in: range),
        let first = branch.points.first,
        let last = branch.points.last
      else { continue }
      branch.births = [point.birth(of: first)]
      branch.points.insert(point.shrunk(beside: first), at: 0)
      if branch.end == .hopf, let end = points.first(where: { $0 != point && isNear($0, last) }) {
        branch.births.append(end.birth(of: last))
        branch.points.append(end.shrunk(beside: last))
      }
      found.append(branch)
    }
    return found
  }

  private func isNear(_ point: Bifurcation, _ cycle: CyclePoint) -> Bool {
    let middle = cycle.extent.map { ($0.lowerBound + $0.upperBound) / 2 }
    return abs(point.parameter - cycle.parameter) < 0.02 * size && search.distance(point.state, middle) < 0.05
  }
}

extension Continuation.Bifurcation {
  /// The equilibrium as a cycle without extent, beside one that is small.
  fileprivate func shrunk(beside cycle: CyclePoint) -> CyclePoint {
    CyclePoint(
      parameter: parameter, period: cycle.period, extent: state.map { $0...$0 }, multipliers: cycle.multipliers)
  }

  fileprivate func birth(of cycle: CyclePoint) -> CycleBranch.Birth {
    let critical = cycle.multipliers.filter { $0.imaginary == 0 }.min { abs($0.real) < abs($1.real) }
    return CycleBranch.Birth(
      point: self, period: cycle.period,
      isSupercritical: critical.flatMap { abs($0.real) < Self.undecided ? nil : $0.real < 0 })
  }

  /// A multiplier of the smallest cycles that is as near to 1 says nothing.
  private static var undecided: Double { 1e-9 }
}
