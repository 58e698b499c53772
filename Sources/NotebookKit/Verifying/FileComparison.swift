/// Compares two versions of a figure's values: numbers to one unit of the last digit that is printed, names exactly.
struct FileComparison {
  private(set) var message: String?
  private(set) var numbers = 0

  private typealias Row = [Substring]

  init(_ old: String, _ new: String) {
    let (oldRows, newRows) = (Self.rows(old), Self.rows(new))
    guard let head = newRows.first, oldRows.first == head else {
      message = "its columns have changed"
      return
    }
    // Which rows are shown depends on the values: curves are thinned out. Then rows of the same time are compared.
    let isSameLength = oldRows.count == newRows.count
    let pairs = isSameLength ? Array(zip(oldRows, newRows).dropFirst()) : Self.pairs(oldRows, newRows, head)
    var first: String?
    var count = 0
    for (index, (old, new)) in pairs.enumerated() {
      numbers += new.count
      if old == new { continue }
      guard let (column, (was, isNow)) = zip(old, new).enumerated().first(where: { !Self.agrees($1.0, $1.1) }) else {
        continue
      }
      count += 1
      let row = isSameLength ? "row \(index + 1)" : "\(head[0]) = \(new[0])"
      first = first ?? "\(row), column '\(column < head.count ? head[column] : "")': \(Self.change(was, isNow))"
    }
    var parts: [String] = []
    if !isSameLength { parts.append("had \(oldRows.count - 1) rows, has \(newRows.count - 1)") }
    if let first {
      let others = isSameLength ? "\(pairs.count) rows" : "\(pairs.count) rows that both have"
      parts.append(count == 1 ? first : "\(count) of \(others) differ, the first is \(first)")
    }
    if !parts.isEmpty { message = parts.joined(separator: "; ") }
  }

  private static func rows(_ text: String) -> [Row] {
    text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  /// Rows that stand at the same time, or at the same place of the same curve.
  private static func pairs(_ old: [Row], _ new: [Row], _ head: Row) -> [(Row, Row)] {
    let keys = head.first == "t" ? 1 : head.count - 1
    let changes = Changes(old.dropFirst().map { $0 }, new.dropFirst().map { $0 }) { row in
      row.prefix(keys).joined(separator: ",")
    }
    return changes.compactMap { change in
      guard let old = change.old, let new = change.new else { return nil }
      return (old, new)
    }
  }

  private static func agrees(_ old: Substring, _ new: Substring) -> Bool {
    if old == new { return true }
    guard let old = Double(old), let new = Double(new) else { return false }
    return NumberAgreement.holds(old, new, digits: ShownValues.digits)
  }

  private static func change(_ old: Substring, _ new: Substring) -> String {
    guard let was = Double(old), let isNow = Double(new) else { return "was \(old), is \(new)" }
    return NumberAgreement.change(was, isNow)
  }
}
