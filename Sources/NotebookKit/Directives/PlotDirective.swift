import Diagnostics
import Expressions
import Markup
import Plotting

extension Directive {
  /// A figure of results.
  static let plot = Directive(
    "plot", gives: .figure, "draws results",
    PlotKeys.all
  ) { arguments, planning in
    guard let references = arguments[PlotKeys.of], !references.isEmpty, let kind = arguments[PlotKeys.kind] else {
      return nil
    }
    // A kind that could not be read is not the usual one.
    if arguments.isMentioned(PlotKeys.kind), !arguments.isGiven(PlotKeys.kind) { return nil }
    let isOfData = references.allSatisfy { planning.labels[$0.owner] == .data }
    if isOfData, ["trace", "phase"].contains(kind.name) {
      return DataFigure.planned(references, kind, arguments, &planning)
    }
    for reference in references {
      guard let shown = planning.labels[reference.owner], !kind.subjects.contains(shown) else { continue }
      planning.fail(
        "'\(reference.label)' is \(shown.name), and '\(kind.name)' shows \(kind.subjects.map(\.name).joined(separator: " or "))",
        at: reference.location,
        hint: shown == .data && kind.name == "trace" ? "samples are drawn over it by 'data: \(reference.label)'" : nil)
      return nil
    }
    for key in PlotKeys.special + kind.drawing.keysOfOthers
    where arguments.isMentioned(key) && !kind.keys.contains(key.name) {
      let owners = PlotKind.catalogue.filter { $0.keys.contains(key.name) }.map { "'\($0.name)'" }
      planning.fail(
        "'\(key.name)' has no place in '\(kind.name)'", at: arguments.place(of: key),
        hint: owners.isEmpty
          ? nil : "it belongs to \(owners.joined(separator: ", ").replacingLast(", ", with: " and "))")
    }
    switch kind.drawing {
    case .sweep(let check, let draw):
      return SweepFigure.planned(references, check, draw, arguments, &planning)
    case .spikes(let check, let draw):
      return SpikeFigure.planned(references, kind, check, draw, arguments, &planning)
    case .results: break
    }
    let known = references.compactMap { reference in PlotSubject(reference.label, planning.facts[reference.label]) }
    guard known.count == references.count, let first = known.first?.facts else { return nil }
    let samples = arguments[PlotKeys.data] ?? []
    let names = first.componentNames
    let model = known[0].model
    let quantities = kind.showsQuantities ? first.quantityNames : []
    let others = kind.horizontal == .state ? ["t"] : (model?.parameterNames ?? []) + (model?.inputs.map(\.name) ?? [])
    let labels = SeriesNames(
      arguments[PlotKeys.labels] ?? [], references.map(\.label) + samples.map(\.label),
      axes: names + quantities + others, &planning)
    func axis(_ name: Fragment, allowsOthers: Bool) -> String? {
      let allowed = names + quantities + (allowsOthers ? others : [])
      if allowed.contains(name.text) { return name.text }
      planning.fail(
        "there is no \(kind.horizontal == .state || !allowsOthers ? "state" : "parameter or state") '\(name.text)' in '\(references[0].label)'",
        at: name.location, hint: Spelling.help(name.text, among: allowed))
      return nil
    }
    let x = arguments[PlotKeys.x].flatMap { axis($0, allowsOthers: true) }
    let isPhase = kind.name == "phase"
    let measured = arguments[PlotKeys.against]?.label.flatMap { planning.facts[$0]?.data }
    let comparable = measured.map { data in names.filter { name in data.numeric.contains { $0.name == name } } } ?? []
    let standardY =
      isPhase
      ? Array(names.filter { $0 != (x ?? names.first) }.prefix(1)) : comparable.isEmpty ? names : comparable
    let y = arguments[PlotKeys.y].map { $0.compactMap { axis($0, allowsOthers: false) } } ?? standardY
    let shown = y + [x].compactMap { $0 }
    let across = x ?? (isPhase ? names.first : "t")
    if isPhase, let across, y.contains(across) {
      let place =
        arguments.isGiven(PlotKeys.x) ? arguments.location(of: PlotKeys.x) : arguments.location(of: PlotKeys.y)
      planning.fail(
        "'\(across)' is on both axes", at: place,
        hint: names.first { $0 != across }.map { "write 'x: \(across)' and 'y: \($0)', or the other way round" })
      return nil
    }
    /// What is on the axis that is called by its name, or by its place: `y`, where no state is called so.
    func shownAxes(_ name: Fragment) -> [String] {
      if name.text == "y", !(names + quantities + others).contains("y") { return y }
      if name.text == "x", !(names + quantities + others).contains("x"), let across { return [across] }
      return axis(name, allowsOthers: true).map { [$0] } ?? []
    }
    let reference = arguments[PlotKeys.against]?.label.flatMap { planning.facts[$0]?.trajectory }
    if let unlike = (known.dropFirst().map(\.facts) + [reference].compactMap { $0 }).lazy
      .compactMap({ first.unlikeUnit($0, shown) }).first
    {
      planning.fail(
        unlike, at: arguments.location(of: PlotKeys.of), hint: "results share an axis: solve both in the same units")
    }
    let isObserved = shown.contains(where: quantities.contains)
    let facts = known.map { isObserved ? $0.facts.observed : $0.facts }
    let series = known.enumerated().map { index, item in
      PlotRequest.Series(
        label: item.label, name: labels.name(item.label, facts, index), facts: facts[index], model: item.model,
        isSolved: item.isSolved)
    }
    if isObserved { refuseModels(arguments, known, &planning) }
    for (item, facts) in zip(known, facts).dropFirst() {
      for name in shown where (names + quantities).contains(name) && !facts.componentNames.contains(name) {
        planning.fail("'\(item.label)' has no state '\(name)'", at: arguments.location(of: PlotKeys.of))
      }
    }
    var ranges: [String: ClosedRange<Double>] = [:]
    for (name, list) in arguments[PlotKeys.range] ?? [] {
      // Of the axes that are no states, only the step has a unit.
      let own: [(name: String, unit: Unit?)]? =
        kind.ownAxes.contains(name.text) ? [(name.text, name.text == "h" ? first.timeUnit : nil)] : nil
      for axis in own ?? shownAxes(name).map({ ($0, first.unit(of: $0) ?? model?.unit(of: $0)) }) {
        guard let range = list.range(of: name, in: axis.unit, &planning) else { break }
        ranges[axis.name] = range
        if axis.name == "t", kind.horizontal == .state {
          refuseEmpty(range, of: known.map(\.facts), at: name.location, &planning)
        }
      }
    }
    let logarithmic = (arguments[PlotKeys.log] ?? []).flatMap { name in
      let axes = shownAxes(name)
      if kind.showsQuantities, let odd = axes.first, !(shown + [across].compactMap(\.self)).contains(odd) {
        planning.diagnostics.append(
          .warning(
            "the figure has no axis of '\(odd)'", at: name.location, hint: "it shows \(y.joined(separator: ", "))"))
      }
      return axes
    }
    let marks = (arguments[PlotKeys.marks] ?? []).compactMap { name -> PlotRequest.Mark? in
      if let mark = PlotRequest.Mark(rawValue: name.text) {
        if !kind.marks.contains(mark) {
          let owners = PlotKind.catalogue.filter { $0.marks.contains(mark) }.map { "'\($0.name)'" }
          planning.fail(
            "'\(name.text)' has no place in '\(kind.name)'", at: name.location,
            hint: "it belongs to \(owners.joined(separator: " and "))")
        }
        return mark
      }
      planning.fail(
        "unknown mark '\(name.text)'", at: name.location,
        hint: Spelling.hint(name.text, among: PlotRequest.Mark.allCases.map(\.rawValue)))
      return nil
    }
    let time = arguments[PlotKeys.at].flatMap { $0.magnitude(in: first.timeUnit) } ?? first.end
    let looksAtEquations = !Set(marks).isDisjoint(with: [.nullclines, .field, .equilibria])
    for model in known.filter({ !$0.isSolved || looksAtEquations }).compactMap(\.model) {
      guard
        planning.covers(
          model, at: time, besides: Set([x].compactMap(\.self)), given: arguments.location(of: PlotKeys.at))
      else { return nil }
    }
    if case .label(let reference)? = arguments[PlotKeys.against],
      let facts = planning.facts[reference.label]?.trajectory,
      let name = y.first(where: { !facts.observed.componentNames.contains($0) })
    {
      planning.fail("'\(reference.label)' has no state '\(name)'", at: arguments.location(of: PlotKeys.against))
    }
    if let measured, let label = arguments[PlotKeys.against]?.label {
      let compared = ComparedData(label: label, data: measured, facts: facts[0])
      compared.check(y, isChosen: true, at: arguments.location(of: PlotKeys.against), &planning)
      compared.warn(
        outside: first.start...max(first.start, first.end), at: arguments.location(of: PlotKeys.against), &planning)
    }
    let request = PlotRequest(
      series: series, against: arguments[PlotKeys.against], data: samples, names: labels, x: x, y: y,
      ranges: ranges,
      marks: Set(marks),
      logarithmic: Set(logarithmic),
      time: time, event: arguments[PlotKeys.event],
      orbit: OrbitChoice(
        after: arguments[PlotKeys.after].flatMap { $0.magnitude(in: first.timeUnit) },
        values: arguments[PlotKeys.values] ?? 2, follows: arguments[PlotKeys.follow] ?? false),
      hasEqualUnits: arguments[PlotKeys.aspect] ?? false,
      isPercent: arguments[PlotKeys.percent] ?? false,
      height: arguments[PlotKeys.height].map(Double.init), alt: arguments[Directive.alt],
      location: arguments.location(of: PlotKeys.kind))
    for reference in request.data {
      let data = planning.facts[reference.label]?.data
      let columns = data?.columns.map(\.name) ?? []
      let across = isPhase ? x ?? names.first : nil
      if !isPhase && kind.name != "trace" {
        planning.fail(
          "samples are drawn over a trace or a phase plane, and this is '\(kind.name)'",
          at: arguments.location(of: PlotKeys.data))
      } else if let across, !columns.contains(across) {
        planning.fail(
          "'\(reference.label)' has no column for '\(across)'", at: reference.location,
          hint: "its columns are \(columns.joined(separator: ", "))")
      } else if !y.contains(where: columns.contains) {
        planning.fail(
          "'\(reference.label)' has no column for \(y.map { "'\($0)'" }.joined(separator: " or "))",
          at: reference.location, hint: "its columns are \(columns.joined(separator: ", "))")
      } else if let data {
        // A named sub-expression without a unit may have one all the same.
        let measured = y.filter { names.contains($0) || facts[0].unit(of: $0) != nil }
        ComparedData(label: reference.label, data: data, facts: facts[0])
          .checkUnits(of: measured, at: reference.location, &planning)
      }
    }
    // A reference that could not be read was reported, and is not missing.
    guard case .results(let check, let draw) = kind.drawing,
      request.against != nil || !arguments.isMentioned(PlotKeys.against)
    else { return nil }
    if arguments.isMentioned(PlotKeys.percent), request.against == nil, kind.name != "error" {
      planning.fail(
        "nothing is in percent here", at: arguments.location(of: PlotKeys.percent),
        hint: "errors are: add 'against: exact', or the label of a better solve")
    }
    check(request, &planning)
    let columns = arguments[PlotKeys.columns] ?? 1
    // Panels of errors are logarithmic by themselves, and an error may be zero.
    let isOfErrors = request.against != nil || !kind.showsQuantities && kind.name != PlotKind.orbit.name
    let log = arguments.isMentioned(PlotKeys.log) && !isOfErrors ? arguments.location(of: PlotKeys.log) : nil
    return Planned(showing: series.filter(\.isSolved).map(\.look)) { inputs in
      let inputs =
        isObserved ? inputs.observing(request.series.map(\.label) + [request.against?.label].compactMap { $0 }) : inputs
      var figure = draw(request, inputs)
      figure.columns = columns
      figure.naming = .direct
      var product = Product(nil, [.figure(FigureOutput(figure, ShownValues(figure, request, kind, inputs)))])
      // What is below zero there is noise, too.
      let noise = kind.showsQuantities ? request.noise(inputs, at: log ?? arguments.location(of: PlotKeys.of)) : []
      product.warnings = noise + Unseen.warnings(figure, at: request.location, log: noise.isEmpty ? log : nil)
      return product
    }
  }
}

/// A figure of what a model computes from its states wants a solve.
private func refuseModels(_ arguments: Arguments, _ subjects: [PlotSubject], _ planning: inout Planning) {
  let mark = (arguments[PlotKeys.marks] ?? []).first { ["nullclines", "field", "equilibria"].contains($0.text) }
  if let mark {
    planning.fail("'\(mark.text)' belongs to a plane of two states", at: mark.location)
  }
  if let model = subjects.first(where: { !$0.isSolved }) {
    planning.fail(
      "'\(model.label)' is a model, and has values at no time", at: arguments.location(of: PlotKeys.of),
      hint: "'of' wants the label of a solve")
  }
}

/// Says so where a figure of a part of the time shows nothing.
private func refuseEmpty(
  _ range: ClosedRange<Double>, of facts: [TrajectoryFacts], at location: Location, _ planning: inout Planning
) {
  let solved = facts.filter { $0.start < $0.end }
  guard let first = solved.first, !solved.contains(where: { range.sharesMoreThanAnEnd(with: $0.start...$0.end) }) else {
    return
  }
  let unit = first.timeUnit.map { " " + $0.text } ?? ""
  planning.fail(
    "there is nothing to be seen: the solve goes from \(Digits.shortest(first.start)) to \(Digits.shortest(first.end))\(unit)",
    at: location)
}
