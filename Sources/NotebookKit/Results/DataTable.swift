import Expressions
import Markup

extension DataResult {
  /// The table that a page shows: values with the decimals that they were written with.
  var table: Table {
    let columns = facts.columns.map {
      Table.Column(
        $0.name, title: $0.name.count == 1 ? .tag("i", [:], .text($0.name)) : nil, unit: $0.unit?.text,
        isNumeric: !$0.isText)
    }
    let formats = facts.columns.map { Self.format(numbers[$0.name] ?? []) }
    let rows = (0..<count).map { row in
      zip(facts.columns, formats).map { column, format -> Table.Cell in
        if column.isText { return .text(texts[column.name]?[row] ?? "") }
        let value = numbers[column.name]?[row] ?? .nan
        if value.isNaN { return .missing("missing") }
        guard let written = decimals[column.name] else { return .number(value, format) }
        return .number(
          value, written[row].map { NumberFormat(.fixed, $0) } ?? NumberFormat(.general, Digits.figures(value)))
      }
    }
    let note =
      switch missing {
      case 0: String?.none
      case 1: "1 value is missing."
      default: "\(missing) values are missing."
      }
    return Table(columns: columns, rows: rows, note: note)
  }

  /// For samples that nobody wrote: as many decimals as the column's most precise value, so that the points stand below one
  /// another; where that is a row of zeros, each value with its own digits.
  private static func format(_ values: [Double]) -> NumberFormat {
    let given = values.filter(\.isFinite)
    let decimals = given.map { Digits.decimals($0) }.max() ?? 0
    if decimals <= 8 { return NumberFormat(.fixed, decimals) }
    return NumberFormat(.general, given.map { Digits.figures($0) }.max() ?? 1)
  }
}
