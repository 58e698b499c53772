package import Diagnostics

/// A file of comma-separated values (RFC 4180): rows of cells, each with its place in the file. Where commas are in numbers, as in
/// much of Europe, spreadsheets write semicolons or tabs between cells: the first line tells which. What stands above it in lines
/// that begin with `#` or `%` is a comment, as measuring programs write it.
package struct CommaSeparatedValues {
  package private(set) var rows: [[Fragment]] = []
  /// The last line of the comment as a line of names, without its sign and with it: programs that write numbers alone name their
  /// columns there, `# t,v`, and a name may begin so, `# of cells,t`.
  package private(set) var namesInComment: [[Fragment]] = []
  /// Quotes that are not closed where their cell ends.
  package private(set) var mistakes: [Diagnostic] = []

  /// Whether a number may have a comma for its point.
  package var mayHaveDecimalCommas: Bool { separator != UInt8(ascii: ",") }

  private let whole: Fragment
  private let separator: UInt8

  private var separatorName: String {
    separator == UInt8(ascii: ";") ? "semicolon" : separator == 0x09 ? "tab" : "comma"
  }

  package init(_ source: Source) {
    let bytes = source.bytes
    whole = Fragment(source: source, range: 0..<bytes.count)
    var offset = 0
    let comment = Self.comment(bytes, &offset)
    separator = Self.separator(bytes[offset...])
    if var place = comment?.lowerBound, let end = comment?.upperBound {
      var cells: [Fragment] = []
      repeat {
        cells.append(cell(&place))
        place += 1
      } while place <= end
      var sign = (comment?.lowerBound ?? 1) - 1
      namesInComment = [cells, [cell(&sign)] + cells.dropFirst()]
      mistakes = []
    }
    var row: [Fragment] = []
    while offset < bytes.count {
      row.append(cell(&offset))
      if offset < bytes.count, bytes[offset] == separator {
        offset += 1
        if offset == bytes.count { row.append(whole.slice(offset..<offset)) }
        continue
      }
      offset += 1
      if row.count > 1 || row.first?.isEmpty == false { rows.append(row) }
      row = []
    }
    if !row.isEmpty { rows.append(row) }
  }

  /// The last line above the first row that begins with `#` or `%`, without that sign; the offset comes to lie behind it.
  private static func comment(_ bytes: [UInt8], _ offset: inout Int) -> Range<Int>? {
    var last: Range<Int>?
    while offset < bytes.count {
      let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
      let isComment = bytes[offset] == UInt8(ascii: "#") || bytes[offset] == UInt8(ascii: "%")
      guard isComment || bytes[offset..<end].allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) else { break }
      if isComment { last = offset + 1..<end }
      offset = min(end + 1, bytes.count)
    }
    return last
  }

  /// What stands between the names in the first line.
  private static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes.prefix(while: { $0 != 0x0A }) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() } else if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let comma = UInt8(ascii: ",")
    let others = [UInt8(ascii: ";"), 0x09].filter { counts[$0, default: 0] > counts[comma, default: 0] }
    return others.first ?? comma
  }

  /// The cell that begins at the offset, which goes on to the separator or the line end behind it.
  private mutating func cell(_ offset: inout Int) -> Fragment {
    let bytes = whole.bytes
    let start = offset
    while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
    let opening = offset
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
      skipToEnd(&offset)
      return whole.slice(whole.trimmed(start..<offset))
    }
    offset += 1
    var parts: [Range<Int>] = []
    var begin = offset
    var isClosed = false
    while offset < bytes.count, !isClosed {
      if bytes[offset] == UInt8(ascii: "\"") {
        let isDoubled = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\"")
        parts.append(begin..<(isDoubled ? offset + 1 : offset))
        offset += isDoubled ? 2 : 1
        begin = offset
        isClosed = !isDoubled
      } else {
        offset += 1
      }
    }
    let close = offset
    skipToEnd(&offset)
    let rest = whole.slice(whole.trimmed(close..<offset))
    if !isClosed {
      mistakes.append(
        .error(
          "the quote is never closed", at: whole.location(opening..<opening + 1),
          hint: "end the text with '\"', or leave the quote away: a cell without \(separatorName)s needs none"))
    } else if !rest.isEmpty {
      mistakes.append(
        .error(
          "'\(rest.text)' stands behind the quote that ends the cell", at: rest.location,
          hint: "a \(separatorName) ends a cell; a quote inside of quotes is written twice"))
    }
    return whole.joining(parts)
  }

  private func skipToEnd(_ offset: inout Int) {
    while offset < whole.bytes.count, whole.bytes[offset] != separator, whole.bytes[offset] != 0x0A {
      offset += 1
    }
  }
}
