import Diagnostics

/// Fenced blocks: directives, formulas and listings.
extension ProseParser {
  mutating func codeBlock(_ node: CommonMark.Node, _ document: borrowing CommonMark) {
    let index = node.startLine - 1
    guard let info = fence(index, node.startColumn) else { return }
    let location = place(ofLine: index)
    if node.fenceInfo.isEmpty, !info.isEmpty {
      return adviseOnIndented(info, index)
    }
    switch Fence.read(info, names: reading.directives) {
    case .listing:
      adviseOnSwallowed(node, "listing")
      adviseOnListing(info, body(of: node))
    case .doubtful(let diagnostic):
      diagnostics.append(diagnostic)
      adviseOnSwallowed(node, "listing")
    case .formula(let label):
      adviseOnSwallowed(node, "formula")
      let body = body(of: node)
      document.replace(node, withHTML: "<p>" + addFormula(body, isDisplay: true, label: label) + "</p>\n")
    case .mistake(let diagnostic):
      let body = body(of: node)
      diagnostics.append(diagnostic)
      calls.append(
        Call(
          name: info, label: nil, body: .nothing(location), text: body, location: fenceLocation(index),
          diagnostics: [diagnostic]))
      document.replace(node, withHTML: mark(.piece(.call(calls.count - 1))) + "\n")
    case .directive(let name, let label):
      let body = body(of: node)
      let mayBeList = Directive.catalogue.first { $0.name == name.text }?.listKey != nil
      let isWhole = isClosed(node) && !opensAnother(body)
      var (value, found): (BodyValue, [Diagnostic]) =
        isWhole ? BodyParser.parse(body, mayBeList: mayBeList) : (.nothing(location), [])
      if !isWhole {
        // What it swallowed is no body: one message says it all.
        found = [.error("the block is never closed", at: fenceLocation(index), hint: "end it with \(closing(index))")]
      }
      diagnostics += found
      calls.append(
        Call(
          name: name, label: label, body: value, text: body, location: fenceLocation(index),
          diagnostics: found.filter { $0.severity == .error }, isClosed: isWhole))
      document.replace(node, withHTML: mark(.piece(.call(calls.count - 1))) + "\n")
    }
  }

  func fenceLocation(_ index: Int) -> Location {
    place(ofLine: index)
  }

  /// The info string behind the backticks or tildes; nothing for indented code.
  func fence(_ index: Int, _ column: Int) -> Fragment? {
    let line = plain.lineRange(index)
    var start = line.lowerBound + column - 1
    guard start < line.upperBound else { return nil }
    let sign = plain.bytes[start]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
    let first = start
    while start < line.upperBound, plain.bytes[start] == sign { start += 1 }
    guard start - first >= 3 else { return nil }
    return fragment.slice(start..<line.upperBound).trimmed
  }

  /// The lines of a fenced block in the author's file, without what the list or quote around it puts before them.
  func body(of node: CommonMark.Node) -> Fragment {
    var literal = node.literal.split(separator: "\n", omittingEmptySubsequences: false)
    if literal.last == "" { literal.removeLast() }
    let ranges = literal.enumerated().map { offset, text -> Range<Int> in
      let line = plain.lineRange(min(node.startLine + offset, plain.lineCount - 1))
      // The literal's line is the end of the source's line, except where a tab was cut in two.
      return max(line.lowerBound, line.upperBound - text.utf8.count)..<line.upperBound
    }
    if ranges.isEmpty {
      let end = plain.lineRange(min(node.startLine, plain.lineCount - 1)).lowerBound
      return fragment.slice(end..<end)
    }
    return fragment.joiningLines(ranges)
  }

  /// `    ```yaml {plot}`: what is indented by four spaces is a listing, whatever it looks like.
  private mutating func adviseOnIndented(_ info: Fragment, _ index: Int) {
    guard info.text.hasPrefix("yaml {") else { return }
    diagnostics.append(
      .error(
        "a block that is indented by four spaces is shown and not run", at: fenceLocation(index),
        hint: "begin its lines in the first column; a listing that shows such a block stands between four backticks"))
  }

  /// What ends the block that begins on a line.
  private func closing(_ index: Int) -> String {
    let signs = plain.line(index).drop { $0 != "`" && $0 != "~" }
    let count = signs.prefix { $0 == signs.first }.count
    if signs.first == "~" { return "a line of '\(signs.prefix(count))'" }
    return count == 3 ? "a line of backticks" : "as many backticks as it begins with: '\(signs.prefix(count))'"
  }

  /// `expect` and `data` are words for listings of other languages, too: it is the text that tells.
  private mutating func adviseOnListing(_ info: Fragment, _ body: Fragment) {
    let starts = ["expect": ["- "], "data": ["rows:", "file:", "from:", "columns:"]][info.text] ?? []
    let first = body.lines.first.map { String(decoding: body.bytes[$0], as: UTF8.self) } ?? ""
    guard starts.contains(where: { first.hasPrefix($0) }) else { return }
    diagnostics.append(
      .warning(
        "a block of '\(info.text)' is shown and not run", at: info.location,
        hint: "what runs begins with '```yaml {\(info.text)}'"))
  }

  /// Says so where a listing or a formula goes on over a block that was to run, or to the end of the text.
  private mutating func adviseOnSwallowed(_ node: CommonMark.Node, _ what: String) {
    let index = node.startLine - 1
    let line = plain.line(index)
    // In a list or a quote it ends with these.
    let start = line.drop { $0 == " " }
    guard line.count - start.count <= 3, let sign = start.first, sign == "`" || sign == "~" else { return }
    let length = start.prefix { $0 == sign }.count
    let body = body(of: node)
    // A longer fence shows how a block is written.
    let swallowed = body.lines.first { range in
      let text = String(decoding: body.bytes[range], as: UTF8.self)
      return length == 3 && sign == "`" && text.hasPrefix("```yaml {")
    }
    // What was to end a block that never began, begins a listing.
    let isEndOfNothing = hasBrokenOpening && fence(index, node.startColumn)?.isEmpty == true
    if isEndOfNothing { hasBrokenOpening = false }
    guard swallowed != nil || !isClosed(node) && !isEndOfNothing else { return }
    diagnostics.append(
      .error(
        "the \(what) is never closed" + (swallowed == nil ? "" : ", and swallows the block after it"),
        at: fenceLocation(index),
        hint: "end it with a line of \(sign == "`" ? "backticks" : "'~~~'")"
          + (swallowed == nil ? "" : "; a listing that shows such a block begins and ends with four of them")))
  }

  /// Whether a block begins inside: the fence that ended this one was the end of that.
  private func opensAnother(_ body: Fragment) -> Bool {
    body.lines.contains { line in
      let text = body.bytes[line]
      return text.starts(with: "```".utf8) && text.count > 3
    }
  }

  func isClosed(_ node: CommonMark.Node) -> Bool {
    let literalLines = node.literal.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    let closing = node.startLine + literalLines
    guard closing < plain.lineCount else { return false }
    let text = plain.line(closing).filter { $0 != " " && $0 != ">" }
    return text.hasPrefix("```") || text.hasPrefix("~~~")
  }
}
