import Dynamics
import Expressions
import Markup

/// Sweeps side by side: a row for each point of the first, a column for each measure of each sweep.
struct SweepComparison: Sendable {
  struct Side: Sendable {
    let label: String
    let title: String
    let facts: SweepFacts
    /// For each point of the first sweep, where this one has it.
    let rows: [Int?]
    /// For each measure that is compared, where this one has it.
    let columns: [Int]
  }

  let sides: [Side]
  /// What the differences are from.
  let against: Side?
  let digits: Int

  func table(_ inputs: Inputs) -> Product {
    func output(_ side: Side) -> SweepTable? {
      (inputs.results[side.label] as? SweepResult).map { SweepTable($0, digits: digits) }
    }
    let tables = sides.map(output), reference = against.flatMap(output)
    guard let first = tables.first ?? nil else { return Product(nil, []) }
    let facts = sides[0].facts
    var columns = facts.axes.map(first.head)
    var cells = facts.rows.map { first.titles($0) }
    for measure in sides[0].columns.indices {
      for (side, table) in zip(sides, tables) {
        add(head(side, measure), { table?.cell($0, side.columns[measure]) }, side.rows, &columns, &cells)
      }
      guard let against else { continue }
      add(
        head(against, measure), { reference?.cell($0, against.columns[measure]) }, against.rows, &columns, &cells)
      for (side, table) in zip(sides, tables) {
        columns.append(difference(side, against, measure))
        for row in facts.rows {
          let own = side.rows[row].flatMap { table?.value($0, side.columns[measure]) }
          let theirs = against.rows[row].flatMap { reference?.value($0, against.columns[measure]) }
          cells[row].append(difference(own, theirs, side.facts.columns[side.columns[measure]]))
        }
      }
    }
    return Product(nil, [.table(Table(columns: columns, rows: cells).evened(facts.axes.count..<columns.count))])
  }

  private func add(
    _ head: Table.Column, _ cell: (Int) -> Table.Cell?, _ rows: [Int?], _ columns: inout [Table.Column],
    _ cells: inout [[Table.Cell]]
  ) {
    columns.append(head)
    for row in cells.indices {
      cells[row].append(rows[row].flatMap(cell) ?? .missing("the sweep has no such point"))
    }
  }

  private var isSingle: Bool { sides[0].columns.count == 1 }

  /// The measure's title, and the sweep's.
  private func head(_ side: Side, _ measure: Int) -> Table.Column {
    let column = side.facts.columns[side.columns[measure]]
    return Table.Column(
      "\(side.label).\(column.name)", title: .text("\(column.fullTitle), \(side.title)"), unit: column.unit?.text)
  }

  private func difference(_ side: Side, _ against: Side, _ measure: Int) -> Table.Column {
    let column = side.facts.columns[side.columns[measure]]
    let title = sides.count == 1 ? "difference" : "\(side.title) − \(against.title)"
    return Table.Column(
      "\(side.label)-\(against.label).\(column.name)",
      title: .text(isSingle ? title : "\(column.fullTitle), \(title)"), unit: column.unit?.text)
  }

  private func difference(_ own: Double?, _ theirs: Double?, _ column: SweepColumn) -> Table.Cell {
    guard let own, let theirs else { return .missing("one of the two has no value") }
    return .number(own - theirs, column.isCount ? NumberFormat(.whole, 0) : NumberFormat(.general, digits))
  }
}
