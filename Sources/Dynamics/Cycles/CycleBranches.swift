extension Continuation {
  /// The branches of cycles that are born at Hopf points, each once: one may lead from Hopf point to Hopf point.
  package func cycles(from points: [Bifurcation]) -> [CycleBranch] {
    let kept = search.field.parameter(index)
    defer { search.field.set(parameter: index, to: kept) }
    let field = CycleField(field: search.field, scales: search.scales, index: index, size: size)
    let folds = points.filter { $0.kind == .fold }
    let points = points.filter { $0.kind == .hopf }
    var found: [CycleBranch] = []
    func isKnown(_ point: Bifurcation) -> Bool { found.contains { $0.births.contains { $0.point == point } } }
    for point in points where !isKnown(point) {
      guard var branch = CycleContinuation(field: field).branch(from: point, in: range),
        let first = branch.points.first,
        let last = branch.points.last
      else { continue }
      guard let birth = birth(point, of: first) else { continue }
      branch.births = [birth]
      branch.points.insert(birth.shrunk(beside: first), at: 0)
      // Where the branch that was begun there got lost, this one is the rest of it.
      if branch.end == .hopf, let end = points.first(where: { $0 != point && isNear($0, last) }), !isKnown(end),
        let birth = self.birth(end, of: last)
      {
        branch.births.append(birth)
        branch.points.append(birth.shrunk(beside: last))
      }
      if let fold = branch.saddleNode(among: folds) { branch.end = .saddleNode(fold) }
      found.append(branch)
    }
    return found
  }

  private func isNear(_ point: Bifurcation, _ cycle: CyclePoint) -> Bool {
    let middle = cycle.extent.map { ($0.lowerBound + $0.upperBound) / 2 }
    return abs(point.parameter - cycle.parameter) < 0.02 * size && search.distance(point.state, middle) < 0.05
  }

  /// A multiplier of the smallest cycles that is as near to 1 says nothing.
  private static var undecided: Double { 1e-9 }

  private func birth(_ point: Bifurcation, of cycle: CyclePoint) -> CycleBranch.Birth? {
    search.field.set(parameter: index, to: point.parameter)
    guard let eigenvalues = search.field.equilibrium(at: point.state)?.eigenvalues, let pair = eigenvalues.criticalPair
    else { return nil }
    let own = cycle.multipliers.own(beside: eigenvalues, pair: pair)
    let critical = own.flatMap { abs($0.real) < Self.undecided ? nil : $0.real }
    return CycleBranch.Birth(
      point: point, period: 2 * Double.pi / pair.imaginary, isSupercritical: critical.map { $0 < 0 })
  }
}

extension CycleBranch.Birth {
  /// The equilibrium as a cycle without extent, beside one that is small.
  fileprivate func shrunk(beside cycle: CyclePoint) -> CyclePoint {
    CyclePoint(
      parameter: point.parameter, period: period, extent: point.state.map { $0...$0 }, multipliers: cycle.multipliers)
  }
}
