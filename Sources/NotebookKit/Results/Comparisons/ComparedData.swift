import Diagnostics
import Expressions
import Markup

/// Data that results are compared with: times go into its unit, and its values come back in the model's.
struct ComparedData {
  let label: String
  let data: DataFacts
  let facts: TrajectoryFacts

  /// Whether the data has the states, in units that measure the same.
  ///
  /// - Parameter isChosen: whether the author named the states.
  func check(_ names: [String], isChosen: Bool, at place: Location, _ planning: inout Planning) {
    let columns = data.columns.map(\.name)
    let shared = names.filter(columns.contains)
    for name in names where !columns.contains(name) {
      planning.fail(
        "'\(label)' has no column '\(name)'", at: place,
        hint: !isChosen && !shared.isEmpty
          ? "write 'columns: [\(shared.joined(separator: ", "))]'" : Spelling.help(name, among: columns))
    }
    checkUnits(of: names, at: place, &planning)
  }

  /// Refuses measures that want the events of another solve.
  func refuse(_ measures: some Sequence<Measure>, at place: Location, _ planning: inout Planning) {
    guard let measure = measures.first(where: { $0.subject == .pair }) else { return }
    planning.fail(
      "'\(measure.name)' compares with a solve, and '\(label)' is data", at: place,
      hint: "'mae', 'rmse', 'max-error' and 'percent-error' compare with data")
  }

  /// Names rows at times that a solve does not come to: there is nothing to compare with.
  func warn(outside span: ClosedRange<Double>, at place: Location, _ planning: inout Planning) {
    guard let key = data.key, let times = data.span else { return }
    let ends = [times.lowerBound, times.upperBound].compactMap {
      Quantity($0, unit: key.unit).magnitude(in: facts.timeUnit)
    }
    guard let outside = ends.first(where: { $0 < span.lowerBound || $0 > span.upperBound }) else { return }
    let unit = facts.timeUnit.map { " " + $0.text } ?? ""
    planning.warn(
      "'\(label)' has a row at \(Digits.compact(outside, 6))\(unit), and the solve goes from \(Digits.compact(span.lowerBound, 6)) to \(Digits.compact(span.upperBound, 6))\(unit)",
      at: place, hint: "solve over all times of the data, or leave rows out: what has no value there has no error")
  }

  /// Whether the times, and the columns of these names, can be converted to the model's units.
  func checkUnits(of names: [String], at place: Location, _ planning: inout Planning) {
    if let key = data.key { checkUnit(of: key, facts.timeUnit, at: place, &planning) }
    for column in data.numeric where names.contains(column.name) && column.name != data.key?.name {
      checkUnit(of: column, facts.unit(of: column.name), at: place, &planning)
    }
  }

  private func checkUnit(of column: DataFacts.Column, _ own: Unit?, at place: Location, _ planning: inout Planning) {
    guard let unit = column.unit else { return }
    guard let own else {
      planning.fail(
        "'\(column.name)' is in \(unit.text) in '\(label)', and the model gives \(column.name == data.key?.name ? "time" : "it") no unit",
        at: place,
        hint: "give the model its units under 'units', or the data the numbers alone: '\(column.name): number'")
      return
    }
    if !unit.measuresSame(as: own) {
      planning.fail(
        "'\(column.name)' is in \(unit.text) in '\(label)' and in \(own.text) in the model", at: place,
        hint: unit.adviceApart(own))
    }
  }

  /// The value in the model's unit at a time in the model's.
  func value(of name: String, at time: Double, in rows: DataResult) throws(QueryFailure) -> Double {
    let found = try rows.lookUp(name, Self.converted(time, from: facts.timeUnit, to: data.key?.unit))
    return Self.converted(found, from: data.columns.first { $0.name == name }?.unit, to: facts.unit(of: name))
  }

  private static func converted(_ value: Double, from unit: Unit?, to target: Unit?) -> Double {
    guard let unit, let target, unit != target else { return value }
    return target.magnitude(of: value, decimal: nil, in: unit) ?? value
  }
}
