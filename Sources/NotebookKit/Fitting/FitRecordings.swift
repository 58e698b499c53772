import Diagnostics
import Dynamics
import Expressions
import Markup

/// The recordings of a fit: which data they are, and what the model was when they were made.
extension FitKeys {
  static func recordings(
    _ references: [LabelReference], _ arguments: Arguments, _ model: ModelDefinition, _ engine: FitEngine,
    _ planning: inout Planning
  ) -> [FitRequest.Recorded]? {
    guard let named = named(references, &planning) else { return nil }
    checkNames(named.compactMap(\.name), arguments, &planning)
    checkQueries(named, arguments, &planning)
    checkUse(named.map(\.reference), arguments, model, engine, &planning)
    var recordings: [FitRequest.Recorded] = []
    for (name, reference) in named {
      guard let facts = planning.facts[reference.label]?.data,
        let own = overridden(model, name, arguments, &planning),
        let span = span(arguments, reference, name, facts, own, &planning),
        planning.covers(own, span, at: reference.location)
      else { return nil }
      let problem = own.problem(from: span.lowerBound, to: span.upperBound)
      let trajectory = TrajectoryFacts(own, problem, title: name.map { "fit, \($0)" } ?? "fit")
      let components = trajectory.observed.components
      guard let columns = columns(arguments, reference, facts, own, components, engine, &planning) else { return nil }
      ComparedData(label: reference.label, data: facts, facts: trajectory.observed)
        .checkUnits(of: columns.map(\.name), at: reference.location, &planning)
      recordings.append(
        FitRequest.Recorded(
          name: name, dataLabel: reference.label, model: own, span: span, columns: columns, timeColumn: facts.key,
          facts: trajectory))
    }
    return recordings
  }

  /// Each with its name, where there are several.
  private static func named(
    _ references: [LabelReference], _ planning: inout Planning
  ) -> [(name: String?, reference: LabelReference)]? {
    if let first = references.first, references.count == 1 {
      guard let facts = planning.facts[first.label]?.data else { return nil }
      if facts.by == nil { return [(nil, first)] }
      if facts.groups.isEmpty { planning.fail("'\(first.label)' has no rows", at: first.location) }
      return facts.groups.isEmpty
        ? nil
        : facts.groups.map { ($0, LabelReference(label: "\(first.label).\($0)", location: first.location)) }
    }
    var named: [(name: String?, reference: LabelReference)] = []
    for reference in references {
      guard let facts = planning.facts[reference.label]?.data else { return nil }
      guard facts.by == nil else {
        planning.fail(
          "the rows of '\(reference.label)' are in groups", at: reference.location,
          hint: "beside other data name one group: '\(reference.label).\(facts.groups.first ?? "group")'")
        return nil
      }
      let name = reference.part ?? reference.label
      guard !named.contains(where: { $0.name == name }) else {
        planning.fail(
          "two recordings are named '\(name)'", at: reference.location, hint: "each is asked for by its name")
        return nil
      }
      named.append((name, reference))
    }
    return named
  }

  /// That `each` and `own` speak of recordings that there are, and once of each.
  private static func checkNames(_ names: [String], _ arguments: Arguments, _ planning: inout Planning) {
    if names.isEmpty {
      for key in [each, own] as [any AnyParameter] where arguments.isMentioned(key) {
        planning.fail(
          "there is one recording, and '\(key.name)' is for several", at: arguments.place(of: key),
          hint: key.name == own.name
            ? "write the names under 'unknown'" : "write 'parameters', 'input' or 'initial' for it")
      }
      return
    }
    var seen: Set<String> = []
    for entry in arguments[each] ?? [] {
      if !names.contains(entry.name.text) {
        planning.fail(
          "there is no recording '\(entry.name.text)'", at: entry.name.location,
          hint: Spelling.help(entry.name.text, among: names))
      } else if !seen.insert(entry.name.text).inserted {
        planning.fail("'\(entry.name.text)' is given twice", at: entry.name.location)
      }
    }
  }

  /// That no recording is asked for like something else of a fit.
  private static func checkQueries(
    _ named: [(name: String?, reference: LabelReference)], _ arguments: Arguments, _ planning: inout Planning
  ) {
    let unknown = arguments[unknown] ?? []
    for (name, reference) in named {
      guard let name else { continue }
      let estimate = unknown.first { FitUnknown.queryName($0.text) == name }?.text
      guard estimate != nil || Estimates.queries([]).contains(where: { $0.name == name }) else { continue }
      planning.fail(
        "the recording '\(name)' and \(estimate.map { "the estimate of '\($0)'" } ?? "what a fit says of itself") would both be asked for as '\(name)'",
        at: reference.location, hint: "give the recording another name")
    }
  }

  /// The model as it was in a recording.
  private static func overridden(
    _ model: ModelDefinition, _ name: String?, _ arguments: Arguments, _ planning: inout Planning
  ) -> ModelDefinition? {
    guard let name, let items = arguments[each]?.first(where: { $0.name.text == name })?.items else { return model }
    var layer = ModelLayer()
    layer.isOverride = true
    for item in items {
      let text = item.name.text
      if arguments[unknown]?.contains(where: { $0.text == text }) ?? false {
        planning.fail("'\(text)' is unknown, and here it is given", at: item.name.location)
        return nil
      } else if text.hasSuffix("(0)"), model.stateNames.contains(String(text.dropLast(3))) {
        layer.initial.append(
          ModelLayer.Item(name: item.name.slice(0..<item.name.bytes.count - 3), value: item.value))
      } else if model.inputs.contains(where: { $0.name == text }) {
        layer.inputs.append(item)
      } else if model.parameterNames.contains(text) {
        layer.parameters.append(item)
      } else {
        refuse(item.name, model, &planning)
        return nil
      }
    }
    return model.overridden(by: layer, parameters: planning.values, &planning.diagnostics)
  }
}
