import Diagnostics
import Expressions
import Plotting

private enum Key {
  static let of = Parameter("of", .labels([.trajectory]), "the results", required: true)
  static let kind = Parameter(
    "kind", .choice(PlotKind.catalogue.map { ($0.name, $0) }),
    "what kind of figure: " + PlotKind.catalogue.map { "`\($0.name)` (\($0.summary))" }.joined(separator: "; "),
    standard: PlotKind.trace, "trace")
  static let x = Parameter("x", .line, "the state on the horizontal axis; time, or the first state in a phase plane")
  static let y = Parameter("y", .names, "the state on the vertical axis, or several of them; all of them if not given")
  static let range = Parameter("range", .ranges, "what the axes show: `{t: 0 to 200 ms, v: -70 to 40}`")
  static let log = Parameter("log", .names, "axes with a logarithmic scale, by the name of what they show")
  static let marks = Parameter(
    "marks", .names,
    "what is marked: `onset` (where the input jumps), `threshold` (of events), `spikes`, `start` (of a path)")
  static let against = Parameter(
    "against", .label([.trajectory]),
    "a reference: a `trace` gets panels of the errors against it; `error` shows these alone")
  static let columns = Parameter(
    "columns", .integer(1...4), "how many panels stand beside one another", standard: 1, "1", presentsOnly: true)
  static let labels = Parameter(
    "labels", .items("names for the results"), "what the legend calls each result: `{euler: \"Euler, h = 1 ms\"}`",
    presentsOnly: true)
  static let height = Parameter(
    "height", .integer(60...2000), "the height of each panel, where the page is 640 wide", presentsOnly: true)
}

extension Directive {
  /// A figure of results.
  static let plot = Directive(
    "plot", gives: .figure, "draws results",
    [
      Key.of, Key.kind, Key.x, Key.y, Key.range, Key.log, Key.marks, Key.against, Key.columns, Key.labels, Key.height,
      Directive.alt,
    ]
  ) { arguments, planning in
    guard let references = arguments[Key.of], !references.isEmpty, let kind = arguments[Key.kind] else { return nil }
    let known = references.compactMap { reference in
      planning.facts[reference.label]?.trajectory.map { (reference.label, $0) }
    }
    guard known.count == references.count, let first = known.first?.1 else { return nil }
    let labels = SeriesNames(arguments[Key.labels] ?? [], references.map(\.label), &planning)
    let series = known.enumerated().map { index, item in
      PlotRequest.Series(label: item.0, name: labels.name(item.0, known.map(\.1), index), facts: item.1)
    }
    let names = first.componentNames
    func check(_ name: Fragment, allowsTime: Bool) -> String? {
      if names.contains(name.text) || (allowsTime && name.text == "t") { return name.text }
      planning.fail(
        "there is no state '\(name.text)' in '\(references[0].label)'", at: name.location,
        hint: Spelling.hint(name.text, among: names + (allowsTime ? ["t"] : [])))
      return nil
    }
    let x = arguments[Key.x].flatMap { check($0, allowsTime: true) }
    let isPhase = kind.name == "phase"
    let standardY = isPhase ? Array(names.filter { $0 != (x ?? names.first) }.prefix(1)) : names
    let y = arguments[Key.y].map { $0.compactMap { check($0, allowsTime: false) } } ?? standardY
    for (label, facts) in known.dropFirst() {
      for name in y + [x].compactMap({ $0 }) where name != "t" && !facts.componentNames.contains(name) {
        planning.fail("'\(label)' has no state '\(name)'", at: arguments.location(of: Key.of))
      }
    }
    var ranges: [String: ClosedRange<Double>] = [:]
    for (name, list) in arguments[Key.range] ?? [] {
      guard let known = check(name, allowsTime: true), list.values.count == 2 else {
        if list.values.count != 2 {
          planning.fail("a range has two ends", at: name.location, hint: "write '\(name.text): 0 to 100'")
        }
        continue
      }
      let unit = first.unit(of: known)
      if let given = list.unit, unit.map({ !$0.measuresSame(as: given) }) ?? true {
        planning.fail(
          "'\(known)' is not in \(given.text)", at: name.location,
          hint: unit.map { "it is in \($0.text)" } ?? "it has no unit")
        continue
      }
      let ends = list.magnitudes(in: unit)
      ranges[known] = min(ends[0], ends[1])...max(ends[0], ends[1])
    }
    let marks = (arguments[Key.marks] ?? []).compactMap { name -> PlotRequest.Mark? in
      if let mark = PlotRequest.Mark(rawValue: name.text) { return mark }
      planning.fail(
        "unknown mark '\(name.text)'", at: name.location,
        hint: Spelling.hint(name.text, among: PlotRequest.Mark.allCases.map(\.rawValue)))
      return nil
    }
    let against = arguments[Key.against].flatMap { reference in
      planning.facts[reference.label]?.trajectory.map { PlotRequest.Reference(label: reference.label, facts: $0) }
    }
    if let against, let name = y.first(where: { !against.facts.componentNames.contains($0) }) {
      planning.fail("'\(against.label)' has no state '\(name)'", at: arguments.location(of: Key.against))
    }
    let request = PlotRequest(
      series: series, against: against, x: x, y: y, ranges: ranges, marks: Set(marks),
      logarithmic: Set((arguments[Key.log] ?? []).compactMap { check($0, allowsTime: true) }),
      height: arguments[Key.height].map(Double.init), alt: arguments[Directive.alt],
      location: arguments.location(of: Key.kind))
    kind.check(request, &planning)
    let columns = arguments[Key.columns] ?? 1
    return Planned { inputs in
      var figure = kind.draw(request, inputs)
      figure.columns = columns
      return Product(nil, [.figure(FigureOutput(figure, ShownValues(figure, request, kind, inputs)))])
    }
  }
}

/// What results are called in a legend or a table: the author's names, else the method's, else the label.
struct SeriesNames {
  private let given: [String: String]

  init(_ items: [ModelLayer.Item], _ labels: [String], _ planning: inout Planning) {
    var given: [String: String] = [:]
    for item in items {
      if labels.contains(item.name.text) {
        given[item.name.text] = item.value.text
      } else {
        planning.fail(
          "'\(item.name.text)' is not among the results shown", at: item.name.location,
          hint: Spelling.hint(item.name.text, among: labels))
      }
    }
    self.given = given
  }

  func name(_ label: String, _ facts: [TrajectoryFacts], _ index: Int) -> String {
    if let name = given[label] { return name }
    let title = facts[index].title
    return facts.filter { $0.title == title }.count > 1 ? label : title
  }
}

extension ArgumentKind where Value == [(name: Fragment, list: NumberList)] {
  /// Ranges by the name of what they limit.
  static let ranges = ArgumentKind("ranges by name") { value, reading in
    guard let entries = reading.entries(value, expected: "ranges by name, such as {v: -70 to 40}") else { return nil }
    return entries.compactMap { entry in NumberList.read(entry.value, &reading).map { (entry.key, $0) } }
  }
}
