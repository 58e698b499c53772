/// Follows the cycles that are born at a Hopf point while a parameter changes, also round folds.
///
/// Collocation at Gauss points on a mesh that follows the orbit, and pseudo-arclength continuation (Doedel, Keller and Kernévez
/// 1991, doi:10.1142/S0218127491000555). Unstable cycles are found like stable ones.
struct CycleContinuation {
  /// A cycle with the equations near it, and where its branch leads.
  struct Place {
    var cycle: ScaledCycle
    var tangent: Tangent
    var multipliers: [Eigenvalue]
  }

  struct Tangent {
    var change: CycleSystem.Change
    var stages: [[[Double]]]
  }

  static let intervals = 40

  let field: CycleField

  /// The scalar product of two changes: their mean round the orbit, with those of period and parameter.
  func product(_ a: CycleSystem.Change, _ b: CycleSystem.Change) -> Double {
    let states = zip(a.states, b.states).reduce(0.0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + $1.0 * $1.1 } }
    return states / Double(a.states.count) + Self.periodWeight * a.period * b.period + a.parameter * b.parameter
  }

  /// How much a change of the period by its own size counts.
  private static let periodWeight = 0.04

  private func row(_ change: CycleSystem.Change, right: Double) -> CycleSystem.Row {
    let count = Double(change.states.count)
    return CycleSystem.Row(
      states: change.states.map { $0.map { $0 / count } }, period: Self.periodWeight * change.period,
      parameter: change.parameter, right: right)
  }

  /// A shift along the orbit is no change.
  private func phase(_ directions: [[Double]], right: Double) -> CycleSystem.Row {
    CycleSystem.Row(states: directions, period: 0, parameter: 0, right: right)
  }

  func linear(_ cycle: ScaledCycle) -> [CycleInterval]? {
    let slopes = field.slopes(at: cycle.stages.flatMap(\.self), cycle.parameter)
    var intervals: [CycleInterval] = []
    for index in 0..<cycle.count {
      let m = GaussCollocation.stages
      guard let interval = CycleInterval(field, cycle, index, slopes: Array(slopes[index * m..<(index + 1) * m])) else {
        return nil
      }
      intervals.append(interval)
    }
    return intervals
  }

  func moved(_ cycle: ScaledCycle, _ tangent: Tangent, by step: Double) -> ScaledCycle {
    var next = cycle
    next.add(tangent.change, tangent.stages, times: step)
    return next
  }

  /// The cycle of the branch a step ahead, on the plane across the tangent.
  func corrected(_ cycle: ScaledCycle, along tangent: Tangent, by step: Double) -> (place: Place, rounds: Int)? {
    let ahead = moved(cycle, tangent, by: step)
    var next = ahead
    field.set(parameter: ahead.parameter)
    let directions = ahead.states.map(field.rate)
    for round in 1...8 {
      guard let intervals = linear(next) else { return nil }
      let away = next.difference(from: ahead)
      let shift = zip(away.states, directions).reduce(0.0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + $1.0 * $1.1 } }
      let system = CycleSystem(
        intervals, dimension: field.dimension,
        rows: [phase(directions, right: -shift), row(tangent.change, right: -product(tangent.change, away))],
        corrects: true)
      guard let change = system.solution() else { return nil }
      let stages = intervals.indices.map {
        intervals[$0].stages(change.states[$0], change.period, change.parameter, residual: 1)
      }
      let length = product(change, change).squareRoot()
      guard length < max(0.3, 4 * step), abs(change.period) < 1 else { return nil }
      next.add(change, stages, times: 1)
      if length < 1e-8 { return place(next, like: tangent).map { ($0, round) } }
    }
    return nil
  }

  /// The branch through a cycle of it.
  func place(_ cycle: ScaledCycle, like tangent: Tangent) -> Place? {
    guard let intervals = linear(cycle) else { return nil }
    field.set(parameter: cycle.parameter)
    let directions = cycle.states.map(field.rate)
    let system = CycleSystem(
      intervals, dimension: field.dimension,
      rows: [phase(directions, right: 0), row(tangent.change, right: 1)], corrects: false)
    guard var change = system.solution(), let multipliers = multipliers(system, intervals) else { return nil }
    let norm = product(change, change).squareRoot()
    change = CycleSystem.Change(
      states: change.states.map { $0.map { $0 / norm } }, period: change.period / norm,
      parameter: change.parameter / norm)
    let stages = intervals.indices.map {
      intervals[$0].stages(change.states[$0], change.period, change.parameter, residual: 0)
    }
    return Place(cycle: cycle, tangent: Tangent(change: change, stages: stages), multipliers: multipliers)
  }

  /// With (λ - 1)/(λ + 1) = μ the equation of the multipliers, L + λ R = 0, is (R + L) + μ (R - L) = 0: all numbers have the size
  /// of 1, however much an orbit attracts or repels. In a plane the multiplier is the exponential of the divergence along the
  /// orbit (Liouville).
  private func multipliers(_ system: CycleSystem, _ intervals: [CycleInterval]) -> [Eigenvalue]? {
    let n = field.dimension
    if n == 2 { return [Eigenvalue(Elementary.hyperbolicTangent(intervals.reduce(0) { $0 + $1.divergence } / 2))] }
    let (left, right) = system.around
    let factors = Factorisation(n)
    for index in 0..<n * n { factors.matrix[index] = right[index] - left[index] }
    guard factors.factor() != 0 else { return nil }
    var matrix = Array(repeating: 0.0, count: n * n)
    for column in 0..<n {
      var sum = (0..<n).map { -(right[$0 * n + column] + left[$0 * n + column]) }
      sum.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { factors.solve(base) } }
      for row in 0..<n { matrix[row * n + column] = sum[row] }
    }
    guard var all = eigenvalues(matrix, dimension: n) else { return nil }
    // The orbit itself has the multiplier 1.
    let own = all.indices.min { all[$0].magnitude < all[$1].magnitude }
    if let own { all.remove(at: own) }
    return all
  }
}

extension ScaledCycle {
  mutating func add(_ change: CycleSystem.Change, _ inside: [[[Double]]], times factor: Double) {
    for index in states.indices {
      states[index] = zip(states[index], change.states[index]).map { $0 + factor * $1 }
      stages[index] = zip(stages[index], inside[index]).map { zip($0, $1).map { $0 + factor * $1 } }
    }
    period += factor * change.period
    parameter += factor * change.parameter
  }

  func difference(from other: ScaledCycle) -> CycleSystem.Change {
    CycleSystem.Change(
      states: zip(states, other.states).map { zip($0, $1).map { $0 - $1 } }, period: period - other.period,
      parameter: parameter - other.parameter)
  }
}
