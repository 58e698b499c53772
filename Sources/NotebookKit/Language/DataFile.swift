import Diagnostics
import Expressions

/// A file of comma-separated values with a line of column names, as a `data` block reads it.
struct DataFile {
  private let path: Fragment
  private let source: Source
  /// The line of names and the rows.
  private let lines: [[Fragment]]
  /// See ``CommaSeparatedValues``.
  private let namesInComment: [[Fragment]]
  private let mistakes: [Diagnostic]
  /// Whether a number may have a comma for its point; see ``CommaSeparatedValues``.
  let mayHaveDecimalCommas: Bool
  /// What the file calls a column that the block gives another name.
  private let headers: [String: Fragment]

  init(_ path: Fragment, _ source: Source, headers: [ModelLayer.Item] = []) {
    self.path = path
    self.source = source
    let values = CommaSeparatedValues(source)
    lines = values.rows
    namesInComment = values.namesInComment
    mayHaveDecimalCommas = values.mayHaveDecimalCommas
    self.headers = Dictionary(headers.map { ($0.name.text, $0.value) }) { first, _ in first }
    mistakes = values.mistakes
  }

  /// What the first line names, for messages.
  var names: String { Self.shown(lines.first?.map(\.text) ?? []) }

  private static func shown(_ names: [String]) -> String {
    names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
  }

  /// The cells of the named columns, row by row, or nothing where the file does not hold them all.
  func rows(of columns: [Fragment], _ planning: inout Planning) -> [[Fragment]]? {
    // At the path and not in the file: lines that hold such bytes are nothing to show.
    if let refusal = ForeignText.refusal(source) {
      planning.fail("the file '\(path.text)' \(refusal.message)", at: path.location, hint: refusal.hint)
      return nil
    }
    if let mistake = source.encodingMistake {
      planning.diagnostics.append(mistake)
      return nil
    }
    guard mistakes.isEmpty else {
      planning.diagnostics += mistakes.prefix(1)
      return nil
    }
    guard let first = lines.first else {
      planning.fail(
        "the file '\(path.text)' is empty", at: path.location,
        hint: namesInComment.isEmpty ? nil : "lines that begin with '#' or '%' are comments")
      return nil
    }
    let above =
      namesInComment.first { isHead($0, of: columns, over: first) }
      ?? (unnamed(first) == nil ? nil : namesInComment.first { $0.count == first.count })
    let head = above ?? first
    let rows = (above != nil ? lines[...] : lines.dropFirst()).filter { Self.comment($0) == nil || fits($0, head) }
    guard let order = order(of: columns, head, &planning) else { return nil }
    let wrong = rows.filter { !fits($0, head) }
    if let first = wrong.first, let place = Self.place(of: first) {
      let columns = head.count == 1 ? "1 column" : "\(head.count) columns"
      let others =
        wrong.count == 1 ? "" : ", and so \(wrong.count == 2 ? "is one more" : "are \(wrong.count - 1) more")"
      planning.fail(
        "a row of \(Self.values(first.count)) where the file names \(columns)\(others)", at: place,
        hint: first.count <= head.count
          ? otherSeparator(first) : mayHaveDecimalCommas ? nil : Self.decimalComma(first)
      )
      return nil
    }
    return rows.map { line in order.map { line[$0] } }
  }

  /// Whether the last line of the comment names the columns, and the first line below it does not.
  private func isHead(_ comment: [Fragment], of columns: [Fragment], over first: [Fragment]) -> Bool {
    guard comment.count == first.count else { return false }
    func names(_ line: [Fragment]) -> Bool {
      columns.allSatisfy { column in line.contains { $0.text == (headers[column.text] ?? column).text } }
    }
    return names(comment) && !names(first)
  }

  /// Whether a row has a cell for each column; commas at its end with nothing behind them do no harm.
  private func fits(_ line: [Fragment], _ head: [Fragment]) -> Bool {
    line.count >= head.count && line[head.count...].allSatisfy(\.isEmpty)
  }

  /// Where each of the columns stands in the file.
  private func order(of columns: [Fragment], _ head: [Fragment], _ planning: inout Planning) -> [Int]? {
    let names = head.map(\.text)
    let columns = columns.map { headers[$0.text] ?? $0 }
    let missing = columns.filter { !names.contains($0.text) }
    // One message where the whole line is not what it should be.
    let mistake = foreignLine(head) ?? otherSeparator(head) ?? unnamed(head)
    for column in mistake == nil ? missing[...] : missing.prefix(1) {
      planning.fail(
        "the file '\(path.text)' has no column '\(column.text)'", at: column.location,
        hint: mistake ?? Self.withUnit(column.text, names) ?? Self.known(column.text, names))
    }
    guard missing.isEmpty else { return nil }
    for column in columns {
      let places = names.indices.filter { names[$0] == column.text }
      guard places.count > 1 else { continue }
      planning.fail(
        "the file '\(path.text)' has \(places.count) columns '\(column.text)'", at: head[places[1]].location,
        hint: "give each a name of its own in the first line")
      return nil
    }
    return columns.compactMap { names.firstIndex(of: $0.text) }
  }

  /// A first line that names no columns, or has signs in it that look like others.
  private func foreignLine(_ head: [Fragment]) -> String? {
    if head[0].text.lowercased().hasPrefix("sep=") {
      return "'\(head[0].text)' is a line for spreadsheets: take it out, so that the first line names the columns"
    }
    return head.lazy.compactMap { OddCharacter.first(in: $0.text) }.first { $0.name != "a tab" }
      .map { "the first line holds \($0.name): \($0.advice)" }
  }

  /// What to say of a line that begins like a comment, and has the cells of a row.
  static func comment(_ line: [Fragment]) -> String? {
    guard let first = line.first?.text.first, first == "#" || first == "%" else { return nil }
    return "a line that begins with '\(first)' and has as many cells as a row is one: take it out if it is a comment"
  }

  private static func known(_ name: String, _ names: [String]) -> String {
    (Spelling.hint(name, among: names).map { $0 + " " } ?? "")
      + "the first line names \(shown(names))\(names.contains(name) ? "" : "; for another name there write 'header: {\(name): ...}'")"
  }

  /// `t (s)`: a name with its unit.
  private static func withUnit(_ name: String, _ names: [String]) -> String? {
    let found = names.first { other in
      other.hasPrefix(name) && [" ", "(", "[", "/", "_"].contains(other.dropFirst(name.count).first ?? "x")
    }
    return found.map { "the first line says '\($0)': write 'header: {\(name): \($0)}', and the unit in 'columns'" }
  }

  /// A line that has semicolons, tabs or blanks where commas should be.
  private func otherSeparator(_ line: [Fragment]) -> String? {
    guard line.count == 1, let text = line.first?.text else { return nil }
    if text.contains(";") { return "commas separate columns, not ';', and decimal numbers have a point" }
    if text.contains("\t") { return "commas separate columns, not tabs" }
    return text.contains(" ") && !text.contains("(") ? "commas separate columns, not blanks" : nil
  }

  /// A first line of numbers.
  private func unnamed(_ head: [Fragment]) -> String? {
    guard head.allSatisfy({ Double($0.text) != nil }) else { return nil }
    return "the first line has to name the columns, and it is '\(head.map(\.text).joined(separator: ","))'"
  }

  // MARK: Rows that are too long or too short

  static func values(_ count: Int) -> String { count == 1 ? "1 value" : "\(count) values" }

  /// From the first cell to the last.
  static func place(of row: [Fragment]) -> Location? {
    guard let first = row.first?.location, let last = row.last?.location else { return nil }
    let start = first.range.lowerBound
    return Location(source: first.source, range: start..<max(start, last.range.upperBound))
  }

  /// What to say where two cells may be the halves of one number.
  static func decimalComma(_ row: [Fragment]) -> String? {
    func isDigits(_ text: Substring) -> Bool { !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber } }
    for (whole, rest) in zip(row, row.dropFirst()).reversed() {
      let (whole, rest) = (whole.text, rest.text)
      guard isDigits(whole.drop { $0 == "-" || $0 == "+" }), isDigits(rest[...]) else { continue }
      return "a comma separates two values: if \(whole),\(rest) is one number, write \(whole).\(rest)"
    }
    return nil
  }
}
