import Diagnostics

/// A table as on GitHub: a row of names, a row of dashes, rows. Cells hold inline Markdown, and `\|` is a bar in a cell.
struct PipeTable {
  enum Alignment: String { case left, centre, right }

  /// From the names to the last row.
  let lines: ClosedRange<Int>
  /// Where the table begins in its first line: behind what holds it in a list or quote.
  let start: Int
  let alignments: [Alignment?]
  /// The cells, in bytes of the text, the row of names first; each row has as many as there are columns.
  let rows: [[Range<Int>]]
  /// Whether a caption belongs to it, which is its last cell.
  var exhibit: Int?
  /// What libcmark sees in its place.
  var placeholder = ""

  static let columnLimit = 100
}

extension ProseParser {
  /// The table in the lines of a paragraph: it may begin below lines of text, and goes to the paragraph's end.
  mutating func pipeTable(in lines: ClosedRange<Int>, startColumn: Int) -> PipeTable? {
    guard lines.count > 1 else { return nil }
    for index in lines.lowerBound + 1...lines.upperBound {
      guard let alignments = dashes(content(index)) else { continue }
      let first = plain.lineRange(lines.lowerBound).lowerBound + startColumn - 1
      let start = index - 1 == lines.lowerBound ? first : content(index - 1).lowerBound
      let head = cells(start..<plain.lineRange(index - 1).upperBound)
      guard head.count == alignments.count else {
        diagnostics.append(
          .warning(
            "this is no table: \(head.count) cells stand over \(alignments.count) of dashes",
            at: fragment.location(content(index)),
            hint: "give both rows as many; a bar inside a cell, also in code or a formula, is written '\\|'"))
        return nil
      }
      guard head.count <= PipeTable.columnLimit else {
        diagnostics.append(
          .error("the table has more than \(PipeTable.columnLimit) columns", at: fragment.location(content(index))))
        return nil
      }
      var rows = [head]
      if index < lines.upperBound {
        rows += (index + 1...lines.upperBound).map { row($0, columns: head.count) }
        warnOfJoinedCaption(lines.upperBound)
      }
      return PipeTable(lines: index - 1...lines.upperBound, start: start, alignments: alignments, rows: rows)
    }
    return nil
  }

  private mutating func row(_ index: Int, columns: Int) -> [Range<Int>] {
    var cells = cells(content(index))
    if cells.count > columns {
      diagnostics.append(
        .warning(
          "the row has \(cells.count) cells, and the table \(columns) columns",
          at: fragment.location(cells[columns].lowerBound..<cells[cells.count - 1].upperBound),
          hint: "a bar inside a cell, also in code or a formula, is written '\\|'"))
      cells.removeLast(cells.count - columns)
    }
    let end = plain.lineRange(index).upperBound
    while cells.count < columns { cells.append(end..<end) }
    return cells
  }

  /// A line without what holds it in a list or quote.
  func content(_ index: Int) -> Range<Int> {
    let line = plain.lineRange(index)
    let held = plain.bytes[line].prefix { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }.count
    return fragment.trimmed(line.lowerBound + held..<line.upperBound)
  }

  private func cells(_ range: Range<Int>) -> [Range<Int>] {
    let bytes = plain.bytes
    let range = fragment.trimmed(range)
    var cells: [Range<Int>] = []
    var start = range.lowerBound
    if start < range.upperBound, bytes[start] == UInt8(ascii: "|") { start += 1 }
    var index = start
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "|"):
        cells.append(fragment.trimmed(start..<index))
        index += 1
        start = index
      default: index += 1
      }
    }
    if start < range.upperBound { cells.append(fragment.trimmed(start..<range.upperBound)) }
    return cells
  }

  /// The alignments, if the line is a row of dashes.
  private func dashes(_ range: Range<Int>) -> [PipeTable.Alignment?]? {
    let bytes = plain.bytes[range]
    guard bytes.contains(UInt8(ascii: "|")), bytes.contains(UInt8(ascii: "-")),
      bytes.allSatisfy({ Array("|-: \t".utf8).contains($0) })
    else { return nil }
    var alignments: [PipeTable.Alignment?] = []
    for cell in cells(range) {
      let text = plain.text(in: cell)
      let dashes = text.dropFirst(text.hasPrefix(":") ? 1 : 0).dropLast(text.hasSuffix(":") && text.count > 1 ? 1 : 0)
      guard !dashes.isEmpty, dashes.allSatisfy({ $0 == "-" }) else { return nil }
      switch (text.hasPrefix(":"), text.hasSuffix(":")) {
      case (true, true): alignments.append(.centre)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(nil)
      }
    }
    return alignments
  }
}
