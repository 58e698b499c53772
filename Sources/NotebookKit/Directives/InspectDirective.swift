import Diagnostics
import Dynamics
import Expressions
import Markup

private enum Key {
  static let of = Parameter("of", .label([.trajectory]), "the solve", required: true)
  static let rows = Parameter(
    "rows", .rowRange, "which accepted steps, counted from 1", standard: 1...20, "1..20")
  static let columns = Parameter(
    "columns",
    .names(among: [
      .init("t", "where the step begins"), .init("h", "its size"), .init("k1", "the first stage"),
      .init("k2", "the second stage"), .init("error", "the estimate of its error, in units of the tolerance"),
      .init("rejected", "tries that failed before"), .init("newton", "iterations of Newton's method"),
    ]),
    "what is shown of each step: `t` (where it begins), `h` (its size), states (at its end), `k1`, `k2` ... (stages), `error` (estimate, in units of the tolerance), `rejected` (tries that failed before), `newton` (iterations)"
  )
  static let digits = Parameter(
    "digits", .integer(0...17), "digits after the point", standard: 4, "4", presentsOnly: true)
}

extension Directive {
  /// A table of what a method did step by step.
  static let inspect = Directive(
    "inspect", gives: .table, "shows what a method did, step by step", [Key.of, Key.rows, Key.columns, Key.digits]
  ) { arguments, planning in
    guard let reference = arguments[Key.of], let facts = planning.facts[reference.label]?.trajectory else { return nil }
    if facts.isTrained {
      planning.fail(
        "'\(reference.label)' is a network, which takes no steps", at: reference.location,
        hint: "'plot' with 'kind: windows' or 'kind: loss' shows how it was trained")
    }
    let standard = ["t", "h"] + facts.componentNames
    var columns: [StepColumn] = []
    for name in arguments[Key.columns]?.map({ ($0.text, Optional($0.location)) }) ?? standard.map({ ($0, nil) }) {
      if let column = StepColumn(name.0, facts.componentNames) {
        columns.append(column)
      } else if let location = name.1 {
        planning.fail(
          "a step has no '\(name.0)'", at: location,
          hint: Spelling.hint(name.0, among: standard + ["k1", "k2", "error", "rejected", "newton"]))
      }
    }
    let rows = arguments[Key.rows] ?? 1...20
    let digits = arguments[Key.digits] ?? 4
    let location = arguments.location(of: Key.columns)
    let shown = columns
    return Planned { inputs in
      guard let result = inputs.results[reference.label] as? SolveResult else {
        return Product(failures: [.error("only the steps of a solve can be shown", at: location)])
      }
      return StepTable(result, rows: rows, columns: shown, digits: digits).product(at: location)
    }
  }
}

/// A column of a table of steps.
enum StepColumn: Sendable, Equatable {
  case time, size, error, rejections, newton
  case state(Int)
  /// From 1, as textbooks count.
  case stage(Int)

  init?(_ name: String, _ states: [String]) {
    if let index = states.firstIndex(of: name) {
      self = .state(index)
    } else if name.hasPrefix("k"), let number = Int(name.dropFirst()), number > 0 {
      self = .stage(number)
    } else {
      switch name {
      case "t": self = .time
      case "h": self = .size
      case "error": self = .error
      case "rejected": self = .rejections
      case "newton": self = .newton
      default: return nil
      }
    }
  }
}

/// The table itself: the solve is run again with a log of the steps asked for.
private struct StepTable {
  private let result: SolveResult
  private let rows: ClosedRange<Int>
  private let columns: [StepColumn]
  private let digits: Int
  private let log: StepLog?

  init(_ result: SolveResult, rows: ClosedRange<Int>, columns: [StepColumn], digits: Int) {
    self.result = result
    self.rows = rows
    self.columns = columns
    self.digits = digits
    let keepsStages = columns.contains { if case .stage = $0 { true } else { false } }
    log = result.log(StepLog.Request(steps: rows.lowerBound - 1..<rows.upperBound, keepsStages: keepsStages))
  }

  func product(at location: Location) -> Product {
    guard let log else { return Product(failures: [.error("the method keeps no log of its steps", at: location)]) }
    for case .stage(let number) in columns where !log.entries.isEmpty && log.stage(number - 1, of: 0) == nil {
      return Product(failures: [.error("'\(result.method.name)' has no stage k\(number)", at: location)])
    }
    let heads = [Table.Column("step")] + columns.flatMap(heads)
    let body = log.entries.indices.map { entry in
      [Table.Cell.number(Double(rows.lowerBound + entry), NumberFormat(.whole, 0))]
        + columns.flatMap { cells($0, log, entry) }
    }
    return Product(nil, [.table(Table(columns: heads, rows: body).evened(heads.indices))])
  }

  private func heads(_ column: StepColumn) -> [Table.Column] {
    let names = result.facts.componentNames
    // The step begins at its time, and its states stand at its end.
    func head(_ name: String, unit: Unit? = nil, before: String = "", after: String = "") -> Table.Column {
      let title = Markup.group([.text(before), result.facts.writer.heading(name), .text(after)])
      return Table.Column(name, title: title, unit: unit?.text)
    }
    switch column {
    case .time: return [head("t", unit: result.facts.timeUnit, before: "from ")]
    case .size: return [head("h", unit: result.facts.timeUnit)]
    case .state(let index): return [head(names[index], unit: result.facts.unit(of: names[index]), after: " after")]
    case .stage(let number):
      return names.map { name in
        Table.Column(
          "k\(number) \(name)",
          title: .group([
            .tag("i", [:], .text("k")), .tag("sub", [:], .text("\(number)")), .text(" of "),
            result.facts.writer.heading(name),
          ]))
      }
    case .error: return [Table.Column("error")]
    case .rejections: return [Table.Column("rejected")]
    case .newton: return [Table.Column("Newton iterations")]
    }
  }

  private func cells(_ column: StepColumn, _ log: StepLog, _ entry: Int) -> [Table.Cell] {
    let step = log.entries[entry]
    let fixed = NumberFormat(.fixed, digits)
    switch column {
    case .time: return [.number(step.time, fixed)]
    case .size: return [.number(step.size, fixed)]
    case .state(let index):
      // The state before any jump at the step's end: what the step itself gave.
      return [.number(stateAfter(step)[index], fixed)]
    case .stage(let number): return (log.stage(number - 1, of: entry) ?? []).map { .number($0, fixed) }
    case .error: return [step.error.map { .number($0, NumberFormat(.general, 3)) } ?? .missing("no error estimate")]
    case .rejections: return [.number(Double(step.rejections), NumberFormat(.whole, 0))]
    case .newton: return [.number(Double(step.newtonIterations), NumberFormat(.whole, 0))]
    }
  }

  private func stateAfter(_ step: StepLog.Entry) -> [Double] {
    let trajectory = result.solution.trajectory
    let end = step.time + step.size
    // The row that the step ended on: the first at its end, up to the rounding of the sum.
    let slack = 4 * max(end.ulp, step.size.ulp) + 1e-9 * step.size
    var row = trajectory.row(at: end + slack) ?? 0
    while row > 0, trajectory.times[row - 1] >= end - slack { row -= 1 }
    return trajectory.state(row)
  }
}

extension ArgumentKind where Value == ClosedRange<Int> {
  /// `1..50`
  static let rowRange = ArgumentKind("a range of whole numbers, such as 1..50", .text) { value, reading in
    guard let fragment = reading.text(value, expected: "a range, such as 1..50") else { return nil }
    let text = fragment.text.replacing(" to ", with: "..")
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 1, first <= last, last - first < 10_000
    else {
      reading.fail(
        "expected a range of steps, not '\(fragment.text)'", at: fragment.location,
        hint: "write 'rows: 1..50'; at most 10000 rows")
      return nil
    }
    return first...last
  }
}
