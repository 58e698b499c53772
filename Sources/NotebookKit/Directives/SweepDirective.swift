import Diagnostics
import Dynamics
import Expressions
import Markup

extension Directive {
  /// Solves or networks, each measured.
  static let sweep = Directive(
    "sweep", gives: .sweep,
    "solves a model over a grid or over listed points and measures each solve; or runs a network again and again",
    SweepKeys.all
  ) { arguments, planning in
    if arguments.isMentioned(SweepKeys.network) { return NetworkSweepPlan.planned(arguments, &planning) }
    if arguments.isMentioned(MeasureKeys.bin) {
      planning.fail(
        "'bin' belongs to measures of networks", at: arguments.place(of: MeasureKeys.bin), hint: "leave it out")
    }
    guard arguments.isMentioned(SweepKeys.model) else {
      planning.fail(
        "missing key 'model' in 'sweep'", at: arguments.location,
        hint: "'model' is the label of the model that is solved; for a network give 'network'")
      return nil
    }
    return sweepOfModel(arguments, &planning)
  }

  private static func sweepOfModel(_ arguments: Arguments, _ planning: inout Planning) -> Planned? {
    guard let frame = SolveKeys.frame(arguments, &planning), let variations = arguments[SweepKeys.vary] else {
      return nil
    }
    var reader = SweepReader(frame, arguments[SweepKeys.method])
    // A method that could not be read is not missing.
    if arguments.isMentioned(SweepKeys.method), !arguments.isGiven(SweepKeys.method) { return nil }
    let axes = variations.compactMap { reader.axis($0, &planning) }
    guard axes.count == variations.count, reader.isGivenOnce(arguments, &planning),
      let together = SweepKeys.together(arguments, variations, axes, &planning)
    else { return nil }
    let columns = columns(arguments, frame, &planning)
    if let measure = columns.lazy.compactMap(\.measure).first(where: { $0.subject.compares }),
      !arguments.isMentioned(SweepKeys.against)
    {
      planning.fail(
        "'\(measure.name)' wants something to compare with",
        at: arguments.location(of: SweepKeys.measure), hint: "add 'against'")
    }
    let facts = SweepFacts(
      axes: axes, columns: columns, together: together, writer: MathWriter(states: frame.model.stateNames))
    guard SweepKeys.isSmall(facts, arguments, &planning) else { return nil }
    let reference = arguments[SweepKeys.against]
    check(reference, columns, frame, &planning)
    let isExact = if case .exact? = reference { true } else { false }
    let needsRows = columns.contains { $0.measure?.wantsRows == true }
    // What a model computes from its states is computed with the numbers of each point.
    let computed = Set(frame.model.quantityNames)
    let hasComputed = columns.contains { computed.contains($0.component) }
    guard let work = reader.work(facts, alone: isExact || hasComputed, needsRows: needsRows, arguments, &planning),
      !planning.diagnostics.hasErrors
    else { return nil }
    let digits = arguments[SweepKeys.digits] ?? 4
    let showsTable = arguments[DataKeys.show] == true
    let identity = identity(work, facts, reference, planning)
    // Who varies the step or the method, or asks how solves end, wants to see what becomes of it.
    let isStudy =
      axes.contains { ["step", "method"].contains($0.name) } || columns.contains { $0.measure?.name == "outcome" }
    let place = arguments.place(of: arguments.isMentioned(SolveKeys.tolerance) ? SolveKeys.tolerance : SolveKeys.step)
    return Planned(Facts(shape: facts.shape, model: frame.model, sweep: facts, identity: identity)) { inputs in
      let (stored, isReused) = inputs.store.value(identity, keeps: work.mayGive) {
        var measured = work.measured(columns, reference, inputs)
        measured.doubt = work.doubt(isStudy: isStudy, workers: inputs.workers)
        return measured
      }
      let result = SweepResult(facts: facts, rows: stored.rows, outcomes: stored.outcomes)
      var product = Product(
        result, showsTable ? [DataKeys.output(SweepTable(result, digits: digits).table, arguments)] : [],
        isReused: isReused)
      let broken = stored.outcomes.indices.filter { !stored.outcomes[$0].isFinished }
      if !isStudy, let first = broken.first, stored.outcomes.count > 1 {
        product.warnings.append(
          .warning(
            "\(broken.count) of \(stored.outcomes.count) solves did not come to their end; the first is that where \(facts.text(first)): \(stored.outcomes[first].word)",
            at: place, hint: "'measure: [outcome]' lists them, and a solve of that one says more"))
      }
      if let doubt = stored.doubt {
        product.warnings.append(
          .warning("where \(facts.text(doubt.point)): \(doubt.message)", at: place, hint: doubt.hint))
      }
      return product
    }
  }

  /// Whether data have what is measured against them.
  private static func check(
    _ reference: ReferenceChoice?, _ columns: [SweepColumn], _ frame: SolveFrame, _ planning: inout Planning
  ) {
    guard case .label(let other)? = reference else { return }
    let compared = columns.filter { $0.measure?.subject == .component }.map(\.component)
    if let theirs = planning.facts[other.label]?.trajectory?.observed.componentNames,
      let name = compared.first(where: { !theirs.contains($0) })
    {
      planning.fail("'\(other.label)' has no '\(name)'", at: other.location, hint: Spelling.hint(name, among: theirs))
    }
    guard let data = planning.facts[other.label]?.data else { return }
    if data.by != nil {
      planning.fail(
        "the rows of '\(other.label)' are in groups", at: other.location,
        hint: "name one of them: '\(other.label).\(data.groups.first ?? "group")'")
    }
    let problem = frame.model.problem(from: frame.span.lowerBound, to: frame.span.upperBound)
    let comparison = ComparedData(
      label: other.label, data: data, facts: TrajectoryFacts(frame.model, problem, title: "sweep").observed)
    comparison.refuse(columns.compactMap(\.measure), at: other.location, &planning)
    comparison.check(compared, isChosen: true, at: other.location, &planning)
    comparison.warn(outside: frame.span, at: other.location, &planning)
  }

  /// What the measures are a function of: every solve of the grid, and what it is compared with.
  private static func identity(
    _ work: SweepWork, _ facts: SweepFacts, _ reference: ReferenceChoice?, _ planning: Planning
  ) -> Identity {
    // Which solve belongs to which point depends on the order of what varies.
    let axes = facts.dimensions.map { $0.map { facts.axes[$0].name }.joined(separator: " with ") }
    let measures = facts.columns.map { column in
      let measure = column.measure?.identity ?? column.name
      return column.component.isEmpty ? measure : "\(measure) of \(column.component)"
    }
    var parts =
      [
        Identity.Part("measures", measures.joined(separator: ", ")),
        Identity.Part("order", axes.joined(separator: ", ")),
      ] + work.identityParts
    if let reference {
      parts.append(
        Identity.Part(
          "reference", reference.label.flatMap { planning.facts[$0]?.identity?.key } ?? reference.name))
    }
    return Identity("sweep", parts)
  }

  private static func columns(_ arguments: Arguments, _ frame: SolveFrame, _ planning: inout Planning)
    -> [SweepColumn]
  {
    let model = frame.model
    let problem = model.problem(from: frame.span.lowerBound, to: frame.span.upperBound)
    let known = TrajectoryFacts(model, problem, title: "sweep").observed
    var states: [String] = []
    for name in arguments[SweepKeys.columns] ?? [] {
      if known.componentNames.contains(name.text) {
        states.append(name.text)
      } else {
        planning.fail(
          "there is no state '\(name.text)'", at: name.location,
          hint: Spelling.help(name.text, among: known.componentNames))
      }
    }
    if states.isEmpty { states = Array(model.stateNames.prefix(1)) }
    let events = model.events.map(\.name)
    MeasureKeys.refuseTwice(arguments[SweepKeys.measure] ?? [], &planning)
    let measures = (arguments[SweepKeys.measure] ?? []).compactMap { name -> Measure? in
      if let measure = Measure.named(name.text, events: events) {
        if measure.needsSpikes, !events.contains("spike") {
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
        hint: Measure.hint(name.text, events: events))
      return nil
    }
    return MeasureKeys.apply(arguments, to: measures, frame.model.timeUnit, end: frame.span.upperBound, &planning)
      .flatMap { measure -> [SweepColumn] in
        guard measure.subject.isOfStates else {
          return [
            SweepColumn(
              measure, of: "", name: measure.name, unit: measure.unit(component: nil, time: model.timeUnit))
          ]
        }
        return states.map { state in
          SweepColumn(
            measure, of: state, name: states.count == 1 ? measure.name : "\(measure.name)-\(state)",
            unit: measure.unit(component: known.unit(of: state), time: model.timeUnit))
        }
      }
  }
}
