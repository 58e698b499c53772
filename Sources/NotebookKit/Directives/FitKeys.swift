import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

/// The keys of `fit`, and how they become a request.
enum FitKeys {
  static let model = SolveKeys.model
  static let data = Parameter(
    "data", .label([.data]),
    "the label of the data: a column of times, and columns named like states; by `method: single` also like named parts of the equations. Its times rise, and one may come more than once; an empty cell is left out alone. What was measured at the time of a jump counts behind it",
    required: true)
  static let unknown = Parameter(
    "unknown", .names,
    "what is to be found: parameters, inputs that are constant, and initial values, as in `[a, I, w(0)]`. A parameter or an input that begins above zero stays there",
    required: true)
  static let start = Parameter(
    "start", .items("unknowns with a value each"),
    "where the search begins: `{a: 0.05, I: 60 pA}`; at the model's own values if not given")
  static let method = Parameter(
    "method", .choice(FitMethod.allCases.map { ($0.rawValue, $0) }),
    "`single`: one solution over all data; `segments`: from reset to reset; `multiple`: multiple shooting, with free states between samples and free spike times",
    standard: .multiple, "multiple")
  static let use = Parameter(
    "use", .names, "which columns of the data count; all that are named like states if not given")
  static let from = Parameter(
    "from", .quantity,
    "the time at which the model begins, with its initial values; 0 if not given. Census data from 1900 on want `from: 1900`"
  )
  static let noise = Parameter(
    "noise", .perState,
    "the standard deviation of the data's noise: one number, or `{v: 0.5 mV}`; found from the residuals if not given")
  static let outcome = Parameter(
    "outcome", .choice((FitReport.Outcome.words + ["any"]).map { ($0, $0) }),
    "how the search is meant to end; another end is a failure", standard: "converged", "converged")

  static let all: [any AnyParameter] = [
    model, data, unknown, start, method, from, use, noise, ModelKeys.parameters, ModelKeys.initial, ModelKeys.input,
    outcome,
  ]

  /// The fit with everything resolved; nothing where a mistake was found.
  ///
  /// - Parameter engine: who finds the unknowns; shooting by the `method` given if there is none.
  static func request(_ arguments: Arguments, engine: FitEngine? = nil, _ planning: inout Planning) -> FitRequest? {
    guard let reference = arguments[model], let base = planning.facts[reference.label]?.model,
      let model = base.overridden(
        by: ModelKeys.layer(arguments, isOverride: true), parameters: planning.parameters.expressions,
        &planning.diagnostics),
      let label = arguments[data], let facts = planning.facts[label.label]?.data,
      isOneRecording(facts, label, &planning), let span = span(arguments, label, facts, model, &planning),
      let names = arguments[unknown]
    else { return nil }
    let problem = model.problem(from: span.lowerBound, to: span.upperBound)
    let trajectory = TrajectoryFacts(model, problem, title: "fit")
    guard let columns = columns(arguments, label, facts, model, trajectory.observed.components, &planning)
    else { return nil }
    SolveRequest.warnOfEventsAtTheStart(problem, model, "the model begins", &planning)
    ComparedData(label: label.label, data: facts, facts: trajectory.observed)
      .checkUnits(of: columns.map(\.name), at: label.location, &planning)
    let unknowns = unknowns(names, arguments, model, problem, &planning)
    let measured = columns.map { (name: $0.name, unit: $0.modelUnit) }
    let noise = arguments[noise]?.values(
      for: measured, among: trajectory.observed.componentNames, what: "in the data", &planning)
    if let noise, let place = noise.firstIndex(where: { !($0 > 0) }) {
      let given = arguments[Self.noise]
      let isGiven = given?.common != nil || given?.byName.contains { $0.name.text == measured[place].name } ?? false
      planning.fail(
        "the noise of '\(measured[place].name)' is not \(isGiven ? "positive" : "given")",
        at: arguments.location(of: Self.noise),
        hint: isGiven
          ? "it is the standard deviation of the noise; leave it out to have it found from the residuals"
          : "give it, or leave the column out with 'use'")
    }
    guard !unknowns.isEmpty, unknowns.count == names.count else { return nil }
    let request = FitRequest(
      model: model, modelLabel: reference.label, dataLabel: label.label, span: span, unknowns: unknowns,
      columns: columns, timeColumn: facts.key, noise: noise,
      engine: engine ?? .shooting(arguments[method] ?? .multiple),
      facts: trajectory, parameters: planning.parameters.expressions)
    for (name, unknown) in zip(names, unknowns) {
      var alone = request
      alone.unknowns = [unknown]
      // A model drops what nothing in it uses.
      guard alone.model([unknown.start]) == nil else { continue }
      planning.fail("nothing in the model uses '\(name.text)', so that no data tell it", at: name.location)
    }
    return request
  }

  private static func isOneRecording(
    _ facts: DataFacts, _ label: LabelReference, _ planning: inout Planning
  ) -> Bool {
    guard facts.by != nil else { return true }
    planning.fail("the rows of '\(label.label)' are in groups", at: label.location, hint: "a fit wants one recording")
    return false
  }

  private static func columns(
    _ arguments: Arguments, _ label: LabelReference, _ facts: DataFacts, _ model: ModelDefinition,
    _ components: [TrajectoryFacts.Component], _ planning: inout Planning
  ) -> [FitRequest.Column]? {
    let numeric = facts.numeric.filter { $0.name != facts.key?.name }
    let wanted = arguments[use]
    let computed = model.definitions.map(\.subject.name)
    let takesComputed = arguments.isGiven(method) && arguments[method] == .single
    let known = model.stateNames + (takesComputed ? computed : [])
    for name in wanted ?? [] where !numeric.contains(where: { $0.name == name.text }) {
      planning.fail(
        "'\(label.label)' has no column '\(name.text)'", at: name.location,
        hint: Spelling.help(name.text, among: numeric.map(\.name)))
    }
    for name in wanted ?? [] where !known.contains(name.text) {
      let isComputed = computed.contains(name.text)
      planning.fail(
        isComputed
          ? "this method compares states, and '\(name.text)' is none" : "the model has no state '\(name.text)'",
        at: name.location,
        hint: isComputed
          ? "'method: single' compares what the model computes from its states as well"
          : Spelling.help(name.text, among: known))
    }
    let columns = numeric.compactMap { column -> FitRequest.Column? in
      guard known.contains(column.name), wanted?.contains(where: { $0.text == column.name }) ?? true,
        let state = components.firstIndex(where: { $0.name == column.name })
      else { return nil }
      return FitRequest.Column(
        name: column.name, unit: column.unit, state: state, modelUnit: components[state].unit)
    }
    if columns.isEmpty, !planning.diagnostics.hasErrors {
      planning.fail(
        "'\(label.label)' has no column that is named like a state", at: label.location,
        hint: "the model's states are \(model.stateNames.map { "'\($0)'" }.joined(separator: " and "))")
    }
    if wanted == nil, !columns.isEmpty { warn(numeric, label, model, known, &planning) }
    return columns.isEmpty ? nil : columns
  }

  /// Names the columns that a fit leaves out since no state has their name.
  private static func warn(
    _ numeric: [DataFacts.Column], _ label: LabelReference, _ model: ModelDefinition, _ known: [String],
    _ planning: inout Planning
  ) {
    let names = numeric.map(\.name)
    let free = known.filter { !names.contains($0) }
    for name in names where !known.contains(name) {
      let isComputed = model.definitions.contains { $0.subject.name == name }
      planning.warn(
        "the fit leaves out the column '\(name)' of '\(label.label)': no state has this name", at: label.location,
        hint: isComputed
          ? "'method: single' compares what the model computes from its states as well"
          : Spelling.hint(name, among: free)
            ?? "the model's states are \(model.stateNames.map { "'\($0)'" }.joined(separator: " and ")); 'use' says which columns count"
      )
    }
  }

  /// From where the model begins to the last row.
  private static func span(
    _ arguments: Arguments, _ label: LabelReference, _ facts: DataFacts, _ model: ModelDefinition,
    _ planning: inout Planning
  ) -> ClosedRange<Double>? {
    guard let key = facts.key, let span = facts.span else {
      planning.fail("'\(label.label)' has no times", at: label.location)
      return nil
    }
    let ends = [span.lowerBound, span.upperBound].map { Quantity($0, unit: key.unit).magnitude(in: model.timeUnit) }
    guard let first = ends[0], let last = ends[1] else {
      planning.fail(
        "'\(key.name)' of '\(label.label)' is no time, and is taken for it", at: label.location,
        hint: "name the column of the times 't'")
      return nil
    }
    var start = 0.0
    if let given = arguments[from] {
      guard let time = given.magnitude(in: model.timeUnit), given.unit == nil || model.timeUnit != nil else {
        planning.fail(
          "'from' is not in \(given.unit?.text ?? "")", at: arguments.location(of: from),
          hint: model.timeUnit.map { "the model's time is in \($0.text)" } ?? "the model's time has no unit")
        return nil
      }
      start = time
    }
    let unit = model.timeUnit.map { " " + $0.text } ?? ""
    guard first >= start else {
      planning.fail(
        "the data begin at \(Digits.compact(first, 6))\(unit), before the model, which begins at \(Digits.compact(start, 6))",
        at: label.location, hint: "'from: \(Digits.compact(first, 6))\(unit)' begins the model there")
      return nil
    }
    guard last > start else {
      planning.fail(
        "the data have no times after \(Digits.compact(start, 6))\(unit), where the model begins", at: label.location,
        hint: "a fit compares what the model comes to with rows of later times")
      return nil
    }
    if !arguments.isGiven(from), first > 10 * (last - first) {
      planning.warn(
        "the model begins at 0 and the data at \(Digits.compact(first, 6))\(unit)", at: label.location,
        hint:
          "'from: \(Digits.compact(first, 6))\(unit)' begins the model with the data; 'from: 0' says that this is meant"
      )
    }
    return start...last
  }

  // MARK: Unknowns

  private static func unknowns(
    _ names: [Fragment], _ arguments: Arguments, _ model: ModelDefinition, _ problem: Problem,
    _ planning: inout Planning
  ) -> [FitUnknown] {
    var unknowns: [FitUnknown] = []
    for name in names {
      if unknowns.contains(where: { $0.name == name.text }) {
        planning.fail("'\(name.text)' is unknown twice", at: name.location)
      } else if let unknown = unknown(name, model, problem, &planning) {
        if let other = unknowns.first(where: { $0.queryName == unknown.queryName }) {
          planning.fail(
            "'\(other.name)' and '\(unknown.name)' would both be asked for as '\(other.queryName)'", at: name.location,
            hint: "give the parameter another name")
        }
        unknowns.append(unknown)
      }
    }
    for item in arguments[start] ?? [] {
      guard let place = unknowns.firstIndex(where: { $0.name == item.name.text }) else {
        if names.contains(where: { $0.text == item.name.text }) { continue }
        planning.fail(
          "'\(item.name.text)' is not among the unknowns", at: item.name.location,
          hint: Spelling.help(item.name.text, among: names.map(\.text)))
        continue
      }
      var reading = ArgumentReading(
        directive: "fit", parameters: planning.parameters, labels: planning.labels)
      let quantity = reading.number(.text(item.value), expected: "a number")
      planning.diagnostics += reading.diagnostics
      guard let quantity else { continue }
      guard let value = quantity.magnitude(in: unknowns[place].unit),
        quantity.unit == nil || unknowns[place].unit != nil
      else {
        planning.fail(
          "'\(quantity.unit?.text ?? "")' does not measure what '\(item.name.text)' does", at: item.value.location,
          hint: unknowns[place].unit.map { "'\(item.name.text)' is in \($0.text)" }
            ?? "'\(item.name.text)' has no unit: write the number alone")
        continue
      }
      unknowns[place].start = value
    }
    return unknowns
  }

  private static func unknown(
    _ name: Fragment, _ model: ModelDefinition, _ problem: Problem, _ planning: inout Planning
  ) -> FitUnknown? {
    let text = name.text
    if let parameter = model.parameters.first(where: { $0.name == text }) {
      return FitUnknown(name: text, kind: .parameter, unit: parameter.unit, start: parameter.value)
    }
    if let input = model.inputs.first(where: { $0.name == text }) {
      let values = Dictionary(model.parameters.map { ($0.name, $0.value) }) { first, _ in first }
      guard !input.value.expression.symbols.contains("t"),
        let value = try? input.value.expression.number({ values[$0].map(Value.number) })
      else {
        planning.fail(
          "the input '\(text)' changes with time, so it is no one number", at: name.location,
          hint:
            "give the number a name: 'parameters: {\(text)0: 70}', 'input: {\(text): \(text)0*(t >= 100)}', and ask for '\(text)0'"
        )
        return nil
      }
      return FitUnknown(name: text, kind: .input, unit: input.unit, start: value)
    }
    if text.hasSuffix("(0)"), let state = model.stateNames.firstIndex(of: String(text.dropLast(3))) {
      return FitUnknown(
        name: text, kind: .initial(state), unit: model.states[state].unit, start: problem.initial[state])
    }
    let known = model.parameterNames + model.inputs.map(\.name) + model.stateNames.map { $0 + "(0)" }
    planning.fail(
      "the model has no parameter or input '\(text)'", at: name.location,
      hint: model.stateNames.contains(text)
        ? "for its initial value write '\(text)(0)'" : Spelling.hint(text, among: known))
    return nil
  }
}
