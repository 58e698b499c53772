import Diagnostics

/// Compares two versions of a table, cell by cell.
struct TableComparison {
  private(set) var messages: [String] = []
  private(set) var numbers = 0
  private(set) var texts = 0

  /// More cells of one table are counted, not told.
  private static let messageLimit = 5

  init(_ old: PageResults.Table, _ new: PageResults.Table, _ agreement: NumberAgreement) {
    compareHeads(old, new)
    if old.rows.count != new.rows.count {
      messages.append("\(Self.count(old.rows.count)) became \(Self.count(new.rows.count))")
    }
    let pairs = Self.commonColumns(old, new)
    var cells: [String] = []
    for (row, (oldRow, newRow)) in zip(old.rows, new.rows).enumerated() {
      for pair in pairs where pair.old < oldRow.count && pair.new < newRow.count {
        let (was, isNow) = (oldRow[pair.old], newRow[pair.new])
        if case .number = was { numbers += 1 } else { texts += 1 }
        guard !Self.agrees(was, isNow, agreement) else { continue }
        let place = "row \(row + 1)\(Self.title(newRow)), column '\(new.columns[pair.new].name)'"
        cells.append("\(place): \(NumberAgreement.change(was, isNow))")
      }
    }
    messages += cells.prefix(Self.messageLimit)
    if cells.count > Self.messageLimit { messages.append("\(cells.count - Self.messageLimit) more cells differ") }
  }

  private static func count(_ rows: Int) -> String { rows == 1 ? "1 row" : "\(rows) rows" }

  private mutating func compareHeads(_ old: PageResults.Table, _ new: PageResults.Table) {
    let (oldNames, newNames) = (old.columns.map(\.name), new.columns.map(\.name))
    if oldNames != newNames {
      messages.append("columns were \(oldNames.joined(separator: ", ")), are \(newNames.joined(separator: ", "))")
    }
    for pair in Self.commonColumns(old, new) {
      let (was, isNow) = (old.columns[pair.old], new.columns[pair.new])
      if was.unit != isNow.unit {
        messages.append("column '\(isNow.name)': unit was \(was.unit ?? "none"), is \(isNow.unit ?? "none")")
      }
    }
  }

  /// The columns that both have, by name; all where the names are the same.
  private static func commonColumns(_ old: PageResults.Table, _ new: PageResults.Table) -> [(old: Int, new: Int)] {
    if old.columns.map(\.name) == new.columns.map(\.name) { return old.columns.indices.map { ($0, $0) } }
    return new.columns.enumerated().compactMap { index, column in
      old.columns.firstIndex { $0.name == column.name }.map { ($0, index) }
    }
  }

  /// What names the row.
  private static func title(_ row: [PageResults.Cell]) -> String {
    if case .text(let text)? = row.first, !text.isEmpty { return " (\(text))" }
    return ""
  }

  private static func agrees(_ old: PageResults.Cell, _ new: PageResults.Cell, _ agreement: NumberAgreement) -> Bool {
    if case .number(let old) = old, case .number(let new) = new { return agreement.holds(old, new) }
    return old == new
  }
}
