/// Where the stability of cycles changes along a branch of them.
extension CycleContinuation {
  typealias Test = @Sendable (Place) -> Double?

  /// How much of a step the parameter has to change in, so that it counts as a change: less is what the mesh leaves out.
  private static let clear = 1e-4

  func bifurcations(_ places: [Place]) -> [CycleBifurcation] {
    var found: [CycleBifurcation] = []
    for (index, (here, next)) in zip(places, places.dropFirst()).enumerated() {
      for (kind, test) in Self.tests where changesSign(test, here, next) {
        if let place = refined(test, here, next) { found.append(CycleBifurcation(kind: kind, point: seen(place))) }
      }
      guard let (kind, test) = turn(at: index, places), let place = refined(test, here, next) else { continue }
      found.append(CycleBifurcation(kind: kind, point: seen(place)))
    }
    return found
  }

  private static let tests: [(CycleBifurcation.Kind, Test)] = [
    // Where λ is -1, μ is infinite, and comes back from the other end of the axis.
    (
      .periodDoubling,
      { place in
        let real = place.multipliers.filter { $0.imaginary == 0 }.max { abs($0.real) < abs($1.real) }
        return real.flatMap { abs($0.real) > 1 ? 1 / $0.real : nil }
      }
    ),
    (.torus, { $0.multipliers.criticalPair?.real }),
  ]

  /// Changes its sign where one of the multipliers passes 1; a negative one is as far from it as one that repels without bounds.
  private static let critical: Test = { place in
    let real = place.multipliers.filter { $0.imaginary == 0 }.map(\.real)
    return real.isEmpty ? nil : real.reduce(1) { $0 * (abs($1) <= 1 ? $1 : -1) }
  }

  /// A fold where the parameter turns back, or where a multiplier passes 1 in steps in which the parameter hardly moves and turns
  /// back all the same; where it goes on, branches cross.
  private func turn(at index: Int, _ places: [Place]) -> (CycleBifurcation.Kind, Test)? {
    func isClear(_ place: Int) -> Bool { abs(places[place].tangent.change.parameter) > Self.clear }
    let course: Test = { $0.tangent.change.parameter }
    func changes(_ test: Test, at index: Int) -> Bool { changesSign(test, places[index], places[index + 1]) }
    guard let before = (0...index).last(where: isClear),
      let after = (index + 1..<places.count).first(where: isClear)
    else { return nil }
    let areClear = before == index && after == index + 1
    guard changesSign(course, places[before], places[after]) else {
      return areClear && changes(Self.critical, at: index) ? (.branchPoint, Self.critical) : nil
    }
    if areClear { return (.fold, course) }
    // One fold in all of these steps.
    let run = before..<after
    for test in [Self.critical, course] {
      if let first = run.first(where: { changes(test, at: $0) }) { return first == index ? (.fold, test) : nil }
    }
    return nil
  }

  private func changesSign(_ test: Test, _ here: Place, _ next: Place) -> Bool {
    guard let first = test(here), let last = test(next) else { return false }
    return first * last < 0
  }

  /// The cycle between two of a branch at which a test is zero, by the rule of false position on the branch itself (Illinois,
  /// Dowell and Jarratt 1971, doi:10.1007/BF01934364). Nothing where the test jumps.
  func refined(_ test: Test, _ here: Place, _ next: Place) -> Place? {
    let ahead = next.cycle.moved(to: here.cycle.mesh, field).difference(from: here.cycle)
    guard let first = test(here), let last = test(next) else { return nil }
    var (low, high) = ((at: 0.0, value: first), (at: product(here.tangent.change, ahead), value: last))
    var found: Place?
    for _ in 0..<40 {
      let middle = (low.at * high.value - high.at * low.value) / (high.value - low.value)
      guard let place = corrected(here.cycle, along: here.tangent, by: middle)?.place, let value = test(place) else {
        return nil
      }
      found = place
      if abs(value) < 1e-9 * max(abs(first), abs(last)) || abs(high.at - low.at) < 1e-10 {
        return abs(value) < 0.1 * max(abs(first), abs(last)) ? place : nil
      }
      if value * high.value < 0 { low = high } else { low.value /= 2 }
      high = (middle, value)
    }
    return found
  }
}
