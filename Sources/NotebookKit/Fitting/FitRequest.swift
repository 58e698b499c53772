import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

/// A number of a model that is to be found.
struct FitUnknown: Sendable {
  /// As the author writes it: `a`, `I`, `w(0)`.
  let name: String
  let kind: Kind
  let unit: Unit?
  /// Where the search begins, in the unit.
  var start: Double

  enum Kind: Sendable, Equatable {
    case parameter
    case input
    case initial(Int)
  }

  /// A parameter that begins positive stays so.
  var isPositive: Bool { start > 0 && (kind == .parameter || kind == .input) }

  /// As formulas ask for it: `w(0)` is `w0`.
  var queryName: String { name.filter { $0 != "(" && $0 != ")" } }
}

/// A fit with everything resolved but the data.
struct FitRequest: Sendable {
  struct Column: Sendable {
    let name: String
    let unit: Unit?
    /// Its place among the states, and behind them among what the model computes from them.
    let state: Int
    let modelUnit: Unit?
  }

  let model: ModelDefinition
  let modelLabel: String
  let dataLabel: String
  let span: ClosedRange<Double>
  var unknowns: [FitUnknown]
  let columns: [Column]
  let timeColumn: DataFacts.Column?
  let noise: [Double]?
  let engine: FitEngine
  let facts: TrajectoryFacts
  /// What `params.x` stands for.
  let parameters: [String: Expression]

  /// What the estimates are a function of.
  func identity(data: Identity?) -> Identity {
    let unknowns = unknowns.map { Identity.Part("start of \($0.name)", Digits.shortest($0.start)) }
    let noise = noise.map { $0.map(Digits.shortest).joined(separator: ", ") } ?? "from the residuals"
    return Identity(
      "fit",
      model.identityParts + [
        SolveFrame.part(span), Identity.Part("data", data?.key ?? dataLabel),
        Identity.Part("columns", columns.map(\.name).joined(separator: ", ")), Identity.Part("noise", noise),
      ] + unknowns + engine.identityParts)
  }

  /// The model with values for the unknowns.
  func model(_ values: [Double]) -> ModelDefinition? {
    var layer = ModelLayer()
    layer.isOverride = true
    for (unknown, value) in zip(unknowns, values) {
      let name: String
      if case .initial(let state) = unknown.kind { name = model.states[state].name } else { name = unknown.name }
      let item = ModelLayer.Item(
        name: Fragment(name, path: "fit"), value: Fragment(Digits.exact(value), path: "fit"))
      switch unknown.kind {
      case .parameter: layer.parameters.append(item)
      case .input: layer.inputs.append(item)
      case .initial: layer.initial.append(item)
      }
    }
    var mistakes: [Diagnostic] = []
    return model.overridden(by: layer, parameters: parameters, &mistakes)
  }

  /// The problem with values for the unknowns. Windows want equations everywhere, on both sides of every condition; one
  /// solution over all data has its conditions located.
  func problem(_ values: [Double]) -> Problem {
    let located = engine.isOneSolution
    if let model = model(values) {
      return model.problem(from: span.lowerBound, to: span.upperBound, locatesSurfaces: located)
    }
    // Values that no model can have: nothing begins from there.
    var problem = model.problem(from: span.lowerBound, to: span.upperBound, locatesSurfaces: located)
    problem.initial = problem.initial.map { _ in .nan }
    return problem
  }

  var fitModel: FitModel {
    let unknowns = unknowns.map { FitModel.Unknown($0.name, start: $0.start, isPositive: $0.isPositive) }
    guard columns.contains(where: { $0.state >= model.states.count }) else {
      return FitModel(unknowns) { problem($0) }
    }
    return FitModel(
      unknowns, observed: { Observer(model($0) ?? model).extend($1, at: $2) }, problem: { problem($0) })
  }

  /// The column in which resets show: a row without it does not say on which side of a reset it is.
  var needed: String? {
    guard !engine.isOneSolution else { return nil }
    let problem = model.problem(from: span.lowerBound, to: span.upperBound)
    let set = Set(problem.events.flatMap(\.targets))
    return columns.first { set.contains($0.state) }?.name
  }

  /// The data in the units of the model.
  func observations(_ data: DataResult) throws(QueryFailure) -> Observations {
    let whole = data
    let data = whole.complete(needed.map { [$0] } ?? []).having(columns.map(\.name))
    guard data.count > 0 else {
      let names = (needed.map { [$0] } ?? columns.map(\.name)).map { "'\($0)'" }
      throw QueryFailure("no row of '\(dataLabel)' has a value of \(names.joined(separator: " or "))")
    }
    func column(_ name: String, _ unit: Unit?, in target: Unit?) -> [Double] {
      (data.numbers[name] ?? []).map { Quantity($0, unit: unit).magnitude(in: target) ?? $0 }
    }
    let times = column(timeColumn?.name ?? "t", timeColumn?.unit, in: model.timeUnit)
    if let row = times.indices.dropFirst().first(where: { times[$0 - 1] > times[$0] }) {
      throw QueryFailure(
        "the times of '\(dataLabel)' do not rise: \(Digits.compact(times[row], 6)) comes after \(Digits.compact(times[row - 1], 6)), in \(data.place(ofRow: row))",
        hint: "sort the rows by time")
    }
    let values = columns.map { column($0.name, $0.unit, in: $0.modelUnit) }
    var observations = Observations(times: times, states: columns.map(\.state), values: values, noise: noise)
    observations.rowsLeftOut = whole.count - data.count
    guard observations.count > unknowns.count else {
      throw QueryFailure(
        "\(observations.count) values for \(unknowns.count) unknowns", hint: "a fit wants more data than unknowns")
    }
    if let empty = columns.indices.first(where: { values[$0].allSatisfy(\.isNaN) }) {
      throw QueryFailure(
        "'\(dataLabel)' has no value of '\(columns[empty].name)'", hint: "with 'use' fewer columns count")
    }
    if noise == nil, columns.count > 1,
      let few = columns.indices.first(where: { place in values[place].count { !$0.isNaN } < 3 })
    {
      let count = values[few].count { !$0.isNaN }
      throw QueryFailure(
        "\(count) value\(count == 1 ? "" : "s") of '\(columns[few].name)' cannot tell its noise, by which it weighs beside the others",
        hint: "give 'noise', the standard deviation of each, or leave it out with 'use'")
    }
    return observations
  }
}
