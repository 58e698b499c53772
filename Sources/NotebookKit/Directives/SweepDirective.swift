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
    [SolveKeys.model, Key.method, Key.vary, Key.measure, Key.against, Key.columns] + SpikeKeys.all
      + SolveKeys.control + SolveKeys.protocolKeys + [Key.digits, DataKeys.show]
  ) { arguments, planning in
    guard let frame = SolveKeys.frame(arguments, &planning), let variations = arguments[Key.vary] else { return nil }
    var reader = SweepReader(frame, arguments[Key.method])
    // A method that could not be read is not missing.
    if arguments.isMentioned(Key.method), !arguments.isGiven(Key.method) { return nil }
    let axes = variations.compactMap { reader.axis($0, &planning) }
    guard axes.count == variations.count, reader.hasMethod(arguments, &planning) else { return nil }
    let columns = columns(arguments, frame.model, &planning)
    if columns.contains(where: { $0.measure.subject != .result }), !arguments.isMentioned(Key.against) {
      planning.fail(
        "'\(columns.first { $0.measure.subject != .result }?.measure.name ?? "")' wants something to compare with",
        at: arguments.location(of: Key.measure), hint: "add 'against'")
    }
    let facts = SweepFacts(axes: axes, columns: columns)
    guard facts.count <= planning.limits[.solves] else {
      let limit = Limits.Name.solves
      planning.fail(
        "that is \(limit.text(Double(facts.count))) solves, and the limit is \(limit.text(Double(planning.limits[.solves])))",
        at: arguments.location(of: Key.vary), hint: "vary by larger steps, or \(limit.raising(to: Double(facts.count)))"
      )
      return nil
    }
    let reference = arguments[Key.against]
    let isExact = if case .exact? = reference { true } else { false }
    let needsRows = isExact || columns.contains { $0.measure.subject == .component }
    guard let work = reader.work(facts, needsRows: needsRows, arguments, &planning), planning.diagnostics.isEmpty
    else { return nil }
    let digits = arguments[Key.digits] ?? 4
    let showsTable = arguments[DataKeys.show] == true
    let identity = identity(work, columns, reference, planning)
    return Planned(Facts(shape: facts.shape, model: frame.model, sweep: facts, identity: identity)) { inputs in
      let (stored, isReused) = inputs.store.value(identity, keeps: work.mayGive) {
        work.measured(columns, reference, inputs)
      }
      let result = SweepResult(facts: facts, rows: stored.rows, outcomes: stored.outcomes)
      return Product(
        result, showsTable ? [.table(SweepTable(result, digits: digits).table)] : [], isReused: isReused)
    }
  }

  /// What the measures are a function of: every solve of the grid, and what it is compared with.
  private static func identity(
    _ work: SweepWork, _ columns: [SweepFacts.Column], _ reference: ReferenceChoice?, _ planning: Planning
  ) -> Identity {
    let measures = columns.map {
      $0.component.isEmpty ? $0.measure.identity : "\($0.measure.identity) of \($0.component)"
    }
    var parts = [Identity.Part("measures", measures.joined(separator: ", "))] + work.identityParts
    if let reference {
      parts.append(
        Identity.Part(
          "reference", reference.label.flatMap { planning.facts[$0]?.identity?.key } ?? reference.name))
    }
    return Identity("sweep", parts)
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
    let measures = (arguments[Key.measure] ?? []).compactMap { name -> Measure? in
      if let measure = Measure.catalogue.first(where: { $0.name == name.text }) {
        if measure.needsSpikes, !model.events.contains(where: { $0.name == "spike" }) {
          planning.fail(
            "'\(measure.name)' wants spikes, and the model has no event of that name", at: name.location,
            hint: "name the event 'spike'")
        }
        if measure.isTimed {
          planning.fail(
            "times are measured in a 'compare' block, not in a sweep", at: name.location,
            hint: "'evaluations' and 'steps' say what a solve costs on every machine")
        }
        return measure
      }
      planning.fail(
        "unknown measure '\(name.text)'", at: name.location,
        hint: Spelling.hint(name.text, among: Measure.catalogue.map(\.name)))
      return nil
    }
    return SpikeKeys.apply(arguments, to: measures, model.timeUnit, &planning).flatMap {
      measure -> [SweepFacts.Column] in
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
