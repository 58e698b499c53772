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
  static let cycles = Parameter(
    "cycles", .flag,
    "with `vary`: whether the cycles that are born at Hopf points are followed, too: which Hopf points are subcritical, where cycles meet or double their period, how long that is, and where it grows beyond all bounds (`SNIC`: because two equilibria meet on the cycle, as where a neuron of class 1 begins to fire)",
    standard: false, "no")
  static let digits = Parameter("digits", .integer(1...17), "significant digits", standard: 4, "4", presentsOnly: true)
}

extension Directive {
  /// A table of equilibria, or of bifurcations.
  static let equilibria = Directive(
    "equilibria", gives: .table,
    "finds where a model stands still, what kind of equilibrium that is, and where that changes with a parameter",
    [
      SolveKeys.model, Key.range, Key.vary, Key.cycles, Key.at, ModelKeys.parameters, ModelKeys.initial,
      ModelKeys.input,
      Key.digits,
    ]
  ) { arguments, planning in
    guard let reference = arguments[SolveKeys.model], let base = planning.facts[reference.label]?.model,
      let model = base.overridden(
        by: ModelKeys.layer(arguments, isOverride: true), parameters: planning.values,
        &planning.diagnostics)
    else { return nil }
    let time = arguments[Key.at].flatMap { $0.magnitude(in: model.timeUnit) } ?? 0
    let replaced = Set((arguments[Key.vary] ?? []).map(\.name.text))
    guard planning.covers(model, at: time, besides: replaced, given: arguments.location(of: Key.at)) else { return nil }
    model.warnOfMoving(at: time, "listed", reference.location, &planning)
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
        hint:
          "add 'range: {\(model.stateNames[0]): \(model.usualRange(of: model.stateNames[0]))}', or where they are of interest"
      )
    }
    let withCycles = arguments[Key.cycles] ?? false
    if withCycles {
      let place = arguments.location(of: Key.cycles)
      model.refuseJumps(place, &planning)
      if !arguments.isMentioned(Key.vary) {
        planning.fail(
          "cycles are followed while a parameter varies", at: place,
          hint: "add 'vary: {\(model.parameterNames.first ?? "I"): 0 to 1}', or where they are of interest")
      }
    }
    guard !planning.diagnostics.hasErrors else { return nil }
    let digits = arguments[Key.digits] ?? 4
    guard let (parameter, across) = varied else {
      return Planned(Facts(shape: EquilibriaResult.shape(states))) { _ in
        let search = FoundEquilibria(model, at: time, ranges)
        let (isolated, others) = search.equilibria
        let result = EquilibriaResult(found: isolated, states: states)
        var table = result.table(digits: digits, rate: model.timeUnit.map { "1/\($0.text)" })
        table.note = search.note(isolated.count, besides: others)
        return Product(result, [.table(table)])
      }
    }
    let cycles = withCycles ? BifurcationsResult.CycleColumn(unit: model.timeUnit) : nil
    return Planned(Facts(shape: BifurcationsResult.shape(parameter, states, cycles: cycles))) { _ in
      let (found, note) = FoundEquilibria(model, at: time, ranges).bifurcations(
        parameter.name, over: across, withCycles: withCycles)
      let result = BifurcationsResult(found: found, parameter: parameter, states: states, cycles: cycles)
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
