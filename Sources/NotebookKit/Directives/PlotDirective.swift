import Diagnostics
import Expressions
import Plotting

private enum Key {
  static let of = Parameter(
    "of", .labels([.trajectory, .model]), "the results, or for some kinds a model", required: true)
  static let kind = Parameter(
    "kind", .choice(PlotKind.catalogue.map { ($0.name, $0) }),
    "what kind of figure: " + PlotKind.catalogue.map { "`\($0.name)` (\($0.summary))" }.joined(separator: "; "),
    standard: PlotKind.trace, "trace")
  static let x = Parameter(
    "x", .line,
    "what is on the horizontal axis: time, the first state in a phase plane, a parameter or input in a bifurcation diagram"
  )
  static let y = Parameter("y", .names, "the state on the vertical axis, or several of them; all of them if not given")
  static let range = Parameter("range", .ranges, "what the axes show: `{t: 0 to 200 ms, v: -70 to 40}`")
  static let log = Parameter("log", .names, "axes with a logarithmic scale, by the name of what they show")
  static let marks = Parameter(
    "marks", .names,
    "what is marked: `onset` (where the input jumps), `threshold` (of events), `spikes`, `start` (of a path); in a phase plane also `nullclines`, `field` and `equilibria`; in a bifurcation diagram `firing` (from where a step of the parameter from rest makes the model fire again and again)"
  )
  static let at = Parameter(
    "at", .time, "the time for which nullclines and equilibria are drawn; the end of the first solve if not given")
  static let labels = Parameter(
    "labels", .items("names for the results"), "what the legend calls each result: `{euler: \"Euler, h = 1 ms\"}`",
    presentsOnly: true)
  static let height = Parameter(
    "height", .integer(60...2000), "the height of each panel, where the page is 640 wide", presentsOnly: true)
  static let alt = Parameter(
    "alt", .text, "what the figure shows, for those who do not see it; made from the data if not given",
    presentsOnly: true)
}

extension Directive {
  /// A figure of results.
  static let plot = Directive(
    "plot", gives: .figure, "draws results",
    [Key.of, Key.kind, Key.x, Key.y, Key.range, Key.log, Key.marks, Key.at, Key.labels, Key.height, Key.alt]
  ) { arguments, planning in
    guard let references = arguments[Key.of], !references.isEmpty, let kind = arguments[Key.kind] else { return nil }
    for reference in references {
      guard let shown = planning.labels[reference.label], !kind.subjects.contains(shown) else { continue }
      planning.fail(
        "'\(reference.label)' is \(shown.name), and '\(kind.name)' shows \(kind.subjects.map(\.name).joined(separator: " or "))",
        at: reference.location)
      return nil
    }
    let known = references.compactMap { reference in Subject(reference.label, planning.facts[reference.label]) }
    guard known.count == references.count, let first = known.first?.facts else { return nil }
    let labels = SeriesNames(arguments[Key.labels] ?? [], references.map(\.label), &planning)
    let series = known.enumerated().map { index, item in
      PlotRequest.Series(
        label: item.label, name: labels.name(item.label, known.map(\.facts), index), facts: item.facts,
        model: item.model, isSolved: item.isSolved)
    }
    let names = first.componentNames
    let model = series[0].model
    let others = kind.horizontal == .state ? ["t"] : (model?.parameterNames ?? []) + (model?.inputs.map(\.name) ?? [])
    func check(_ name: Fragment, allowsOthers: Bool) -> String? {
      let allowed = names + (allowsOthers ? others : [])
      if allowed.contains(name.text) { return name.text }
      planning.fail(
        "there is no \(kind.horizontal == .state || !allowsOthers ? "state" : "parameter or state") '\(name.text)' in '\(references[0].label)'",
        at: name.location, hint: Spelling.hint(name.text, among: allowed))
      return nil
    }
    let x = arguments[Key.x].flatMap { check($0, allowsOthers: true) }
    let isPhase = kind.name == "phase"
    let standardY = isPhase ? Array(names.filter { $0 != (x ?? names.first) }.prefix(1)) : names
    let y = arguments[Key.y].map { $0.compactMap { check($0, allowsOthers: false) } } ?? standardY
    for item in known.dropFirst() {
      for name in y + [x].compactMap({ $0 }) where names.contains(name) && !item.facts.componentNames.contains(name) {
        planning.fail("'\(item.label)' has no state '\(name)'", at: arguments.location(of: Key.of))
      }
    }
    var ranges: [String: ClosedRange<Double>] = [:]
    for (name, list) in arguments[Key.range] ?? [] {
      guard let known = check(name, allowsOthers: true), list.values.count == 2 else {
        if list.values.count != 2 {
          planning.fail("a range has two ends", at: name.location, hint: "write '\(name.text): 0 to 100'")
        }
        continue
      }
      let unit = first.unit(of: known) ?? model?.unit(of: known)
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
    let time = arguments[Key.at].flatMap { $0.magnitude(in: first.timeUnit) } ?? first.end
    let request = PlotRequest(
      series: series, x: x, y: y, ranges: ranges, marks: Set(marks),
      logarithmic: Set((arguments[Key.log] ?? []).compactMap { check($0, allowsOthers: true) }),
      time: time, height: arguments[Key.height].map(Double.init), alt: arguments[Key.alt],
      location: arguments.location(of: Key.kind))
    kind.check(request, &planning)
    return Planned { inputs in Product(nil, [.figure(FigureOutput(kind.draw(request, inputs)))]) }
  }
}

/// What a figure is made of: a solve, or a model alone.
private struct Subject {
  let label: String
  let facts: TrajectoryFacts
  let model: ModelDefinition?
  let isSolved: Bool

  init?(_ label: String, _ facts: Facts?) {
    guard let facts else { return nil }
    self.label = label
    model = facts.model
    isSolved = facts.trajectory != nil
    if let trajectory = facts.trajectory {
      self.facts = trajectory
    } else if let model = facts.model {
      self.facts = TrajectoryFacts(model, model.problem(from: 0, to: 0, locatesSurfaces: false), title: label)
    } else {
      return nil
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
