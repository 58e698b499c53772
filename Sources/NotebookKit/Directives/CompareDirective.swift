import Diagnostics
import Expressions
import Markup

private enum Key {
  static let of = Parameter(
    "of", .labels([.trajectory, .sweep]), "the results: solves, or sweeps that vary the same, point by point",
    required: true)
  static let against = Parameter(
    "against", .reference([.trajectory, .data, .sweep]),
    "what the errors are measured from; `exact` is the solution by Taylor series at its tightest, of each result's own problem"
  )
  static let at = Parameter("at", .instants, "times at which the values are compared")
  static let measure = Parameter(
    "measure", .names(among: Measure.words),
    "what is measured of each result: " + Measure.catalogue.map { "`\($0.name)`" }.joined(separator: ", ")
      + "; " + Measure.eventPhrase)
  static let columns = Parameter(
    "columns", .names,
    "which states, in this order; all of them if not given; and named sub-expressions and inputs, such as an energy")
  static let labels = Parameter(
    "labels", .titles, "what the table calls each result", presentsOnly: true)
  static let digits = Parameter(
    "digits", .integer(0...17), "digits after the point", standard: 4, "4", presentsOnly: true)
}

extension Directive {
  /// A table over results.
  static let compare = Directive(
    "compare", gives: .table, "puts results into a table: their values at given times, or measures of each",
    [Key.of, Key.against, Key.at, Key.measure, Key.columns] + MeasureKeys.all + [Key.labels, Key.digits]
  ) { arguments, planning in
    guard let references = arguments[Key.of], !references.isEmpty else { return nil }
    let sweeps = references.compactMap { planning.facts[$0.label]?.sweep }
    if !sweeps.isEmpty { return compareSweeps(references, sweeps, arguments, &planning) }
    let results = references.compactMap { reference in
      planning.facts[reference.label]?.trajectory.map { (reference.label, $0) }
    }
    guard results.count == references.count, let first = results.first?.1 else { return nil }
    guard arguments.isMentioned(Key.at) != arguments.isMentioned(Key.measure) else {
      planning.fail(
        arguments.isGiven(Key.at) ? "give 'at' or 'measure', not both" : "nothing to compare by",
        at: arguments.isGiven(Key.at) ? arguments.location(of: Key.measure) : arguments.location,
        hint: "'at' gives times, 'measure' names such as 'count' and 'rmse'")
      return nil
    }
    let names = components(arguments, first, &planning)
    let titles = SeriesNames(
      arguments[Key.labels] ?? [], references.map(\.label) + [arguments[Key.against]?.name].compactMap { $0 },
      &planning)
    for (label, facts) in results.dropFirst() {
      if let unlike = first.observed.unlikeUnit(facts.observed, names) {
        planning.fail(
          unlike, at: arguments.location(of: Key.of), hint: "solve both in the same units, or compare each by itself")
      }
      for name in names where !facts.observed.componentNames.contains(name) {
        planning.fail(
          "'\(label)' has no '\(name)'", at: arguments.location(of: Key.of),
          hint: Spelling.help(name, among: facts.componentNames))
      }
    }
    if case .label(let other)? = arguments[Key.against], let theirs = planning.facts[other.label]?.trajectory,
      let unlike = first.observed.unlikeUnit(theirs.observed, names)
    {
      planning.fail(unlike, at: other.location, hint: "solve both in the same units")
    }
    if case .label(let other)? = arguments[Key.against], let theirs = planning.facts[other.label]?.trajectory,
      let unlike = results.first(where: { $0.1.end != theirs.end || $0.1.start != theirs.start }),
      (arguments[Key.measure] ?? []).contains(where: { name in
        Measure.catalogue.contains { $0.name == name.text && $0.subject == .pair }
      })
    {
      planning.warn(
        "'\(unlike.0)' and '\(other.label)' have different spans, and spikes of one where the other has ended count as missing",
        at: other.location, hint: "solve both over the same span")
    }
    if case .label(let other)? = arguments[Key.against], arguments.isGiven(Key.columns),
      let theirs = planning.facts[other.label]?.trajectory?.observed.componentNames,
      let name = names.first(where: { !theirs.contains($0) })
    {
      planning.fail("'\(other.label)' has no '\(name)'", at: other.location, hint: Spelling.hint(name, among: theirs))
    }
    if arguments.isMentioned(MeasureKeys.after), arguments.isMentioned(Key.at) {
      planning.fail(
        "'after' belongs to 'measure'", at: arguments.place(of: MeasureKeys.after),
        hint: "'at' says which times are compared")
    }
    let events = first.events.filter { event in results.allSatisfy { $0.1.events.contains(event) } }
    let measures = MeasureKeys.apply(
      arguments, to: measures(arguments, events, &planning), first.timeUnit,
      end: results.map(\.1.end).min() ?? .infinity,
      &planning)
    for (label, facts) in results where !facts.events.contains("spike") {
      if let measure = measures.first(where: \.needsSpikes) {
        planning.fail(
          "'\(measure.name)' wants spikes, and the model of '\(label)' has no event of that name",
          at: arguments.location(of: Key.measure), hint: "name the event 'spike'")
      }
    }
    if let measure = measures.first(where: { $0.subject.compares }), !arguments.isMentioned(Key.against) {
      planning.fail(
        "'\(measure.name)' wants something to compare with",
        at: arguments.location(of: Key.measure), hint: "add 'against'")
    }
    if case .label(let other)? = arguments[Key.against], let data = planning.facts[other.label]?.data {
      let compared = ComparedData(label: other.label, data: data, facts: first.observed)
      compared.check(
        names, isChosen: arguments.isGiven(Key.columns), at: arguments.location(of: Key.against), &planning)
      if measures.contains(where: { $0.subject == .component }) {
        let (start, end) = (results.map(\.1.start).max() ?? 0, results.map(\.1.end).min() ?? 0)
        compared.warn(outside: start...max(start, end), at: arguments.location(of: Key.against), &planning)
      }
      compared.refuse(measures, at: arguments.location(of: Key.against), &planning)
    }
    if let list = arguments[Key.at], list.unit != nil, first.timeUnit == nil {
      planning.fail("the model gives time no unit", at: arguments.location(of: Key.at), hint: "write the numbers alone")
    }
    refuseTimesOfNone(arguments, results.map(\.1), &planning)
    guard !planning.diagnostics.hasErrors else { return nil }
    let request = Comparison(
      labels: references.map(\.label),
      titles: results.enumerated().map { titles.name($1.0, results.map(\.1), $0) }, facts: results.map(\.1),
      against: arguments[Key.against],
      againstTitle: arguments[Key.against].map { titles.given[$0.name] ?? $0.name } ?? "",
      times: arguments[Key.at]?.magnitudes(in: first.timeUnit), measures: measures, components: names,
      digits: arguments[Key.digits] ?? 4,
      location: arguments.isGiven(Key.at) ? arguments.location(of: Key.at) : arguments.location(of: Key.measure))
    return Planned { inputs in request.table(inputs) }
  }

  private static func compareSweeps(
    _ references: [LabelReference], _ sweeps: [SweepFacts], _ arguments: Arguments, _ planning: inout Planning
  ) -> Planned? {
    guard sweeps.count == references.count else {
      planning.fail("sweeps are compared with sweeps", at: arguments.location(of: Key.of))
      return nil
    }
    let ofSolves: [any AnyParameter] = [Key.at, Key.columns] + MeasureKeys.all
    for key in ofSolves where arguments.isMentioned(key) {
      planning.fail(
        "'\(key.name)' belongs to solves, and these are sweeps", at: arguments.place(of: key),
        hint: "sweeps have measured already; 'measure' chooses among what they did")
    }
    var other: LabelReference?
    switch arguments[Key.against] {
    case .label(let reference): other = reference
    case .exact:
      planning.fail(
        "a sweep is compared with another one", at: arguments.location(of: Key.against),
        hint: "make a sweep with 'method: exact', and give its label")
    case nil: break
    }
    if let other, planning.facts[other.label]?.sweep == nil {
      planning.fail("sweeps are compared with sweeps", at: other.location)
    }
    guard !planning.diagnostics.hasErrors else { return nil }
    let titles = SeriesNames(
      arguments[Key.labels] ?? [], references.map(\.label) + [other?.label].compactMap { $0 }, &planning)
    let comparing = ComparedSweeps(
      labels: references, facts: sweeps, place: arguments.location(of: Key.of), measures: arguments[Key.measure] ?? [])
    return comparing.comparison(against: other, titles: titles, digits: arguments[Key.digits] ?? 4, &planning)
      .map { comparison in Planned { comparison.table($0) } }
  }

  /// A time that no result has gives a row of dashes.
  private static func refuseTimesOfNone(
    _ arguments: Arguments, _ results: [TrajectoryFacts], _ planning: inout Planning
  ) {
    let (start, end) = (results.map(\.start).min() ?? 0, results.map(\.end).max() ?? 0)
    let times = arguments[Key.at]?.magnitudes(in: results.first?.timeUnit) ?? []
    guard !planning.diagnostics.hasErrors, let outside = times.first(where: { $0 < start || $0 > end }) else { return }
    planning.fail(
      "there are no values at \(Digits.shortest(outside))", at: arguments.location(of: Key.at),
      hint: "the results go from \(Digits.shortest(start)) to \(Digits.shortest(end))")
  }

  private static func components(_ arguments: Arguments, _ facts: TrajectoryFacts, _ planning: inout Planning)
    -> [String]
  {
    guard let given = arguments[Key.columns] else { return facts.componentNames }
    return given.compactMap { name in
      if (facts.componentNames + facts.quantityNames).contains(name.text) { return name.text }
      planning.fail(
        "there is no state '\(name.text)'", at: name.location,
        hint: Spelling.help(name.text, among: facts.componentNames + facts.quantityNames))
      return nil
    }
  }

  private static func measures(_ arguments: Arguments, _ events: [String], _ planning: inout Planning) -> [Measure] {
    MeasureKeys.refuseTwice(arguments[Key.measure] ?? [], &planning)
    return (arguments[Key.measure] ?? []).compactMap { name in
      if let measure = Measure.named(name.text, events: events) { return measure }
      planning.fail(
        "unknown measure '\(name.text)'", at: name.location,
        hint: Measure.hint(name.text, events: events))
      return nil
    }
  }
}
