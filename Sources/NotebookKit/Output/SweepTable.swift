import Dynamics
import Expressions
import Markup

/// A sweep as a table: one measure over two axes stands crosswise, anything else has a row for each point.
struct SweepTable {
  private let result: SweepResult
  private var facts: SweepFacts { result.facts }

  private let digits: Int

  init(_ result: SweepResult, digits: Int) {
    self.result = result
    self.digits = digits
  }

  var table: Table {
    facts.axes.count == 2 && facts.dimensions.count == 2 && facts.columns.count == 1 ? crosswise : long
  }

  private func title(_ point: SweepFacts.Point, _ axis: SweepFacts.Axis) -> Table.Cell {
    switch point {
    case .number(let value): .number(value, axis.format)
    case .text(let name): .text(Self.title(name, axis))
    }
  }

  /// The values of the axes at a point.
  func titles(_ row: Int) -> [Table.Cell] { zip(facts.point(row), facts.axes).map { title($0, $1) } }

  func value(_ row: Int, _ column: Int) -> Double? { result.value(row, column) }

  /// A method goes by its title.
  private static func title(_ name: String, _ axis: SweepFacts.Axis) -> String {
    axis.name == "method" ? Method.named(name)?.title ?? name : name
  }

  private func symbol(_ axis: SweepFacts.Axis) -> Markup {
    let name = facts.writer.heading(axis.name)
    return axis.isInitial ? .group([name, .text("(0)")]) : name
  }

  func head(_ axis: SweepFacts.Axis) -> Table.Column {
    let isText = axis.values.contains { $0.number == nil }
    let title: Markup =
      ["method", "step", "tolerance", "seed"].contains(axis.name) || axis.name.contains(".")
      ? .text(axis.name) : symbol(axis)
    return Table.Column(axis.name, title: title, unit: axis.unit?.text, isNumeric: !isText)
  }

  private func head(_ column: SweepColumn) -> Table.Column {
    let title: Markup =
      column.component.isEmpty
      ? .text(column.fullTitle) : .group([.text(column.title + " of "), facts.writer.heading(column.component)])
    return Table.Column(column.name, title: title, unit: column.unit?.text)
  }

  func cell(_ row: Int, _ column: Int) -> Table.Cell {
    let measure = facts.columns[column]
    if measure.isWord { return .text(result.outcomes[row].word) }
    switch result.rows[row][column] {
    case .success(let value):
      return .number(value, measure.isCount ? NumberFormat(.whole, 0) : NumberFormat(.general, digits))
    case .failure(let reason):
      // What did not finish says so, in place of a number that would look like any other.
      return result.outcomes[row].isFinished
        ? .missing(reason.message) : .text(result.outcomes[row].word.replacing("-", with: " "))
    }
  }

  private var long: Table {
    let rows = result.rows.indices.map { row in
      titles(row) + facts.columns.indices.map { cell(row, $0) }
    }
    let measured = facts.axes.count..<facts.axes.count + facts.columns.count
    return Table(columns: facts.axes.map(head) + facts.columns.map(head), rows: rows).evened(measured)
  }

  /// `h = 0.5 ms` over measured numbers; a method goes by its name.
  private func headAcross(_ value: SweepFacts.Point, _ axis: SweepFacts.Axis) -> Table.Column {
    let text = axis.text(value)
    guard value.number != nil, !axis.name.contains(".") else {
      return Table.Column(
        text, title: .text(value.number == nil ? Self.title(text, axis) : "\(axis.name) \(text)"),
        unit: facts.columns[0].unit?.text)
    }
    let name =
      axis.name == "step"
      ? .tag("i", [:], "h") : ["seed", "tolerance"].contains(axis.name) ? .text(axis.name) : symbol(axis)
    let unit = axis.unit.map { "\u{A0}" + $0.symbol } ?? ""
    return Table.Column(
      text, title: .group([name, .text(" = \(Digits.typeset(text))\(unit)")]), unit: facts.columns[0].unit?.text)
  }

  /// More columns than this do not fit a page.
  private static let widest = 7

  /// The axis of methods stands across, else the first; but never more columns than fit where the other axis is shorter.
  private var crosswise: Table {
    let preferred = facts.axes.firstIndex { $0.name == "method" } ?? 0
    let counts = [facts.axes[preferred].values.count, facts.axes[1 - preferred].values.count]
    let across = counts[0] > Self.widest && counts[1] < counts[0] ? 1 - preferred : preferred
    let down = 1 - across
    let columns =
      [head(facts.axes[down])]
      + facts.axes[across].values.map { headAcross($0, facts.axes[across]) }
    let rows = facts.axes[down].values.indices.map { row in
      [title(facts.axes[down].values[row], facts.axes[down])]
        + facts.axes[across].values.indices.map { column in
          cell(down == 0 ? row * facts.axes[1].values.count + column : column * facts.axes[1].values.count + row, 0)
        }
    }
    return Table(columns: columns, rows: rows).evened(1..<columns.count)
  }
}
