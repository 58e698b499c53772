import Dynamics
import Expressions
import Markup

/// Looks for the equilibria of a model at one time.
struct FoundEquilibria {
  private let model: ModelDefinition
  private let time: Double
  private let ranges: [String: ClosedRange<Double>]
  private let start: [Double]

  init(_ model: ModelDefinition, at time: Double, _ ranges: [String: ClosedRange<Double>]) {
    self.model = model
    self.time = time
    self.ranges = ranges
    start = model.beginning(at: time).map { $0.isFinite ? $0 : 0 }
  }

  private static let startsInBox = 400

  /// Whether an eigenvalue is zero in many places.
  private var isSingularEverywhere: Bool {
    let search = model.equilibriumSearch(at: time, ranges: ranges)
    let places = search.starts(within: model.stateNames.map { ranges[$0] }, around: start, count: 20)
    let found = places.compactMap { search.field.equilibrium(at: $0) }
    return !found.isEmpty && found.allSatisfy(\.isDegenerate)
  }

  /// Those within all ranges, in the order of their states; and how many were met that are not isolated.
  var equilibria: (isolated: [Equilibrium], others: Int) {
    let found = withinRanges
    // Newton's method does not get far where the Jacobian is singular: it may stop at a few of all.
    if model.stateNames.count > 1, model.stillState == nil, found.allSatisfy(\.isDegenerate), isSingularEverywhere {
      return ([], found.count)
    }
    let isolated = found.isolated
    return (isolated, found.count - isolated.count)
  }

  private var withinRanges: [Equilibrium] {
    let search = model.equilibriumSearch(at: time, ranges: ranges)
    let limits = model.stateNames.map { ranges[$0] }
    let ranged = limits.indices.filter { limits[$0] != nil }
    var starts = [start] + search.starts(within: limits, around: start, count: Self.startsInBox)
    for index in ranged {
      if let range = limits[index] { starts += search.starts(along: index, over: range, from: start) }
    }
    if ranged.count > 1, let x = limits[ranged[0]], let y = limits[ranged[1]] {
      let plane = PlaneField(search, x: ranged[0], y: ranged[1], start: start)
      starts += plane.equilibria(x: x, y: y).map(\.state)
    }
    return search.equilibria(from: starts).map { equilibrium in
      // What Newton's method leaves of zero.
      let state = zip(equilibrium.state, search.scales).map { abs($0) <= 1e-14 * $1 ? 0 : $0 }
      return Equilibrium(state: state, eigenvalues: Self.withoutNoise(equilibrium, search))
    }.filter { equilibrium in
      ranged.allSatisfy { index in limits[index].map { equilibrium.lies(within: $0, index) } ?? true }
    }
  }

  /// The eigenvalues, those zero whose real part has no sign: where two equilibria have met, Newton's method finds their place to half
  /// of the digits, and a real part changes by more than itself within what it cannot tell.
  private static func withoutNoise(_ equilibrium: Equilibrium, _ search: EquilibriumSearch) -> [Eigenvalue] {
    var spread = equilibrium.eigenvalues.map { _ in 0.0 }
    for index in equilibrium.state.indices {
      for sign in [1.0, -1] {
        var state = equilibrium.state
        state[index] += sign * 1e-7 * search.scales[index]
        guard let beside = search.field.equilibrium(at: state) else { continue }
        for (place, (here, there)) in zip(equilibrium.eigenvalues, beside.eigenvalues).enumerated() {
          spread[place] = max(spread[place], abs(here.real - there.real))
        }
      }
    }
    return zip(equilibrium.eigenvalues, spread).map { value, spread in
      abs(value.real) < spread ? Eigenvalue(0, value.imaginary) : value
    }
  }

  private static let noneIsolated =
    "No equilibrium is isolated: the Jacobian is singular everywhere, as where a sum of states stays the same. With that sum in place of one state there may be."

  /// Below the table: of which moment the list is, and what it is not.
  func note(_ count: Int, besides others: Int) -> String {
    if count == 0, model.stateNames.count > 1, isSingularEverywhere {
      return Self.noneIsolated
    }
    let beside =
      others == 0 ? "" : " \(others) more were met that are not isolated: they lie on curves or planes of equilibria."
    let moment = "At \(Digits.compact(time, 6))\(model.timeUnit.map { " " + $0.symbol } ?? ""), "
    let (found, end) = count == 0 ? ("none found", "") : ("found", ": there may be others")
    let sentence =
      (model.dependsOnTime ? moment : "") + found
      + " by Newton’s method from many starts\(ranges.isEmpty ? " around the initial state" : " within the ranges")\(end)."
    return sentence.prefix(1).uppercased() + sentence.dropFirst() + beside
  }

  /// The points where stability changes, in the order of the parameter; and what the list may hide.
  func bifurcations(_ name: String, over across: ClosedRange<Double>, withCycles: Bool) -> (
    found: [BifurcationsResult.Point], note: String?
  ) {
    guard let state = model.stateNames.first(where: { ranges[$0] != nil }), let up = ranges[state],
      let diagram = BifurcationDiagram(model, name, over: across, state, within: up.widened(by: 0.01), at: time)
    else { return ([], nil) }
    // A branch may run along the very end of a range, as that of a population at its capacity.
    let limits = model.stateNames.map { ranges[$0]?.widened(by: 1e-6) }
    // Mirror images have one value of the parameter, to rounding.
    func place(_ point: BifurcationsResult.Point) -> Double {
      (1e6 * point.parameter / (across.upperBound - across.lowerBound)).rounded()
    }
    let cycles = withCycles ? diagram.cycles() : []
    let births = cycles.flatMap(\.births).map(\.point)
    let equilibria = diagram.bifurcations.filter { !births.contains($0) }
    let points = equilibria.map { BifurcationsResult.Point($0) } + cycles.flatMap(BifurcationsResult.Point.all)
    func isShown(_ point: BifurcationsResult.Point) -> Bool {
      point.isCycle || zip(point.extent, limits).allSatisfy { $1?.contains($0.lowerBound) ?? true }
    }
    func order(_ point: BifurcationsResult.Point) -> [Double] { [place(point)] + point.extent.map(\.lowerBound) }
    let found = points.filter(isShown).sorted { order($0).lexicographicallyPrecedes(order($1)) }
    var notes: [String] = []
    if diagram.isEmpty {
      let isSingular = model.stateNames.count > 1 && isSingularEverywhere
      notes.append(
        isSingular
          ? Self.noneIsolated
          : "No equilibrium\(self.equilibria.others > 0 ? " that is isolated" : "") was found within the ranges, so that there was no branch to follow."
      )
    } else if found.isEmpty {
      notes.append("No fold, Hopf point or branch point was found on the branches that were followed.")
    }
    notes += CycleMarks(cycles, state: 0, of: name).notes.map {
      $0.prefix(1).uppercased() + $0.dropFirst() + "."
    }
    if model.mayTurn {
      notes.append("Where the equations jump or have corners, as those of abs and max, nothing is noticed.")
    }
    return (found, notes.isEmpty ? nil : notes.joined(separator: " "))
  }
}

extension ClosedRange<Double> {
  /// The range with a share of its width more on both sides.
  func widened(by share: Double) -> ClosedRange {
    let more = share * (upperBound - lowerBound)
    return lowerBound - more...upperBound + more
  }
}
