import Diagnostics
import Dynamics
import Expressions

/// What a sweep varies, as it was written.
struct Variation: Sendable {
  let name: Fragment
  let numbers: NumberList?
  let words: [Fragment]
  /// Where its values stand.
  let place: Location
}

extension ArgumentKind where Value == [Variation] {
  /// Names with a list or a range each.
  static let variations = ArgumentKind(
    "names with a list or a range each",
    .mapping(
      [
        .init("method", .list(SolveKeys.methodKind.form), "the solvers"),
        .init("step", .numbers, "the step sizes"), .init("tolerance", .numbers, "the tolerances"),
        .init("seed", .numbers, "the seeds of a network"),
      ], others: .numbers)
  ) { value, reading in
    guard let entries = reading.entries(value, expected: "names with a list or a range each") else { return nil }
    guard !entries.isEmpty || reading.diagnostics.hasErrors else {
      reading.fail("nothing varies", at: value.location, hint: "write a name and its values, as in '{I: [50, 100 pA]}'")
      return nil
    }
    let read = entries.compactMap { entry -> Variation? in
      if ["model", "preset"].contains(entry.key.text) {
        reading.fail(
          "'\(entry.key.text)' does not vary", at: entry.key.location,
          hint: "write a sweep for each, or vary the parameters by which they differ, with 'together: [c, d]'")
        return nil
      }
      if entry.key.text == "method" {
        guard let items = reading.items(entry.value) else { return nil }
        return Variation(
          name: entry.key, numbers: nil, words: items.compactMap { reading.text($0, expected: "a solver's name") },
          place: entry.value.location)
      }
      return NumberList.values(entry.value, &reading).map {
        Variation(name: entry.key, numbers: $0, words: [], place: entry.value.location)
      }
    }
    return read.count == entries.count ? read : nil
  }
}

extension NumberList {
  /// The values of what is called `name`, in its unit; nothing, with a message, where they measure something else.
  func magnitudes(of name: Fragment, in unit: Unit?, _ planning: inout Planning) -> [Double]? {
    if let given = self.unit, unit.map({ !$0.measuresSame(as: given) }) ?? true {
      planning.fail(
        "'\(name.text)' is not in \(given.text)", at: name.location,
        hint: unit.map { "it is in \($0.text)" } ?? "it has no unit")
      return nil
    }
    return magnitudes(in: unit)
  }
}

/// Turns the points of a sweep into solves.
struct SweepReader {
  private let frame: SolveFrame
  var model: ModelDefinition { frame.model }
  let method: Method?
  private(set) var varied: Set<String> = []
  /// Where what varies is named.
  private(set) var places: [String: Location] = [:]

  init(_ frame: SolveFrame, _ method: Method?) {
    self.frame = frame
    self.method = method
  }

  mutating func axis(_ variation: Variation, _ planning: inout Planning) -> SweepFacts.Axis? {
    let name = variation.name.text
    guard varied.insert(name).inserted else {
      planning.fail("'\(name)' varies twice", at: variation.name.location)
      return nil
    }
    places[name] = variation.name.location
    if name == "method" { return methods(variation, &planning) }
    guard let list = variation.numbers, !list.values.isEmpty else { return nil }
    let model = frame.model
    var unit: Unit?
    switch name {
    case "step": unit = model.timeUnit
    case "tolerance": unit = nil
    default:
      let known = model.parameterNames + model.inputs.map(\.name) + model.stateNames
      guard known.contains(name) || name != "seed" else {
        planning.fail(
          "a model draws nothing, so that no seed changes it", at: variation.name.location,
          hint: "noise and synapses belong to a 'network': sweep one with 'network: LABEL' in place of 'model'")
        return nil
      }
      guard known.contains(name) else {
        planning.fail(
          model.hasReplaced(name)
            ? "nothing uses '\(name)': what did is replaced" : "the model has no '\(name)' to vary",
          at: variation.name.location,
          hint: Self.initial(name, among: model.stateNames)
            ?? Spelling.help(name, among: known + ["method", "step", "tolerance"]))
        return nil
      }
      if model.hasOwnCourse(ofInput: name) {
        let unit = model.unit(of: name).map { " " + $0.text } ?? ""
        planning.warnThatASweepHolds(
          name, variation.name, hint: "to hold it, say so here with 'input: {\(name): 0\(unit)}'; ")
      }
      unit = model.unit(of: name)
    }
    guard let values = list.magnitudes(of: variation.name, in: unit, &planning) else { return nil }
    if name == "step" || name == "tolerance", let wrong = values.first(where: { $0 <= 0 }) {
      planning.fail("'\(name)' is positive, not \(wrong)", at: variation.name.location)
      return nil
    }
    return SweepFacts.Axis(
      name: name, unit: unit, values: values.map { .number($0) }, isInitial: frame.model.stateNames.contains(name))
  }

  /// For `v(0)`, `v0` and `v_0`.
  private static func initial(_ name: String, among states: [String]) -> String? {
    states.first { ["\($0)(0)", "\($0)0", "\($0)_0"].contains(name) }.map {
      "an initial value goes by the name of its state: '\($0)'"
    }
  }

  private func methods(_ variation: Variation, _ planning: inout Planning) -> SweepFacts.Axis? {
    let names = variation.words.compactMap { word -> String? in
      if let method = Method.named(word.text) { return method.name }
      planning.fail(
        "unknown method '\(word.text)'", at: word.location,
        hint: Spelling.hint(word.text, among: Method.catalogue.flatMap { [$0.name] + $0.aliases }))
      return nil
    }
    guard names.count == variation.words.count, !names.isEmpty else { return nil }
    return SweepFacts.Axis(name: "method", unit: nil, values: names.map { .text($0) })
  }

  /// The solves of all points.
  ///
  /// - Parameters:
  ///   - alone: whether each point needs a model of its own.
  ///   - needsRows: whether a measure wants more of a solve than its spikes, its cost and its ends.
  func work(
    _ facts: SweepFacts, alone: Bool, needsRows: Bool, _ arguments: Arguments, _ planning: inout Planning
  ) -> SweepWork? {
    let numeric = facts.axes.indices.filter { !["method", "step", "tolerance"].contains(facts.axes[$0].name) }
    guard matters(numeric.map { facts.axes[$0] }, &planning) else { return nil }
    if !alone, !numeric.isEmpty, facts.count > 1,
      let groups = groups(facts, numeric, arguments, &planning)
    {
      return SweepWork(groups: groups, needsRows: needsRows)
    }
    guard !planning.diagnostics.hasErrors else { return nil }
    var requests: [SolveRequest] = []
    var models: [String: ModelDefinition] = [:]
    let variants = ModelVariants(of: frame.model, parameters: planning.values)
    for index in 0..<facts.count {
      guard let request = request(facts.axes, facts.point(index), arguments, variants, &models, &planning) else {
        return nil
      }
      requests.append(request)
    }
    return SweepWork(requests: requests)
  }

  /// The points that differ in numbers of the model alone, together; nothing where these numbers are more than that.
  private func groups(
    _ facts: SweepFacts, _ numeric: [Int], _ arguments: Arguments, _ planning: inout Planning
  ) -> [SweepWork.Group]? {
    let names = numeric.map { facts.axes[$0].name }
    guard
      let family = ModelFamily(
        frame.model, varying: names, from: frame.span.lowerBound, to: frame.span.upperBound,
        locatesSurfaces: frame.eventTimes == .located)
    else { return nil }
    let variants = ModelVariants(of: frame.model, parameters: planning.values)
    let size = min(facts.count, numeric.reduce(1) { $0 * facts.axes[$1].values.count })
    var groups: [SweepWork.Group] = []
    var members: [String: Int] = [:]
    for index in 0..<facts.count {
      let point = facts.point(index)
      let key = facts.axes.indices.filter { !numeric.contains($0) }.map { "\(point[$0])" }.joined(separator: " ")
      if members[key] == nil {
        // Where copies begin is looked at below; the model itself is none of them.
        var none = ["": frame.model]
        let control = zip(facts.axes, point).enumerated().filter { !numeric.contains($0.offset) }.map(\.element)
        guard let request = request(control.map(\.0), control.map(\.1), arguments, variants, &none, &planning)
        else { return nil }
        members[key] = groups.count
        groups.append(SweepWork.Group(request, names, expecting: size))
      }
      if let group = members[key] { groups[group].append(index, numeric.map { point[$0].number ?? .nan }) }
    }
    for index in groups.indices {
      groups[index].fill(family)
      if let state = groups[index].endlessBeginning {
        let written = frame.model.states[state]
        planning.fail(
          "the initial value of '\(written.name)' is not a finite number for every point",
          at: written.initial.location)
        return nil
      }
    }
    return groups
  }

  private func request(
    _ axes: [SweepFacts.Axis], _ point: [SweepFacts.Point], _ arguments: Arguments,
    _ variants: ModelVariants, _ models: inout [String: ModelDefinition], _ planning: inout Planning
  ) -> SolveRequest? {
    var frame = frame
    var chosen = method
    var control: Settings.Control?
    var layer = ModelLayer()
    layer.isOverride = true
    let place = arguments.location
    let variedPlace = arguments.location(of: SweepKeys.vary)
    for (axis, value) in zip(axes, point) {
      switch (axis.name, value) {
      case ("method", .text(let name)): chosen = Method.named(name)
      case ("step", .number(let size)):
        guard let fixed = SolveKeys.fixed(size, at: variedPlace, frame, &planning) else { return nil }
        control = fixed
      case ("tolerance", .number(let size)):
        guard let method = chosen ?? Method.catalogue.first else { return nil }
        let text = ToleranceText(relative: size, absolute: [])
        guard let adaptive = SolveKeys.adaptive(text, method, at: variedPlace, arguments, frame, &planning) else {
          return nil
        }
        control = adaptive
      case (let name, .number(let number)): layer.set(name, number, in: frame.model)
      default: break
      }
    }
    let key = layer.text
    let known = models[key]
    if !layer.isEmpty {
      guard let model = known ?? variants.model(with: layer, &planning.diagnostics) else { return nil }
      frame.model = model
    }
    models[key] = frame.model
    guard let chosen,
      let steps = control ?? SolveKeys.control(arguments, chosen, at: place, frame, &planning)
    else { return nil }
    let request = SolveRequest(frame, chosen, steps)
    // Where it begins depends on the model alone.
    return known != nil || request.begins(&planning) ? request : nil
  }
}

extension Planning {
  /// - Parameters:
  ///   - input: the name of it in its model.
  ///   - name: as the sweep has it.
  ///   - hint: what else than to keep its course may be done.
  mutating func warnThatASweepHolds(_ input: String, _ name: Fragment, hint: String = "") {
    warn(
      "the input '\(name.text)' changes with time, and a sweep holds it at each value", at: name.location,
      hint: hint
        + "to keep its course, give the number a name: 'parameters: {\(input)0: 70}', 'input: {\(input): \(input)0*(t >= 100)}', and vary '\(name.text)0'"
    )
  }
}

extension ModelDefinition {
  /// Whether an input changes with time as its author wrote it; what a built-in model has is an example.
  func hasOwnCourse(ofInput name: String) -> Bool {
    guard let input = inputs.first(where: { $0.name == name }), constantValue(ofInput: name) == nil else {
      return false
    }
    return !BuiltInModel.isSource(input.value.location)
  }
}

extension ModelLayer {
  /// A value for a parameter, an input or a state's beginning.
  mutating func set(_ name: String, _ number: Double, in model: ModelDefinition) {
    let item = Item(name: Fragment(name, path: "vary"), value: Fragment("\(number)", path: "vary"))
    if model.stateNames.contains(name) {
      initial.append(item)
    } else if model.inputs.contains(where: { $0.name == name }) {
      inputs.append(item)
    } else {
      parameters.append(item)
    }
  }

  var isEmpty: Bool { parameters.isEmpty && inputs.isEmpty && initial.isEmpty }

  fileprivate var text: String {
    (parameters + inputs + initial).map { "\($0.name.text)=\($0.value.text)" }.joined(separator: ";")
  }
}
