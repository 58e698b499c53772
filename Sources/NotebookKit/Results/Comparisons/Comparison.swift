import Diagnostics
import Dynamics
import Expressions
import Markup

/// What a `compare` block asks for, and how it becomes a table.
struct Comparison: Sendable {
  let labels: [String]
  let titles: [String]
  let facts: [TrajectoryFacts]
  let against: ReferenceChoice?
  let againstTitle: String
  let times: [Double]?
  let measures: [Measure]
  let components: [String]
  let digits: Int
  let location: Location

  func table(_ inputs: Inputs) -> Product {
    var failures = missingGroups(inputs)
    let references = references(inputs)
    var table =
      times == nil ? measureTable(inputs, references) : timeTable(inputs, references, &failures)
    table.note = agreement(references, inputs)
    if let remark = unheldDigits(inputs) { failures.append(remark) }
    return Product(nil, [.table(table)], failures: failures)
  }

  /// What each result is compared with.
  private func references(_ inputs: Inputs) -> [String: any TrajectoryResult] {
    var found: [String: any TrajectoryResult] = [:]
    for label in labels {
      let result = inputs.trajectory(label)
      if let data = against?.label.flatMap({ inputs.data($0) }) {
        // Values at given times are looked up in the data's own numbers.
        guard times == nil, let result else { continue }
        found[label] = rows(of: data, for: label, inputs).flatMap { try? DataCurve($0, like: result.facts) }
      } else {
        found[label] = against?.result(for: result, inputs)
      }
    }
    return found
  }

  /// Of data in groups the rows of the group named like the result or its method.
  private func rows(of data: DataResult, for label: String, _ inputs: Inputs) -> DataResult? {
    data.facts.by == nil ? data : groupNames(label, inputs).lazy.compactMap(data.group).first
  }

  private func groupNames(_ label: String, _ inputs: Inputs) -> [String] {
    let part = LabelReference(label: label, location: location).part
    return [label] + [part].compactMap { $0 }
      + ((inputs.trajectory(label) as? SolveResult).map { [$0.method.name] } ?? [])
  }

  /// Data in groups have one for each result.
  private func missingGroups(_ inputs: Inputs) -> [Diagnostic] {
    guard case .label(let reference)? = against, let data = inputs.data(reference.label), data.facts.by != nil else {
      return []
    }
    return labels.filter { inputs.trajectory($0) != nil && rows(of: data, for: $0, inputs) == nil }.map { label in
      .error(
        "there is no group \(groupNames(label, inputs).map { "'\($0)'" }.joined(separator: " or ")) in '\(reference.label)'",
        at: reference.location, hint: Spelling.help(label, among: data.facts.groups))
    }
  }

  /// How the values of a component are shown, and half a unit of the last digit: with so many digits after the point, or, where
  /// these would be noughts for all of them, with as many behind the first one that matters.
  private func format(of name: String, _ inputs: Inputs) -> (format: NumberFormat, lastDigit: Double) {
    let last = 0.5 * Elementary.power(10, -Double(digits))
    let size =
      labels.compactMap { inputs.trajectory($0) }.flatMap { result in
        (times ?? []).compactMap { try? (result.isQuantity(name) ? result.observed : result).value(name, at: $0) }
      }.filter(\.isFinite).map { abs($0) }.max() ?? 0
    guard size > 0, size < min(20 * last, 0.01) else { return (NumberFormat(.fixed, digits), last) }
    let magnitude = (Elementary.logarithm(size) / Elementary.logarithm(10)).rounded(.down)
    return (NumberFormat(.exponent, digits), last * Elementary.power(10, magnitude))
  }

  /// How far the exact solutions are known, for the line below the table.
  private func agreement(_ references: [String: any TrajectoryResult], _ inputs: Inputs) -> String? {
    let known = labels.compactMap { label in (references[label] as? ExactResult).map { (label, $0) } }
    guard !known.isEmpty else { return nil }
    var doubts: [(name: String, doubt: Double, unit: Unit?)] = []
    func add(_ name: String, _ unit: Unit?, _ doubt: (String, ExactResult) -> Double) {
      doubts.append((name, known.map(doubt).max() ?? 0, unit))
    }
    let measure = measures.first { $0.subject == .component }
    for name in components where times != nil || measure != nil {
      add(name, facts[0].observed.unit(of: name)) { label, exact in
        if let times { return exact.doubt(of: name, at: times) }
        guard let measure, let result = inputs.trajectory(label) else { return 0 }
        return exact.doubt(of: measure, name, result)
      }
    }
    let comparesEvents = times == nil && measures.contains { $0.subject == .pair }
    if comparesEvents { add("the times of events", facts[0].timeUnit) { $1.doubtOfSpikes } }
    let agreed = doubts.filter(\.doubt.isFinite).map { name, doubt, unit in
      "on \(name) to \(Digits.shown(doubt, 2))\(unit.map { " " + $0.symbol } ?? "")"
    }
    let others = doubts.filter { !$0.doubt.isFinite }.map { "not on \($0.name)" }
    let all = agreed + others
    return all.isEmpty
      ? "Exact: by Taylor series." : "Exact: by Taylor series; two tolerances agree \(all.joined(separator: ", "))."
  }

  private func timeTable(_ inputs: Inputs, _ references: [String: any TrajectoryResult], _ failures: inout [Diagnostic])
    -> Table
  {
    let isSingle = labels.count == 1
    let unit = facts[0].timeUnit?.text
    var columns = isSingle ? [] : [Table.Column("result", isNumeric: false)]
    columns.append(Table.Column("t", title: .tag("i", [:], "t"), unit: unit))
    for name in components {
      let componentUnit = facts[0].observed.unit(of: name)?.text
      columns.append(Table.Column(name, title: facts[0].writer.heading(name), unit: componentUnit))
      if let against {
        columns.append(
          Table.Column(
            "\(name) \(against.name)", title: .group([facts[0].writer.heading(name), .text(" \(againstTitle)")]),
            unit: componentUnit))
        columns.append(Table.Column("\(name) difference", title: .text("difference"), unit: componentUnit))
      }
    }
    var rows: [[Table.Cell]] = []
    let formats = components.map { format(of: $0, inputs) }
    for (index, label) in labels.enumerated() {
      for time in times ?? [] {
        var row: [Table.Cell] = isSingle ? [] : [.text(titles[index])]
        row.append(.number(time, NumberFormat(.general, 8)))
        for (name, format) in zip(components, formats) {
          row += cells(label, name, time, format, inputs, references, &failures)
        }
        rows.append(row)
      }
    }
    return Table(columns: columns, rows: rows)
  }

  private func cells(
    _ label: String, _ name: String, _ time: Double, _ shown: (format: NumberFormat, lastDigit: Double),
    _ inputs: Inputs, _ references: [String: any TrajectoryResult], _ failures: inout [Diagnostic]
  ) -> [Table.Cell] {
    let (format, lastDigit) = shown
    func cell(_ value: Double) -> Table.Cell {
      .number(value, value == 0 && format.style == .exponent ? NumberFormat(.fixed, 0) : format)
    }
    var cells: [Table.Cell] = []
    func value(_ compute: () throws(QueryFailure) -> Double) -> Double? {
      do throws(QueryFailure) {
        let value = try compute()
        cells.append(cell(value))
        return value
      } catch {
        cells.append(.missing(error.message))
        return nil
      }
    }
    guard let plain = inputs.trajectory(label) else { return [.missing("no result")] }
    let result = plain.isQuantity(name) ? plain.observed : plain
    let own = value { () throws(QueryFailure) in try result.value(name, at: time) }
    guard let against else { return cells }
    let other: Double?
    if let reference = references[label].map({ $0.isQuantity(name) ? $0.observed : $0 }) {
      other = value { () throws(QueryFailure) in
        if let exact = reference as? ExactResult, case let doubt = exact.doubt(of: name, at: [time]), doubt > lastDigit
        {
          throw QueryFailure("the exact solution is known to \(Digits.compact(doubt, 2)) only")
        }
        return try reference.value(name, at: time)
      }
    } else if let data = against.label.flatMap({ inputs.data($0) }) {
      do throws(QueryFailure) {
        guard let group = rows(of: data, for: label, inputs) else {
          return cells + [.missing("no group"), .missing("no group")]
        }
        let compared = ComparedData(label: against.name, data: group.facts, facts: facts[0].observed)
        let found = try compared.value(of: name, at: time, in: group)
        cells.append(cell(found))
        other = found
      } catch {
        failures.append(.error("\(error.message) in '\(against.name)'", at: location, hint: error.hint))
        cells.append(.missing(error.message))
        other = nil
      }
    } else {
      other = nil
    }
    if let own, let other {
      cells.append(cell(own - other))
    } else {
      cells.append(.missing("one side has no value"))
    }
    return cells
  }

  private func measureTable(_ inputs: Inputs, _ references: [String: any TrajectoryResult]) -> Table {
    var columns = [Table.Column("result", isNumeric: false)]
    for measure in measures {
      let names = measure.subject.isOfStates ? components : [""]
      for name in names {
        let unit = measure.unit(component: facts[0].observed.unit(of: name), time: facts[0].timeUnit)
        let title: Markup =
          name.isEmpty ? .text(measure.title) : .group([.text(measure.title + " of "), facts[0].writer.heading(name)])
        columns.append(
          Table.Column(name.isEmpty ? measure.name : "\(measure.name) \(name)", title: title, unit: unit?.text))
      }
    }
    let rows = labels.enumerated().map { index, label -> [Table.Cell] in
      var row: [Table.Cell] = [.text(titles[index])]
      for measure in measures {
        for name in measure.subject.isOfStates ? components : [""] {
          row.append(cell(measure, inputs.trajectory(label), references[label], name, inputs.stopwatch))
        }
      }
      return row
    }
    return Table(columns: columns, rows: rows).evened(1..<columns.count)
  }

  private func cell(
    _ measure: Measure, _ result: (any TrajectoryResult)?, _ other: (any TrajectoryResult)?, _ name: String,
    _ stopwatch: Stopwatch?
  ) -> Table.Cell {
    guard let result else { return .missing("no result") }
    if result.isQuantity(name) { return cell(measure, result.observed, other?.observed, name, stopwatch) }
    if let word = measure.word { return .text(word(result)) }
    if !result.solution.outcome.isFinished, !measure.isCost {
      return .missing(result.solution.outcome.phrase(timeUnit: result.facts.timeUnit, of: result.solved?.method))
    }
    do throws(QueryFailure) {
      if measure.isTimed {
        return .number(try measure.value(of: result, by: stopwatch), NumberFormat(.general, max(2, digits)))
      }
      let (value, digits) = try known(measure, result, other, name)
      return .number(
        value,
        measure.isCount
          ? NumberFormat(.whole, 0)
          : measure.subject == .result ? NumberFormat(.fixed, digits) : NumberFormat(.general, max(2, digits)))
    } catch {
      return .missing(error.message)
    }
  }

  /// A measure with as many of the digits asked for as are known, but two.
  private func known(
    _ measure: Measure, _ result: any TrajectoryResult, _ other: (any TrajectoryResult)?, _ name: String
  ) throws(QueryFailure) -> (value: Double, digits: Int) {
    var count = digits
    while true {
      do throws(QueryFailure) {
        let doubt = Elementary.power(10, 1 - Double(max(2, count)))
        return (try measure.value(of: result, against: other, name, doubtAtMost: doubt), count)
      } catch {
        guard other is ExactResult, count > 2 else { throw error }
        count -= 1
      }
    }
  }
}
