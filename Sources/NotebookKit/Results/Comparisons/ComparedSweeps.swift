import Diagnostics
import Expressions

/// The part of `compare` that puts sweeps side by side.
struct ComparedSweeps {
  let labels: [LabelReference]
  let facts: [SweepFacts]
  /// Where the sweeps stand, and where what is measured does.
  let place: Location
  let measures: [Fragment]

  /// The comparison, or messages about what does not go together.
  func comparison(
    against: LabelReference?, titles: SeriesNames, digits: Int, _ planning: inout Planning
  ) -> SweepComparison? {
    var sweeps = Array(zip(labels, facts))
    if let against, let theirs = planning.facts[against.label]?.sweep { sweeps.append((against, theirs)) }
    let first = facts[0]
    for (label, other) in sweeps.dropFirst() {
      guard let unlike = unlike(first, other) else { continue }
      planning.fail(
        "'\(labels[0].label)' and '\(label.label)' have no points in common: \(unlike)", at: place,
        hint: "sweeps are compared point by point, and vary the same")
      return nil
    }
    let chosen = chosen(sweeps, &planning)
    guard !chosen.isEmpty else { return nil }
    let sides = sweeps.map { label, facts in
      SweepComparison.Side(
        label: label.label, title: titles.given[label.label] ?? label.label, facts: facts,
        rows: facts.rows(like: first),
        columns: chosen.compactMap { column in facts.columns.firstIndex { $0.name == column } })
    }
    for side in sides where side.rows.allSatisfy({ $0 == nil }) {
      planning.fail(
        "'\(labels[0].label)' and '\(side.label)' have no points in common", at: place,
        hint: "sweeps are compared point by point")
      return nil
    }
    return SweepComparison(
      sides: Array(sides.prefix(labels.count)), against: against == nil ? nil : sides.last, digits: digits)
  }

  /// What two sweeps vary differently, if so.
  private func unlike(_ one: SweepFacts, _ other: SweepFacts) -> String? {
    let (names, others) = (one.axes.map(\.name), other.axes.map(\.name))
    if Set(names) != Set(others) {
      return "one varies \(names.joined(separator: ", ")), the other \(others.joined(separator: ", "))"
    }
    for axis in one.axes where other.axes.contains(where: { $0.name == axis.name && $0.unit != axis.unit }) {
      return "'\(axis.name)' is not in the same unit"
    }
    return nil
  }

  /// The names of the measures that are compared: those that all sweeps have, if none are named.
  private func chosen(_ sweeps: [(LabelReference, SweepFacts)], _ planning: inout Planning) -> [String] {
    func has(_ facts: SweepFacts, _ column: SweepColumn) -> Bool {
      facts.columns.contains { $0.name == column.name && $0.unit == column.unit }
    }
    let common = facts[0].columns.filter { column in !column.isWord && sweeps.allSatisfy { has($0.1, column) } }
    if common.isEmpty {
      planning.fail(
        "the sweeps measure nothing in common", at: place,
        hint: "'\(labels[0].label)' measures \(facts[0].columns.map(\.name).joined(separator: ", "))")
    }
    guard !measures.isEmpty else { return common.map(\.name) }
    return measures.compactMap { name in
      if common.contains(where: { $0.name == name.text }) { return name.text }
      planning.fail(
        "'\(name.text)' is not measured by all of the sweeps", at: name.location,
        hint: Spelling.help(name.text, among: common.map(\.name)))
      return nil
    }
  }
}

extension SweepFacts {
  var rows: Range<Int> { 0..<count }

  /// For each point of another sweep over the same axes the point here with the same values, where there is one.
  fileprivate func rows(like other: SweepFacts) -> [Int?] {
    let sources = axes.map { axis in other.axes.firstIndex { $0.name == axis.name } }
    let (own, theirs) = (
      zip(axes, axes).map(Self.places), zip(axes, sources).map { Self.places($0, $1.map { other.axes[$0] }) }
    )
    // Axes that vary together have their values at one place.
    let indices = dimensions.map { dimension in
      Dictionary((0..<size(of: dimension)).map { at in (dimension.map { own[$0][at] }, at) }) { first, _ in first }
    }
    return (0..<other.count).map { row in
      var index = 0
      for (dimension, known) in zip(dimensions, indices) {
        let place = dimension.map { axis in sources[axis].flatMap { theirs[axis][other.position(row, on: $0)] } }
        guard let found = known[place] else { return nil }
        index = index * size(of: dimension) + found
      }
      return index
    }
  }

  /// Where the values of an axis first stand on another.
  private static func places(_ axis: Axis, _ other: Axis?) -> [Int?] {
    let exact = Dictionary(axis.values.enumerated().map { ($1, $0) }) { first, _ in first }
    return (other?.values ?? []).map { value in exact[value] ?? axis.values.firstIndex { $0.isSame(as: value) } }
  }
}

extension SweepFacts.Point {
  fileprivate func isSame(as other: Self) -> Bool {
    guard let a = number, let b = other.number else { return self == other }
    return a.isAlmost(b)
  }
}
