/// The steps along a branch of cycles.
extension CycleContinuation {
  private static let steps = (first: 0.01, longest: 0.03, shortest: 1e-6, most: 1500, turn: 0.9)
  /// By how much the parameter may change, in parts of its range, and the extent, in parts of its own, while the period doubles, so that it goes beyond bounds: orbits
  /// that grow, as canards do, have longer periods as well.
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
      if places.count % Self.remeshing == 0, let better = remeshed(here) { here = better }
      if rounds <= 3 { step = min(Self.steps.longest, step * 1.5) }
    }
    return CycleBranch(births: [], points: places.map(seen), bifurcations: bifurcations(places), end: end)
  }

  /// Where the orbit has no extent, with the direction in which it grows.
  private func beginning(at point: Continuation.Bifurcation) -> (ScaledCycle, Tangent)? {
    let n = field.dimension
    let rest = zip(point.state, field.scales).map { $0 / $1 }
    field.set(parameter: point.parameter / field.size)
    let jacobian = field.jacobian(rest)
    guard
      let pair = eigenvalues(jacobian, dimension: n)?.filter({ $0.imaginary > 0 }).min(by: {
        abs($0.real) < abs($1.real)
      })
    else { return nil }
    let frequency = pair.imaginary
    // J² + ω² is singular, and what it takes to zero are the real parts of the two eigenvectors.
    let system = Factorisation(n)
    for row in 0..<n {
      for column in 0..<n {
        let square = (0..<n).reduce(0) { $0 + jacobian[row * n + $1] * jacobian[$1 * n + column] }
        system.matrix[row * n + column] = square + (row == column ? frequency * frequency * (1 + 1e-10) : 0)
      }
    }
    guard system.factor() != 0 else { return nil }
    var real = (0..<n).map { 1 + 0.3 * Double($0) }
    for _ in 0..<3 {
      real.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { system.solve(base) } }
      let norm = real.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm.isFinite, norm > 0 else { return nil }
      real = real.map { $0 / norm }
    }
    let imaginary = (0..<n).map { row in -(0..<n).reduce(0) { $0 + jacobian[row * n + $1] * real[$1] } / frequency }
    func shape(_ place: Double) -> [Double] {
      let angle = 2 * Double.pi * place
      return zip(real, imaginary).map { Elementary.cosine(angle) * $0 - Elementary.sine(angle) * $1 }
    }
    let count = Self.intervals
    let mesh = (0...count).map { Double($0) / Double(count) }
    let gauss = GaussCollocation.standard
    let cycle = ScaledCycle(
      mesh: mesh, states: mesh.dropLast().map { _ in rest },
      stages: mesh.dropLast().map { _ in gauss.nodes.map { _ in rest } },
      period: Elementary.logarithm(2 * Double.pi / frequency), parameter: point.parameter / field.size)
    let change = CycleSystem.Change(states: mesh.dropLast().map(shape), period: 0, parameter: 0)
    let norm = product(change, change).squareRoot()
    return (
      cycle,
      Tangent(
        change: CycleSystem.Change(
          states: change.states.map { $0.map { $0 / norm } }, period: 0, parameter: 0),
        stages: mesh.dropLast().map { start in
          gauss.nodes.map { shape(start + $0 / Double(count)).map { $0 / norm } }
        })
    )
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
    return corrected(place.cycle.moved(to: mesh, field), along: along, by: 0)?.place
  }

  func seen(_ place: Place) -> CyclePoint {
    let cycle = place.cycle
    let slopes = cycle.slopes(field)
    var (least, most) = (cycle.states[0], cycle.states[0])
    for index in 0..<cycle.count {
      let width = cycle.mesh[index + 1] - cycle.mesh[index]
      for part in 0..<8 {
        let state = cycle.state(at: cycle.mesh[index] + width * Double(part) / 8, slopes)
        for a in state.indices { (least[a], most[a]) = (min(least[a], state[a]), max(most[a], state[a])) }
      }
    }
    return CyclePoint(
      parameter: cycle.parameter * field.size, period: cycle.length,
      extent: zip(field.raw(least), field.raw(most)).map { $0...$1 }, multipliers: place.multipliers)
  }
}
