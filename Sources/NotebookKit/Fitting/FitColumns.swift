import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

/// What of the data a fit compares, and over which times.
extension FitKeys {
  /// The states, and by single shooting what is computed from them.
  private static func comparable(_ engine: FitEngine, _ model: ModelDefinition) -> [String] {
    model.stateNames + (engine.isOneSolution ? model.definitions.map(\.subject.name) : [])
  }

  /// The method given, or the one that suits the model and its data: windows are cut where the data show a reset, and begin with
  /// states that were measured.
  static func method(_ arguments: Arguments, _ model: ModelDefinition, _ data: [DataFacts]) -> FitMethod {
    if arguments.isMentioned(method) { return arguments[method] ?? .multiple }
    let isDosed = model.events.contains { !$0.assignments.isEmpty && $0.schedule != nil }
    let names = Set(data.flatMap { facts in facts.numeric.map(\.name).filter { $0 != facts.key?.name } })
    let wanted = arguments[use].map { names.intersection($0.map(\.text)) } ?? names
    let isOfParts = wanted.isDisjoint(with: model.stateNames) && !wanted.isDisjoint(with: model.quantityNames)
    return isDosed || isOfParts ? .single : .multiple
  }

  /// That the columns asked for are somewhere in the data, and can be compared.
  static func checkUse(
    _ references: [LabelReference], _ arguments: Arguments, _ model: ModelDefinition, _ engine: FitEngine,
    _ planning: inout Planning
  ) {
    let all = references.compactMap { planning.facts[$0.label]?.data }.flatMap { facts in
      facts.numeric.filter { $0.name != facts.key?.name }.map(\.name)
    }
    let known = comparable(engine, model)
    for name in arguments[use] ?? [] {
      if !all.contains(name.text) {
        planning.fail(
          references.count == 1
            ? "'\(references[0].label)' has no column '\(name.text)'" : "no recording has a column '\(name.text)'",
          at: name.location, hint: Spelling.help(name.text, among: all))
      }
      guard !known.contains(name.text) else { continue }
      let isComputed = model.definitions.contains { $0.subject.name == name.text }
      planning.fail(
        isComputed
          ? "this method compares states, and '\(name.text)' is none" : "the model has no state '\(name.text)'",
        at: name.location,
        hint: isComputed
          ? "'method: single' compares what the model computes from its states as well"
          : Spelling.help(name.text, among: known))
    }
  }

  static func columns(
    _ arguments: Arguments, _ label: LabelReference, _ facts: DataFacts, _ model: ModelDefinition,
    _ components: [TrajectoryFacts.Component], _ engine: FitEngine, _ planning: inout Planning
  ) -> [FitRequest.Column]? {
    let numeric = facts.numeric.filter { $0.name != facts.key?.name }
    let wanted = arguments[use]
    let known = comparable(engine, model)
    let columns = numeric.compactMap { column -> FitRequest.Column? in
      guard known.contains(column.name), wanted?.contains(where: { $0.text == column.name }) ?? true,
        let state = components.firstIndex(where: { $0.name == column.name })
      else { return nil }
      return FitRequest.Column(
        name: column.name, unit: column.unit, state: state, modelUnit: components[state].unit)
    }
    if columns.isEmpty, !planning.diagnostics.hasErrors {
      let computed = numeric.first { model.quantityNames.contains($0.name) && !known.contains($0.name) }?.name
      planning.fail(
        "'\(label.label)' has no column that is named like a state", at: label.location,
        hint: computed.map { "'\($0)' is computed from the states: 'method: single' takes it" }
          ?? "what can be compared is \(known.map { "'\($0)'" }.joined(separator: ", ")): give a column one of these names, for a file by 'header'"
      )
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
    // What drives the model is used.
    let driving = model.inputs.flatMap {
      $0.value.expression.parts { if case .recorded = $0.node { true } else { false } }
    }
    .compactMap { if case .recorded(let recorded, _) = $0.node { recorded.name } else { nil } }
    for name in names where !known.contains(name) && !driving.contains("\(label.label).\(name)") {
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
  static func span(
    _ arguments: Arguments, _ label: LabelReference, _ name: String?, _ facts: DataFacts, _ model: ModelDefinition,
    _ planning: inout Planning
  ) -> ClosedRange<Double>? {
    let of = name.map { " of '\($0)'" } ?? ""
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
        "the data\(of) begin at \(Digits.compact(first, 6))\(unit), before the model, which begins at \(Digits.compact(start, 6))\(unit)",
        at: label.location, hint: "'from: \(Digits.compact(first, 6))\(unit)' begins the model there")
      return nil
    }
    guard last > start else {
      planning.fail(
        "the data\(of) have no times after \(Digits.compact(start, 6))\(unit), where the model begins",
        at: label.location,
        hint: "a fit compares what the model comes to with rows of later times")
      return nil
    }
    if !arguments.isGiven(from), first > 10 * (last - first) {
      planning.warn(
        "the model begins at 0 and the data\(of) at \(Digits.compact(first, 6))\(unit)", at: label.location,
        hint:
          "'from: \(Digits.compact(first, 6))\(unit)' begins the model with the data; 'from: 0' says that this is meant"
      )
    }
    return start...last
  }
}
