import Diagnostics

/// The arguments of environments.
extension FormulaParser {
  /// `[t]` after `\begin{aligned}`: where the table stands on the line is not for the author to say here.
  mutating func skipPosition() {
    guard nextToken.kind == .character("["), position + 2 < tokens.count,
      tokens[position + 2].kind == .character("]"),
      ["t", "b", "c"].contains(where: { tokens[position + 1].kind == .character($0) })
    else { return }
    position += 3
  }

  /// `{l|cr}`.
  mutating func readColumns(_ environment: Environment, _ range: Range<Int>) -> [Column] {
    guard let given = readRawGroup() else {
      report("missing columns of '\(environment.name)'", at: range, hint: "write '\(text(range)){lcr}'")
      return []
    }
    var columns: [Column] = []
    var bars = 0
    for offset in given {
      var place: Column.Place?
      switch tex.bytes[offset] {
      case UInt8(ascii: "l"): place = .left
      case UInt8(ascii: "c"): place = .centre
      case UInt8(ascii: "r"): place = .right
      case UInt8(ascii: "|"): bars += 1
      case UInt8(ascii: " "): break
      default:
        report(
          "unknown column '\(text(given))'", at: given, hint: "write 'l', 'c' or 'r' for each column, '|' for a line")
        return []
      }
      guard let place else { continue }
      var column = Column(place)
      if columns.isEmpty { column.barsBefore = bars } else { columns[columns.count - 1].barsAfter = bars }
      bars = 0
      columns.append(column)
    }
    if !columns.isEmpty { columns[columns.count - 1].barsAfter = bars }
    return columns
  }

  /// `[2pt]` after `\\`, in em.
  mutating func readDistance() -> Double? {
    guard let range = readRawBrackets() else { return nil }
    if let length = Length(text(range))?.ems { return length }
    report(
      "cannot read the length '\(text(range))'", at: range,
      hint: "write '{}' before a bracket that is part of the formula")
    return nil
  }
}
