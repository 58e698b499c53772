import Diagnostics

/// Which sign stands before the decimals in the columns of numbers of a file with semicolons or tabs.
struct DecimalSigns {
  private let cells: [Fragment]
  /// Whether it is the comma; where both signs are in use, the one that stands in more cells, so that messages name the others.
  let areCommas: Bool

  init(_ rows: [[Fragment]], _ facts: DataFacts) {
    let numeric = facts.columns.indices.filter { !facts.columns[$0].isText }
    cells = rows.flatMap { row in numeric.filter { $0 < row.count }.map { row[$0] } }
    let commas = cells.count(where: \.hasDecimalComma)
    areCommas = commas > 0 && commas >= cells.count { $0.text.contains(".") && Double($0.text) != nil }
  }

  /// Where no cell has a comma: `1.880` may be 1880, where no number with a point says otherwise.
  func warnOfThousands(_ planning: inout Planning) {
    let pointed = cells.filter { $0.text.contains(".") }
    guard let first = pointed.first,
      pointed.allSatisfy({ $0.text.wholeMatch(of: #/[-+]?[1-9][0-9]{0,2}\.[0-9]{3}/#) != nil })
    else { return }
    let text = first.text.replacing(".", with: "")
    planning.warn(
      "the points of this file may stand between thousands: '\(first.text)' is read as \(first.text), and not as \(text)",
      at: first.location, hint: "write '\(text)' if that is meant; if not, one decimal more or less tells them apart")
  }
}
