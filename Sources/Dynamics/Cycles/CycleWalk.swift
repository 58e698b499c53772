/// The steps along a branch of cycles.
extension CycleContinuation {
  private static let steps = (first: 0.01, longest: 0.03, shortest: 1e-6, most: 1500, turn: 0.9)
  /// By how much the parameter may change, in parts of its range, and the extent, in parts of its own, while the period doubles, so
  /// that it goes beyond bounds: orbits that grow, as canards do, have longer periods as well.
  private static let still = (parameter: 1e-5, extent: 0.02)
  /// How many times as long as the first the period may become at all.
  private static let longest = 1000.0
  /// After how many steps the mesh is made anew.
  private static let remeshing = 2

  /// The cycles that are born at a Hopf point, as far as they go while the parameter is in a range.
  func branch(from point: Continuation.Bifurcation, in range: ClosedRange<Double>) -> CycleBranch? {
    guard let (rest, along) = beginning(at: point) else { return nil }
    var first: Place?
    var size = Self.steps.first
    while first == nil, size > Self.steps.shortest {
      first = corrected(rest, along: along, by: size)?.place
      size /= 4
    }
    guard var here = first else { return nil }
    var places = [here]
    var end = CycleEnd.steps
    var step = size * 4
    let start = here.cycle.period
    while places.count < Self.steps.most {
      guard let (next, rounds) = corrected(here.cycle, along: here.tangent, by: step), goesOn(here, to: next) else {
        step /= 2
        if step < Self.steps.shortest {
          end = .lost
          break
        }
        continue
      }
      if !range.contains(next.cycle.parameter * field.size) {
        let bound = (next.tangent.change.parameter > 0 ? range.upperBound : range.lowerBound) / field.size
        if let last = refined({ $0.cycle.parameter - bound }, here, next) { places.append(last) }
        end = .range
        break
      }
      if hasVanished(next.cycle, after: here.cycle) {
        end = .hopf
        break
      }
      here = next
      places.append(here)
      if here.cycle.period > start + Elementary.logarithm(Self.longest) || growsWithoutBounds(places) {
        end = .longPeriod
        break
      }
      if isFamily(places.suffix(Self.familySize)) {
        end = .family
        break
      }
      if places.count % Self.remeshing == 0, let better = remeshed(here) { here = better }
      if rounds <= 3 { step = min(Self.steps.longest, step * 1.5) }
    }
    return CycleBranch(births: [], points: places.map(seen), bifurcations: bifurcations(places), end: end)
  }

  /// As many cycles at one value of the parameter, all of which have a second multiplier of 1, are no canard; they are followed
  /// until they are so many times as large as the states usually are.
  private static let (familySize, familyReach) = (60, 2.0)

  private func isFamily(_ places: ArraySlice<Place>) -> Bool {
    guard places.count == Self.familySize, let first = places.first, let last = places.last,
      abs(last.cycle.parameter - first.cycle.parameter) < 1e-9,
      last.cycle.states.contains(where: { $0.contains { abs($0) > Self.familyReach } })
    else { return false }
    return places.allSatisfy { $0.multipliers.criticalReal.map { abs($0) < 1e-7 } ?? false }
  }

  /// Whether the period has doubled, and nothing else has changed.
  private func growsWithoutBounds(_ places: [Place]) -> Bool {
    guard let now = places.last?.cycle,
      let before = places.last(where: { $0.cycle.period < now.period - Elementary.logarithm(2) })?.cycle,
      abs(now.parameter - before.parameter) < Self.still.parameter
    else { return false }
    return (0..<field.dimension).allSatisfy { index in
      let (here, there) = (extent(now, index), extent(before, index))
      let change = max(abs(here.lowerBound - there.lowerBound), abs(here.upperBound - there.upperBound))
      return change <= Self.still.extent * (here.upperBound - here.lowerBound)
    }
  }

  /// The least and the greatest value of a state of the mesh.
  private func extent(_ cycle: ScaledCycle, _ index: Int) -> ClosedRange<Double> {
    let values = cycle.states.map { $0[index] }
    return (values.min() ?? 0)...(values.max() ?? 0)
  }

  private func goesOn(_ here: Place, to next: Place) -> Bool {
    product(here.tangent.change, next.tangent.change) > Self.steps.turn
  }

  /// Whether the orbit went through a point and out on its other side.
  private func hasVanished(_ next: ScaledCycle, after last: ScaledCycle) -> Bool {
    let (a, b) = (swing(last), swing(next))
    return zip(a, b).reduce(0) { $0 + zip($1.0, $1.1).reduce(0) { $0 + $1.0 * $1.1 } } < 0
  }

  /// The states of the mesh less their mean.
  private func swing(_ cycle: ScaledCycle) -> [[Double]] {
    let mean = (0..<field.dimension).map { index in
      cycle.states.reduce(0) { $0 + $1[index] } / Double(cycle.count)
    }
    return cycle.states.map { zip($0, mean).map { $0 - $1 } }
  }

  private func remeshed(_ place: Place) -> Place? {
    let mesh = place.cycle.bestMesh(field)
    var along = place.tangent
    along.change.states = mesh.dropLast().map { at in
      let index = max(0, (place.cycle.mesh.firstIndex { $0 > at } ?? 1) - 1)
      let (start, end) = (place.cycle.mesh[index], place.cycle.mesh[index + 1])
      let share = (at - start) / (end - start)
      return zip(along.change.states[index], along.change.states[(index + 1) % place.cycle.count]).map {
        $0 + share * ($1 - $0)
      }
    }
    // No step is made along it.
    along.stages = along.change.states.map { Array(repeating: $0, count: GaussCollocation.stages) }
    return corrected(place.cycle.moved(to: mesh, field), along: along, by: 0)?.place
  }
}
