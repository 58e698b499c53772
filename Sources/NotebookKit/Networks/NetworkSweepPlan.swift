import Diagnostics
import Dynamics
import Expressions
import Markup

/// A sweep of a network: over its seed, and over numbers of its parts.
enum NetworkSweepPlan {
  static func planned(_ arguments: Arguments, _ planning: inout Planning) -> Planned? {
    guard let reference = arguments[SweepKeys.network],
      let definition = planning.facts[reference.label]?.network, let variations = arguments[SweepKeys.vary]
    else { return nil }
    if arguments.isMentioned(SweepKeys.model) {
      planning.fail(
        "give 'model' or 'network', not both", at: arguments.location(of: SweepKeys.network),
        hint: "a network has its models in its own block")
    }
    for key in SweepKeys.ofModels where arguments.isMentioned(key) {
      planning.fail(
        "'\(key.name)' has no place in the sweep of a network", at: arguments.place(of: key),
        hint: "all that does not vary is said in the block '\(reference.label)'")
    }
    let measures = measures(arguments, definition.facts, &planning)
    let settings = MeasureKeys.settings(arguments, of: measures.map(\.measure), definition.facts, &planning)
    var numbers: [NetworkNumber] = []
    var axes: [SweepFacts.Axis] = []
    for variation in variations {
      guard let found = axis(variation, definition, axes, &planning) else { continue }
      numbers.append(found.number)
      axes.append(found.axis)
    }
    guard axes.count == variations.count,
      let together = SweepKeys.together(arguments, variations, axes, &planning), !planning.diagnostics.hasErrors
    else { return nil }
    let columns = measures.map { SweepColumn($0.measure, of: $0.part, time: definition.facts.timeUnit) }
    let facts = SweepFacts(axes: axes, columns: columns, together: together)
    guard SweepKeys.isSmall(facts, arguments, &planning) else { return nil }
    // What one number alone can be blamed for is said beside it.
    let suspects = numbers.indices.filter { !numbers[$0].isSeed }
    let place = suspects.count == 1 ? variations[suspects[0]].place : arguments.location(of: SweepKeys.vary)
    var requests: [NetworkRequest] = []
    for index in 0..<facts.count {
      let (request, diagnostics) = definition.request(with: texts(numbers, axes, facts.point(index)), planning)
      guard let request else {
        for diagnostic in diagnostics {
          planning.fail(
            "at \(facts.text(index)): \(diagnostic.message)", at: place,
            hint: diagnostic.hint ?? "leave that value out, or change what it does not go with in '\(reference.label)'")
        }
        return nil
      }
      requests.append(request)
    }
    if let stepped = axes.first(where: { $0.name == NetworkKeys.step.name }),
      let lasting = requests.first?.facts.lastsAStep
    {
      planning.warn(
        "\(lasting) lasts for one step, and does less in a shorter one: with another step this is another network",
        at: arguments.location(of: SweepKeys.vary),
        hint:
          "to vary '\(stepped.name)' alone give noise 'every 1 ms', and synapses a 'decay', or have them act on a state"
      )
    }
    let sweep = NetworkSweep(requests, measures, columns, settings)
    let identity = sweep.identity
    let digits = arguments[SweepKeys.digits] ?? 4
    let showsTable = arguments[DataKeys.show] == true
    return Planned(Facts(shape: facts.shape, sweep: facts, identity: identity)) { inputs in
      let (stored, isReused) = inputs.store.value(identity) { sweep.measured(inputs) }
      let result = SweepResult(facts: facts, rows: stored.rows, outcomes: stored.outcomes)
      return Product(
        result, showsTable ? [DataKeys.output(SweepTable(result, digits: digits).table, arguments)] : [],
        isReused: isReused)
    }
  }

  /// The numbers of a point as an author would write them.
  private static func texts(
    _ numbers: [NetworkNumber], _ axes: [SweepFacts.Axis], _ point: [SweepFacts.Point]
  ) -> [(number: NetworkNumber, text: Fragment)] {
    zip(numbers, zip(axes, point)).map { number, pair in
      let unit = pair.0.unit.map { " " + $0.text } ?? ""
      return (number, Fragment(Digits.shortest(pair.1.number ?? .nan) + unit, path: "vary"))
    }
  }

  private static func axis(
    _ variation: Variation, _ network: NetworkDefinition, _ known: [SweepFacts.Axis], _ planning: inout Planning
  ) -> (number: NetworkNumber, axis: SweepFacts.Axis)? {
    let name = variation.name
    guard let number = network.numbers.first(where: { $0.name == name.text }) else {
      planning.fail(
        "the network has no number '\(name.text)' to vary", at: name.location,
        hint: Spelling.hint(name.text, among: network.numbers.map(\.name))
          ?? "write 'seed', 'step', or a number of one of its parts behind the part's name: '\(network.example)'")
      return nil
    }
    guard !known.contains(where: { $0.name == name.text }) else {
      planning.fail("'\(name.text)' varies twice", at: name.location, hint: "give it one list")
      return nil
    }
    if number.hasOwnCourse, case .model(_, _, let input) = number.place {
      planning.warnThatASweepHolds(input, name)
    }
    guard let list = variation.numbers, !list.values.isEmpty else { return nil }
    let unit = number.hasUnit ? number.unit : list.unit
    guard let values = list.magnitudes(of: name, in: unit, &planning) else { return nil }
    if number.isSeed,
      let wrong = values.first(where: { $0 != $0.rounded() || !(0...largestSeed).contains($0) })
    {
      planning.fail(
        "a seed is a whole number of at least 0, not \(Digits.compact(wrong, 17))", at: variation.place,
        hint: "write 'seed: 1 to 20 by 1'")
      return nil
    }
    return (number, SweepFacts.Axis(name: name.text, unit: unit, values: values.map { .number($0) }))
  }

  /// Beyond it neighbouring seeds would be one.
  private static let largestSeed = 0x1p53

  private static func measures(
    _ arguments: Arguments, _ network: NetworkFacts, _ planning: inout Planning
  ) -> [(measure: PopulationMeasure, part: String?)] {
    let parts = network.populations.map(\.name)
    var known: [(name: String, measure: PopulationMeasure, part: String?)] = []
    for measure in PopulationMeasure.catalogue {
      known.append((measure.name, measure, nil))
      for part in parts where measure.isOfPopulations { known.append(("\(part).\(measure.name)", measure, part)) }
    }
    MeasureKeys.refuseTwice(arguments[SweepKeys.measure] ?? [], &planning)
    return (arguments[SweepKeys.measure] ?? []).compactMap { name in
      if let found = known.first(where: { $0.name == name.text }) { return (found.measure, found.part) }
      let example = parts.first.map { "'\($0).rate'" } ?? "'rate'"
      let isOfSolves = Measure.catalogue.contains { $0.name == name.text }
      planning.fail(
        isOfSolves
          ? "'\(name.text)' is measured of solves, and this is a network"
          : "unknown measure '\(name.text)' of a network",
        at: name.location,
        hint: Spelling.hint(name.text, among: known.map(\.name))
          ?? "measures are 'rate' for all neurons, \(example) for those of one population, and the like")
      return nil
    }
  }
}

extension NetworkDefinition {
  /// A number as one would write it in a sweep.
  fileprivate var example: String {
    numbers.last { if case .synapses(_, let key) = $0.place { key.name == SynapseKeys.weight.name } else { false } }?
      .name
      ?? numbers.last?.name ?? "seed"
  }
}
