import Diagnostics
import Dynamics
import Expressions
import Markup

private enum Key {
  static let range = Parameter(
    "range", .ranges,
    "the states between which equilibria are looked for and listed: `{v: -80 to 40}`; without it they are looked for around the initial state"
  )
  static let at = Parameter(
    "at", .time, "the time at which inputs and whatever else depends on time are looked at; 0 if not given")
  static let vary = Parameter(
    "vary", .ranges,
    "one parameter or input with its range, `{I: 0 to 100 pA}`: instead of the equilibria the points at which their stability changes, as a `plot` of the kind `bifurcation` marks them"
  )
  static let digits = Parameter("digits", .integer(1...17), "significant digits", standard: 4, "4", presentsOnly: true)
}

extension Directive {
  /// A table of equilibria, or of bifurcations.
  static let equilibria = Directive(
    "equilibria", gives: .table,
    "finds where a model stands still, what kind of equilibrium that is, and where that changes with a parameter",
    [
      SolveKeys.model, Key.range, Key.vary, Key.at, ModelKeys.parameters, ModelKeys.initial, ModelKeys.input,
      Key.digits,
    ]
  ) { arguments, planning in
    guard let reference = arguments[SolveKeys.model], let base = planning.facts[reference.label]?.model,
      let model = base.overridden(
        by: ModelKeys.layer(arguments, isOverride: true), parameters: planning.parameters.expressions,
        &planning.diagnostics)
    else { return nil }
    let time = arguments[Key.at].flatMap { $0.magnitude(in: model.timeUnit) } ?? 0
    if model.movesWithTime {
      planning.warn(
        "the equations move with the time, and have no equilibria: those listed are of the moment t = \(Digits.shortest(time))",
        at: reference.location, hint: "'at' says for which moment")
    }
    if let still = model.stillState {
      planning.warn(
        "'\(still)' stays as it is between events, so that no equilibrium is isolated", at: reference.location,
        hint: "give it as a parameter in a model of its own, without its equation")
    }
    let states = model.states.map { TrajectoryFacts.Component(name: $0.name, unit: $0.unit) }
    let ranges = ranges(arguments, model, &planning)
    let varied = varied(arguments, model, &planning)
    if arguments.isMentioned(Key.vary), ranges.isEmpty, !planning.diagnostics.hasErrors {
      planning.fail(
        "with 'vary' the branches are followed within a range of a state", at: arguments.location(of: Key.vary),
        hint: "add 'range: {\(model.stateNames[0]): -1 to 1}', where they are of interest")
    }
    guard !planning.diagnostics.hasErrors else { return nil }
    let digits = arguments[Key.digits] ?? 4
    let names = model.stateNames
    guard let (parameter, across) = varied else {
      return Planned(Facts(shape: EquilibriaResult.shape(names), model: nil)) { _ in
        let search = FoundEquilibria(model, at: time, ranges)
        let (isolated, others) = search.equilibria
        let result = EquilibriaResult(found: isolated, states: states)
        var table = result.table(digits: digits, rate: model.timeUnit.map { "1/\($0.text)" })
        table.note = search.note(isolated.count, besides: others)
        return Product(result, [.table(table)])
      }
    }
    return Planned(Facts(shape: BifurcationsResult.shape(parameter.name, names))) { _ in
      let (found, note) = FoundEquilibria(model, at: time, ranges).bifurcations(parameter.name, over: across)
      let result = BifurcationsResult(found: found, parameter: parameter, states: states)
      var table = result.table(digits: digits)
      table.note = note
      return Product(result, [.table(table)])
    }
  }

  private static func ranges(
    _ arguments: Arguments, _ model: ModelDefinition, _ planning: inout Planning
  ) -> [String: ClosedRange<Double>] {
    var ranges: [String: ClosedRange<Double>] = [:]
    for (name, list) in arguments[Key.range] ?? [] {
      guard let state = model.states.first(where: { $0.name == name.text }) else {
        planning.fail(
          "there is no state '\(name.text)'", at: name.location, hint: Spelling.help(name.text, among: model.stateNames)
        )
        continue
      }
      ranges[name.text] = list.range(of: name, in: state.unit, &planning)
    }
    return ranges
  }

  private static func varied(
    _ arguments: Arguments, _ model: ModelDefinition, _ planning: inout Planning
  ) -> (TrajectoryFacts.Component, ClosedRange<Double>)? {
    guard let given = arguments[Key.vary] else { return nil }
    guard let (name, list) = given.first else {
      planning.fail(
        "nothing varies here", at: arguments.location(of: Key.vary), hint: "write 'vary: {I: 0 to 100}'")
      return nil
    }
    if given.count > 1 {
      planning.fail(
        "one parameter varies here, and these are \(given.count)", at: arguments.location(of: Key.vary),
        hint: "write a block for each")
      return nil
    }
    let known = model.parameterNames + model.inputs.map(\.name)
    guard known.contains(name.text) else {
      planning.fail(
        "the model has no parameter or input '\(name.text)'", at: name.location,
        hint: Spelling.help(name.text, among: known))
      return nil
    }
    let unit = model.unit(of: name.text)
    return list.range(of: name, in: unit, &planning).map {
      (TrajectoryFacts.Component(name: name.text, unit: unit), $0)
    }
  }
}

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

  /// How many degenerate equilibria may be isolated: more of them lie beside one another.
  private static let mostDegenerate = 8

  /// Those within all ranges, in the order of their states; and how many were met that are not isolated.
  var equilibria: (isolated: [Equilibrium], others: Int) {
    let found = withinRanges
    let degenerate = found.filter(\.isDegenerate)
    guard degenerate.count > Self.mostDegenerate else { return (found, 0) }
    return (found.filter { !$0.isDegenerate }, degenerate.count)
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
      return Equilibrium(state: state, eigenvalues: equilibrium.eigenvalues)
    }.filter { equilibrium in
      zip(equilibrium.state, limits).allSatisfy { value, limit in
        // Newton's method leaves rounding: an equilibrium on the edge is inside.
        guard let limit else { return true }
        let rounding = 1e-9 * (limit.upperBound - limit.lowerBound)
        return value >= limit.lowerBound - rounding && value <= limit.upperBound + rounding
      }
    }
  }

  /// Below the table: of which moment the list is, and what it is not.
  func note(_ count: Int, besides others: Int) -> String {
    if count == 0, isSingularEverywhere {
      return
        "No equilibrium is isolated: the Jacobian is singular everywhere, as where a sum of states stays the same. With that sum in place of one state there may be."
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
  func bifurcations(_ name: String, over across: ClosedRange<Double>) -> (
    found: [Continuation.Bifurcation], note: String?
  ) {
    guard let state = model.stateNames.first(where: { ranges[$0] != nil }), let up = ranges[state],
      let diagram = BifurcationDiagram(model, name, over: across, state, within: up, at: time)
    else { return ([], nil) }
    let limits = model.stateNames.map { ranges[$0] }
    let grain = 1e-6 * (across.upperBound - across.lowerBound)
    let found = diagram.allBifurcations.filter { point in
      zip(point.state, limits).allSatisfy { $1?.contains($0) ?? true }
    }.sorted {
      // Mirror images have one value of the parameter, to rounding.
      abs($0.parameter - $1.parameter) > grain
        ? $0.parameter < $1.parameter : $0.state.lexicographicallyPrecedes($1.state)
    }
    var notes: [String] = []
    if diagram.isEmpty {
      notes.append("No equilibrium was found within the ranges, so that there was no branch to follow.")
    } else if found.isEmpty {
      notes.append("No fold, Hopf point or branch point was found on the branches that were followed.")
    }
    if model.mayTurn {
      notes.append("Where the equations jump or have corners, as those of abs and max, nothing is noticed.")
    }
    return (found, notes.isEmpty ? nil : notes.joined(separator: " "))
  }
}

extension ModelDefinition {
  /// Whether the time stands anywhere in its equations or inputs.
  fileprivate var dependsOnTime: Bool {
    (states.map(\.equation.rate) + Array(namedExpressions.values)).contains { $0.symbols.contains("t") }
  }
}

extension Equilibrium {
  /// Whether the Jacobian is singular there: an eigenvalue is zero.
  fileprivate var isDegenerate: Bool {
    let sizes = eigenvalues.map { max(abs($0.real), abs($0.imaginary)) }
    return sizes.contains { $0 <= 1e-9 * (sizes.max() ?? 0) }
  }
}
