import Diagnostics
import Dynamics
import Expressions
import Markup

private enum Key {
  static let method = Parameter("method", SolveKeys.methodKind, "the solver's name, unless it varies")
  static let vary = Parameter(
    "vary", .variations,
    "what varies, each with a list or a range: `method`, `step`, `tolerance`, parameters, inputs (then constant) and states (their initial values)",
    required: true)
  static let measure = Parameter(
    "measure", .names(among: Measure.words),
    "what is measured of each solve: " + Measure.catalogue.map { "`\($0.name)`" }.joined(separator: ", "),
    required: true)
  static let against = Parameter(
    "against", .reference([.trajectory]),
    "the solve that errors are measured from; `exact` is the solution by Taylor series at its tightest, of each point's own problem"
  )
  static let digits = Parameter("digits", .integer(1...17), "significant digits", standard: 4, "4", presentsOnly: true)
  static let columns = Parameter("columns", .names, "of which states errors are measured; the first if not given")
}

extension Directive {
  /// A grid of solves, each measured.
  static let sweep = Directive(
    "sweep", gives: .sweep, "solves a model over a grid and measures each solve",
    [SolveKeys.model, Key.method, Key.vary, Key.measure, Key.against, Key.columns] + SolveKeys.control
      + SolveKeys.protocolKeys + [Key.digits, DataKeys.show]
  ) { arguments, planning in
    guard let frame = SolveKeys.frame(arguments, &planning), let variations = arguments[Key.vary] else { return nil }
    var reader = SweepReader(frame, arguments[Key.method])
    let axes = variations.compactMap { reader.axis($0, &planning) }
    guard axes.count == variations.count, reader.hasMethod(arguments, &planning) else { return nil }
    let columns = columns(arguments, frame.model, &planning)
    if columns.contains(where: { $0.measure.subject != .result }), !arguments.isMentioned(Key.against) {
      planning.fail(
        "'\(columns.first { $0.measure.subject != .result }?.measure.name ?? "")' wants something to compare with",
        at: arguments.location(of: Key.measure), hint: "add 'against'")
    }
    let facts = SweepFacts(axes: axes, columns: columns)
    guard facts.count <= SweepReader.limit else {
      planning.fail(
        "that is \(facts.count) solves, and the limit is \(SweepReader.limit)", at: arguments.location(of: Key.vary))
      return nil
    }
    guard let requests = reader.requests(facts, arguments, &planning), planning.diagnostics.isEmpty else { return nil }
    let reference = arguments[Key.against]
    let digits = arguments[Key.digits] ?? 4
    let showsTable = arguments[DataKeys.show] == true
    let identity = identity(requests, columns, reference, planning)
    return Planned(Facts(shape: facts.shape, model: frame.model, sweep: facts, identity: identity)) { inputs in
      let (stored, isReused) = inputs.store.value(identity) { measured(requests, columns, reference, inputs) }
      let result = SweepResult(facts: facts, rows: stored.rows, outcomes: stored.outcomes)
      return Product(
        result, showsTable ? [.table(SweepTable(result, digits: digits).table)] : [], isReused: isReused)
    }
  }

  /// What the measures are a function of: every solve of the grid, and what it is compared with.
  private static func identity(
    _ requests: [SolveRequest], _ columns: [SweepFacts.Column], _ reference: ReferenceChoice?, _ planning: Planning
  ) -> Identity {
    let solves = requests.enumerated().map { Identity.Part("solve \($0.offset + 1)", $0.element.identity.key) }
    let measures = columns.map { $0.component.isEmpty ? $0.measure.name : "\($0.measure.name) of \($0.component)" }
    var parts = [Identity.Part("measures", measures.joined(separator: ", "))] + solves
    if let reference {
      parts.append(
        Identity.Part(
          "reference", reference.label.flatMap { planning.facts[$0]?.identity?.key } ?? reference.name))
    }
    return Identity("sweep", parts)
  }

  private static func measured(
    _ requests: [SolveRequest], _ columns: [SweepFacts.Column], _ reference: ReferenceChoice?, _ inputs: Inputs
  ) -> StoredSweep {
    var exact: [String: any TrajectoryResult] = [:]
    var rows: [[Result<Double, QueryFailure>]] = []
    var outcomes: [Outcome] = []
    for request in requests {
      let problem = request.problem
      let facts = TrajectoryFacts(request.model, problem, title: request.method.title)
      let result = SolveResult(facts: facts, request: request, problem: problem)
      let key = request.model.valuesText
      let other = exact[key] ?? reference?.result(for: result, inputs)
      exact[key] = other
      rows.append(columns.map { $0.measured(result, other) })
      outcomes.append(result.solution.outcome)
    }
    return StoredSweep(rows: rows, outcomes: outcomes)
  }

  private static func columns(_ arguments: Arguments, _ model: ModelDefinition, _ planning: inout Planning)
    -> [SweepFacts.Column]
  {
    var states: [String] = []
    for name in arguments[Key.columns] ?? [] {
      if model.stateNames.contains(name.text) {
        states.append(name.text)
      } else {
        planning.fail(
          "there is no state '\(name.text)'", at: name.location, hint: Spelling.hint(name.text, among: model.stateNames)
        )
      }
    }
    if states.isEmpty { states = Array(model.stateNames.prefix(1)) }
    return (arguments[Key.measure] ?? []).flatMap { name -> [SweepFacts.Column] in
      guard let measure = Measure.catalogue.first(where: { $0.name == name.text }) else {
        planning.fail(
          "unknown measure '\(name.text)'", at: name.location,
          hint: Spelling.hint(name.text, among: Measure.catalogue.map(\.name)))
        return []
      }
      guard measure.subject == .component else {
        return [
          SweepFacts.Column(
            name: measure.name, measure: measure, component: "",
            unit: measure.unit(component: nil, time: model.timeUnit))
        ]
      }
      return states.map { state in
        SweepFacts.Column(
          name: states.count == 1 ? measure.name : "\(measure.name)-\(state)", measure: measure, component: state,
          unit: measure.unit(component: model.unit(of: state), time: model.timeUnit))
      }
    }
  }
}

extension SweepFacts.Column {
  fileprivate func measured(_ result: SolveResult, _ other: (any TrajectoryResult)?) -> Result<Double, QueryFailure> {
    // A part of a run has no measures, only a cost.
    if !result.solution.outcome.isFinished, !measure.isCost {
      return .failure(QueryFailure(result.solution.outcome.phrase(timeUnit: result.facts.timeUnit)))
    }
    do throws(QueryFailure) {
      return .success(try measure.value(of: result, against: other, component, doubtAtMost: 0.1))
    } catch {
      return .failure(error)
    }
  }
}

extension ModelDefinition {
  /// What tells the models of a sweep apart.
  fileprivate var valuesText: String {
    (parameters.map { "\($0.value)" } + inputs.map(\.value.fragment.text) + states.map(\.initial.fragment.text))
      .joined(separator: ";")
  }
}
