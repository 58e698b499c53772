import Diagnostics
import Expressions

/// The rows of a `data` block, in the order of its columns, before their cells are read.
struct DataRows {
  let cells: [[Fragment]]
  /// Whether a number may have a comma for its point; see ``CommaSeparatedValues``.
  let mayHaveDecimalCommas: Bool
  /// Where the rows are given, for one that has no place of its own.
  let location: Location

  /// How many cells of a column are told that cannot be read: a column of dates is one mistake.
  private static let toldOfColumn = 3

  /// What the rows say, or nothing where a mistake was found.
  func result(_ facts: DataFacts, _ planning: inout Planning) -> DataResult? {
    let signs = mayHaveDecimalCommas ? DecimalSigns(cells, facts) : nil
    let hasCommas = signs?.areCommas ?? false
    if !hasCommas { signs?.warnOfThousands(&planning) }
    var numbers = Dictionary(uniqueKeysWithValues: facts.numeric.map { ($0.name, [Double]()) })
    var decimals: [String: [Int?]] = [:]
    var texts: [String: [String]] = [:]
    var refused: [String: [Fragment]] = [:]
    for row in cells {
      // A comma at the end with nothing behind it does no harm.
      guard row.count >= facts.columns.count, row[facts.columns.count...].allSatisfy(\.isEmpty) else {
        planning.fail(
          "a row of \(DataFile.values(row.count)) where there are \(facts.columns.count) columns",
          at: DataFile.place(of: row) ?? location, hint: DataFile.decimalComma(row))
        continue
      }
      for (column, cell) in zip(facts.columns, row) {
        if column.isText {
          if column.name == facts.by, cell.isEmpty {
            planning.fail(
              "the row has no '\(column.name)', which says to which group it belongs", at: cell.location,
              hint: "give it, or leave the row out")
          }
          texts[column.name, default: []].append(cell.text)
          continue
        }
        let told = planning.diagnostics.count
        if let (value, written) = DataCell.number(
          cell, column, hasCommas, isKey: column.name == facts.key?.name, &planning)
        {
          numbers[column.name, default: []].append(value)
          decimals[column.name, default: []].append(written)
        } else {
          refused[column.name, default: []].append(cell)
          if refused[column.name, default: []].count > Self.toldOfColumn {
            planning.diagnostics.removeLast(planning.diagnostics.count - told)
          }
        }
      }
    }
    for (name, cells) in refused.sorted(by: { $0.key < $1.key }) where cells.count > Self.toldOfColumn {
      planning.fail(
        "and \(cells.count - Self.toldOfColumn) more of '\(name)' from here on", at: cells[Self.toldOfColumn].location)
    }
    guard !planning.diagnostics.hasErrors else { return nil }
    var facts = facts
    if let by = facts.by {
      var known: Set<String> = []
      facts.groups = (texts[by] ?? []).filter { known.insert($0).inserted }
    }
    let keys = facts.key.flatMap { numbers[$0.name] } ?? []
    facts.span = keys.min().flatMap { low in keys.max().map { low...$0 } }
    return DataResult(facts: facts, numbers: numbers, texts: texts, count: cells.count, decimals: decimals)
  }
}
