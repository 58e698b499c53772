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
  /// Between what it stays, in the unit.
  var bounds: ClosedRange<Double>?
  /// Whether it begins at zero or below in another recording.
  var mayBeNegative = false
  /// The recording to which it belongs alone, and its name.
  var recording: Int?
  var recordingName: String?

  enum Kind: Sendable, Equatable {
    case parameter
    case input
    case initial(Int)
  }

  /// A parameter that begins positive stays so.
  var isPositive: Bool { bounds == nil && !mayBeNegative && start > 0 && (kind == .parameter || kind == .input) }

  var domain: FitModel.Unknown.Domain { bounds.map { .within($0) } ?? (isPositive ? .positive : .free) }

  /// Whether an estimate is at an end of the bounds: near it, and not held there by the data, which leave a minimum a width.
  func isAtBound(_ estimate: FitReport.Estimate) -> Bool {
    guard let bounds, !estimate.isIdentifiable else { return false }
    let near = 1e-3 * (bounds.upperBound - bounds.lowerBound)
    return estimate.value - bounds.lowerBound < near || bounds.upperBound - estimate.value < near
  }

  /// As the page names it.
  var title: String { recordingName.map { "\(name) of \($0)" } ?? name }

  /// As formulas ask for it: `w(0)` is `w0`.
  var queryName: String { Self.queryName(name) }

  static func queryName(_ name: String) -> String { name.filter { $0 != "(" && $0 != ")" } }
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

  /// One recording, and the model as it was.
  struct Recorded: Sendable {
    /// Where there are several.
    let name: String?
    let dataLabel: String
    let model: ModelDefinition
    let span: ClosedRange<Double>
    /// Those of the fit that it has, in the order of the fit.
    var columns: [Column]
    let timeColumn: DataFacts.Column?
    let facts: TrajectoryFacts
    /// Which of the unknowns its model uses.
    var unknowns: [Int] = []
  }

  let model: ModelDefinition
  let modelLabel: String
  var recordings: [Recorded]
  let unknowns: [FitUnknown]
  let noise: [NoiseSize]?
  let engine: FitEngine
  /// What `params.x` stands for.
  let parameters: [String: Expression]

  /// The measured states, each in at least one of the recordings.
  var columns: [Column] { Self.columns(of: recordings) }

  static func columns(of recordings: [Recorded]) -> [Column] {
    recordings.dropFirst().reduce(recordings[0].columns) { known, recording in
      known + recording.columns.filter { column in !known.contains { $0.name == column.name } }
    }
  }

  /// What the estimates are a function of.
  ///
  /// - Parameter data: the identity of the data of each recording.
  func identity(data: (String) -> Identity?) -> Identity {
    var parts: [Identity.Part] = []
    for recording in recordings {
      let of = recording.name.map { " of \($0)" } ?? ""
      parts += recording.model.identityParts.map { Identity.Part($0.name + of, $0.text) }
      parts += [SolveFrame.part(recording.span)].map { Identity.Part($0.name + of, $0.text) }
      parts.append(Identity.Part("data" + of, data(recording.dataLabel)?.key ?? recording.dataLabel))
    }
    parts.append(Identity.Part("columns", columns.map(\.name).joined(separator: ", ")))
    let noise = noise.map { $0.map(\.identity).joined(separator: ", ") } ?? "from the residuals"
    parts.append(Identity.Part("noise", noise))
    parts += unknowns.map { Identity.Part("start of \($0.title)", Digits.shortest($0.start)) }
    parts += unknowns.compactMap { unknown in
      unknown.bounds.map {
        Identity.Part(
          "bounds of \(unknown.title)", "\(Digits.shortest($0.lowerBound)) to \(Digits.shortest($0.upperBound))")
      }
    }
    return Identity("fit", parts + engine.identityParts)
  }

  /// A model with values for some unknowns; nothing where no model can have them.
  func model(_ model: ModelDefinition, with values: [(FitUnknown, Double)]) -> ModelDefinition? {
    var layer = ModelLayer()
    layer.isOverride = true
    for (unknown, value) in values {
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

  /// The model of a recording with values for all unknowns.
  func model(_ values: [Double], _ recording: Recorded) -> ModelDefinition? {
    model(recording.model, with: recording.unknowns.map { (unknowns[$0], values[$0]) })
  }

  /// The problem with values for all unknowns. Windows want equations everywhere, on both sides of every condition; one
  /// solution over all data has its conditions located.
  func problem(_ values: [Double], _ recording: Recorded) -> Problem {
    let (span, located) = (recording.span, engine.isOneSolution)
    if let model = model(values, recording) {
      return model.problem(from: span.lowerBound, to: span.upperBound, locatesSurfaces: located)
    }
    // Values that no model can have: nothing begins from there.
    var problem = recording.model.problem(from: span.lowerBound, to: span.upperBound, locatesSurfaces: located)
    problem.initial = problem.initial.map { _ in .nan }
    return problem
  }

  var fitUnknowns: [FitModel.Unknown] {
    unknowns.map { FitModel.Unknown($0.title, start: $0.start, $0.domain) }
  }

  /// The model of a recording with its own unknowns and those that it shares.
  func fitModel(_ recording: Recorded) -> FitModel {
    let starts = unknowns.map(\.start)
    @Sendable func all(_ values: [Double]) -> [Double] {
      var all = starts
      for (place, value) in zip(recording.unknowns, values) { all[place] = value }
      return all
    }
    let own = recording.unknowns.map { fitUnknowns[$0] }
    guard columns.contains(where: { $0.state >= model.states.count }) else {
      return FitModel(own) { problem(all($0), recording) }
    }
    return FitModel(
      own, observed: { Observer(model(all($0), recording) ?? recording.model).extend($1, at: $2) },
      problem: { problem(all($0), recording) })
  }

  /// The column in which resets show: a row without it does not say on which side of a reset it is.
  func needed(_ recording: Recorded) -> String? {
    guard !engine.isOneSolution else { return nil }
    let problem = recording.model.problem(from: recording.span.lowerBound, to: recording.span.upperBound)
    let set = Set(problem.events.flatMap(\.targets))
    return recording.columns.first { set.contains($0.state) }?.name
  }
}
