package import Diagnostics

extension Prose {
  /// Reads Markdown. It never fails: mistakes become diagnostics, and what is left still makes a page.
  ///
  /// - Parameters:
  ///   - directives: the names of all directives, to tell a near miss from a listing.
  ///   - isSmart: whether quotes and dashes become typographic.
  package init(parsing fragment: Fragment, directives: [String] = [], isSmart: Bool = true) {
    var parser = ProseParser(fragment, directives, isSmart)
    self = parser.prose()
  }
}

/// Two passes of libcmark over one text: the first finds the blocks, then formulas and values are cut out of the prose
/// between them, and the second writes the page with a private-use character in each of their places.
private struct ProseParser {
  private let fragment: Fragment
  /// The same text, for its lines.
  private let plain: Source
  private let directives: [String]
  private let isSmart: Bool
  private var diagnostics: [Diagnostic] = []
  private var marks: [Mark] = []
  private var cuts: [Cut] = []
  private var calls: [Call] = []
  private var headings: [Heading] = []
  private var formulas: [WrittenFormula] = []
  private var values: [WrittenValue] = []
  private var references: [LabelReference] = []
  private var usedIDs: Set<String> = []
  private var slugCounts: [String: Int] = [:]
  /// Lines, from 0, that belong to a `$$` block.
  private var displayLines: Set<Int> = []

  private enum Mark {
    case piece(Piece)
    /// A character of the author's own that looks like one of ours.
    case text(String)
  }

  /// Bytes of the source that libcmark does not see, and what it sees instead.
  private struct Cut {
    let range: Range<Int>
    let replacement: String
  }

  /// Where the private-use characters begin (Supplementary Private Use Area-A).
  private static let firstMark: UInt32 = 0xF0000
  private static let markCount = 65_000

  init(_ fragment: Fragment, _ directives: [String], _ isSmart: Bool) {
    self.fragment = fragment
    plain = Source(path: fragment.source.path, bytes: fragment.bytes)
    self.directives = directives
    self.isSmart = isSmart
  }

  mutating func prose() -> Prose {
    cutOwnPrivateCharacters()
    cutDisplayFormulas()
    cutInlines()
    let html = render()
    return Prose(
      pieces: pieces(html), calls: calls, headings: headings, formulas: formulas, values: values,
      references: references,
      diagnostics: diagnostics)
  }

  // MARK: Cuts

  private mutating func mark(_ mark: Mark) -> String {
    guard marks.count < Self.markCount, let scalar = Unicode.Scalar(Self.firstMark + UInt32(marks.count)) else {
      return ""
    }
    marks.append(mark)
    return String(Character(scalar))
  }

  /// Lines stay lines: where the range goes over several, their ends and what holds them in a list or quote are kept.
  private mutating func cut(_ range: Range<Int>, _ text: String) {
    var replacement = text
    for index in plain.lineIndex(
      of: range.lowerBound)..<plain.lineIndex(of: max(range.lowerBound, range.upperBound - 1))
    {
      replacement += "\n" + (text.isEmpty ? "" : String(plain.line(index + 1).prefix { $0 == " " || $0 == ">" }))
    }
    cuts.append(Cut(range: range, replacement: replacement))
  }

  /// The source as libcmark is to see it.
  private var maskedText: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(plain.bytes.count)
    var offset = 0
    for cut in cuts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) where cut.range.lowerBound >= offset {
      bytes += plain.bytes[offset..<cut.range.lowerBound]
      bytes += Array(cut.replacement.utf8)
      offset = cut.range.upperBound
    }
    return String(decoding: bytes + plain.bytes[offset...], as: UTF8.self)
  }

  private mutating func cutOwnPrivateCharacters() {
    for (offset, byte) in plain.bytes.enumerated()
    where byte == 0xF3 && offset + 3 < plain.bytes.count && plain.bytes[offset + 1] >= 0xB0 {
      cut(offset..<offset + 4, mark(.text(plain.text(in: offset..<offset + 4))))
    }
  }

  /// `$$` on lines of their own: CommonMark would make lists and headings of what stands between them.
  private mutating func cutDisplayFormulas() {
    guard plain.text.contains("$$") else { return }
    let code = codeLines()
    var index = 0
    while index < plain.lineCount {
      defer { index += 1 }
      let line = fragment.trimmed(plain.lineRange(index))
      let open = line.lowerBound + 2
      guard !code.contains(index), fragment.slice(line).text.hasPrefix("$$"),
        let (last, close) = displayEnd(index, open)
      else { continue }
      let after = fragment.slice(close + 2..<plain.lineRange(last).upperBound).trimmed
      let label = attribute(after)
      guard after.isEmpty || label != nil, open < close else { continue }
      let tex = fragment.slice(open..<close).trimmed
      cut(open - 2..<plain.lineRange(last).upperBound, addFormula(tex, isDisplay: true, label: label))
      displayLines.formUnion(index...last)
      index = last
    }
  }

  /// The line and offset of the `$$` that ends a display formula begun before `start`; a blank line ends the search.
  private func displayEnd(_ first: Int, _ start: Int) -> (line: Int, close: Int)? {
    let bytes = plain.bytes
    var offset = start
    for index in first..<plain.lineCount {
      let range = plain.lineRange(index)
      if index > first, bytes[range].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
      offset = max(offset, range.lowerBound)
      while offset + 1 < range.upperBound {
        if bytes[offset] == UInt8(ascii: "$"), bytes[offset + 1] == UInt8(ascii: "$") { return (index, offset) }
        offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    return nil
  }

  /// `{#label}`
  private func attribute(_ fragment: Fragment) -> Fragment? {
    guard fragment.text.hasPrefix("{#"), fragment.text.hasSuffix("}") else { return nil }
    let label = fragment.slice(2..<fragment.bytes.count - 1)
    return Fence.isLabel(label.text) ? label : nil
  }

  private func codeLines() -> Set<Int> {
    var found: Set<Int> = []
    guard let document = CommonMark(maskedText, isSmart: false) else { return found }
    for node in document.nodes where node.kind == .codeBlock {
      found.formUnion(node.startLine - 1...max(node.startLine, node.endLine) - 1)
    }
    return found
  }

  // MARK: First pass

  private mutating func cutInlines() {
    guard let document = CommonMark(maskedText, isSmart: isSmart) else { return }
    for node in document.nodes {
      switch node.kind {
      case .htmlBlock: warnHTML(node.literal, line: node.startLine)
      case .paragraph: scan(node.startLine - 1...max(node.startLine, node.endLine) - 1)
      case .heading:
        addHeading(node)
        scan(node.startLine - 1...node.startLine - 1)
      default: break
      }
    }
  }

  private mutating func scan(_ lines: ClosedRange<Int>) {
    let lines = lines.clamped(to: 0...plain.lineCount - 1)
    let range = plain.lineRange(lines.lowerBound).lowerBound..<plain.lineRange(lines.upperBound).upperBound
    guard
      plain.bytes[range].contains(where: {
        $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "{")
      })
    else { return }
    let scanner = InlineScanner(fragment, range)
    diagnostics += scanner.diagnostics
    for found in scanner.cuts where !displayLines.contains(plain.lineIndex(of: found.range.lowerBound)) {
      cut(found.range, add(found.found, found.range))
    }
  }

  private mutating func warnHTML(_ html: String, line: Int) {
    let text = html.trimmingEnd
    if text.hasPrefix("<!--"), text.hasSuffix("-->") { return }
    diagnostics.append(
      .warning(
        "raw HTML is left out of the page", at: fragment.location(plain.lineRange(line - 1)),
        hint: "write Markdown: a page holds nothing that could run or load something"))
  }

  private mutating func addHeading(_ node: CommonMark.Node) {
    let line = plain.lineRange(min(node.startLine, plain.lineCount) - 1)
    var id: String?
    if let (range, label) = headingID(line) {
      id = label
      cut(range, "")
    }
    let words = plain.text(in: line).lowercased().split { !($0.isLetter || $0.isNumber) }
    let unique = id ?? uniqueID(words.isEmpty ? "section" : words.joined(separator: "-"))
    usedIDs.insert(unique)
    headings.append(
      Heading(level: node.headingLevel, id: unique, isNamed: id != nil, location: fragment.location(line))
    )
  }

  /// `{#id}` at the end of a heading, with the blanks before it.
  private func headingID(_ line: Range<Int>) -> (Range<Int>, String)? {
    let bytes = plain.bytes
    var end = line.upperBound
    while end > line.lowerBound, [0x20, 0x09, UInt8(ascii: "#")].contains(bytes[end - 1]) { end -= 1 }
    guard end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "}"),
      let open = bytes[line.lowerBound..<end].lastIndex(of: UInt8(ascii: "{")),
      let label = attribute(fragment.slice(open..<end))
    else { return nil }
    var start = open
    while start > line.lowerBound, bytes[start - 1] == 0x20 { start -= 1 }
    return (start..<end, label.text)
  }

  private mutating func uniqueID(_ slug: String) -> String {
    var candidate = slug
    while usedIDs.contains(candidate) {
      slugCounts[slug, default: 1] += 1
      candidate = "\(slug)-\(slugCounts[slug] ?? 2)"
    }
    return candidate
  }

  private mutating func add(_ found: InlineScanner.Found, _ whole: Range<Int>) -> String {
    switch found {
    case .formula(let range, let isDisplay):
      return addFormula(formulaText(range), isDisplay: isDisplay, label: nil)
    case .value(let range):
      guard let value = writtenValue(fragment.slice(range), fragment.location(whole))
      else { return "" }
      values.append(value)
      return mark(.piece(.value(values.count - 1)))
    case .reference(let range):
      references.append(LabelReference(label: plain.text(in: range), location: fragment.location(whole)))
      return mark(.piece(.reference(references.count - 1)))
    }
  }

  /// A formula's lines without the blanks and `>` that hold them in a list or quote.
  private func formulaText(_ range: Range<Int>) -> Fragment {
    let fragment = fragment.slice(range)
    let lines = fragment.lines
    guard lines.count > 1 else { return fragment }
    let ranges = lines.enumerated().map { index, line -> Range<Int> in
      let held = index == 0 ? 0 : fragment.bytes[line].prefix { $0 == 0x20 || $0 == UInt8(ascii: ">") }.count
      return line.lowerBound + held..<line.upperBound
    }
    return fragment.joiningLines(ranges)
  }

  private mutating func addFormula(_ tex: Fragment, isDisplay: Bool, label: Fragment?) -> String {
    var inner: [(Range<Int>, WrittenValue)] = []
    var offset = 0
    while let open = Self.find("{{", tex.bytes, from: offset), let close = Self.find("}}", tex.bytes, from: open + 2) {
      if let value = writtenValue(tex.slice(open + 2..<close), tex.location(open..<close + 2)) {
        inner.append((open..<close + 2, value))
      }
      offset = close + 2
    }
    formulas.append(WrittenFormula(tex: tex, isDisplay: isDisplay, label: label, values: inner))
    if let label { usedIDs.insert(label.text) }
    return mark(.piece(.formula(formulas.count - 1)))
  }

  private static func find(_ text: String, _ bytes: [UInt8], from start: Int) -> Int? {
    let pattern = Array(text.utf8)
    guard start + 1 < bytes.count else { return nil }
    return (start..<bytes.count - 1).first { bytes[$0] == pattern[0] && bytes[$0 + 1] == pattern[1] }
  }

  /// Splits `expression:format`; the colon of a format stands outside all parentheses.
  private mutating func writtenValue(_ fragment: Fragment, _ location: Location) -> WrittenValue? {
    var split: Int?
    var depth = 0
    for (offset, byte) in fragment.bytes.enumerated() {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if byte == UInt8(ascii: ":"), depth == 0 { split = offset }
    }
    guard let split else { return WrittenValue(expression: fragment.trimmed, format: nil, location: location) }
    let text = fragment.slice(split + 1..<fragment.bytes.count).trimmed
    guard let format = NumberFormat(parsing: text.text) else {
      diagnostics.append(
        .error(
          "'\(text.text)' is not a number format", at: text.isEmpty ? location : text.location,
          hint: "write .3f for three decimals, .2e with an exponent, .4g for four digits, d for a whole number"))
      return nil
    }
    return WrittenValue(expression: fragment.slice(0..<split).trimmed, format: format, location: location)
  }

  // MARK: Second pass

  private mutating func render() -> String {
    guard let document = CommonMark(maskedText, isSmart: isSmart) else { return "" }
    var heading = 0
    for node in document.nodes {
      switch node.kind {
      case .codeBlock: codeBlock(node, document)
      case .htmlBlock: document.replace(node, withHTML: "")
      case .inlineHTML:
        if let line = Self.block(of: node)?.startLine { warnHTML(node.literal, line: line) }
        document.replaceInline(node, withHTML: "")
      case .heading where heading < headings.count:
        let level = node.headingLevel
        let start = mark(.piece(.headingStart(heading)))
        document.retag(
          node, enter: "<h\(level) id=\"\(headings[heading].id)\">\(start)",
          exit: mark(.piece(.headingEnd(heading))) + "</h\(level)>")
        heading += 1
      case .link where node.url.lowercased().hasPrefix("javascript:") || node.url.lowercased().hasPrefix("vbscript:"):
        if let line = Self.block(of: node)?.startLine {
          diagnostics.append(
            .warning("a link that would run a script is left out", at: fragment.location(plain.lineRange(line - 1))))
        }
      default: break
      }
    }
    return document.html(isSmart: isSmart)
  }

  private static func block(of node: CommonMark.Node) -> CommonMark.Node? {
    var current = node.parent
    while let here = current {
      if here.kind == .paragraph || here.kind == .heading { return here }
      current = here.parent
    }
    return nil
  }

  private mutating func codeBlock(_ node: CommonMark.Node, _ document: borrowing CommonMark) {
    let index = node.startLine - 1
    guard let info = fence(index, node.startColumn) else { return }
    let location = fragment.location(plain.lineRange(node.startLine - 1))
    switch Fence.read(info, names: directives) {
    case .listing: return
    case .formula(let label):
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
      var (value, found): (BodyValue, [Diagnostic]) = isClosed(node) ? BodyParser.parse(body) : (.nothing(location), [])
      if !isClosed(node) {
        // What it swallowed is no body: one message says it all.
        found = [.error("the block is never closed", at: fenceLocation(index), hint: "end it with a line of backticks")]
      }
      diagnostics += found
      calls.append(
        Call(
          name: name, label: label, body: value, text: body, location: fenceLocation(index),
          diagnostics: found.filter { $0.severity == .error }))
      document.replace(node, withHTML: mark(.piece(.call(calls.count - 1))) + "\n")
    }
  }

  private func fenceLocation(_ index: Int) -> Location {
    fragment.slice(plain.lineRange(index)).trimmed.location
  }

  /// The info string behind the backticks or tildes; nothing for indented code.
  private func fence(_ index: Int, _ column: Int) -> Fragment? {
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
  private func body(of node: CommonMark.Node) -> Fragment {
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

  private func isClosed(_ node: CommonMark.Node) -> Bool {
    let literalLines = node.literal.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    let closing = node.startLine + literalLines
    guard closing < plain.lineCount else { return false }
    let text = plain.line(closing).filter { $0 != " " && $0 != ">" }
    return text.hasPrefix("```") || text.hasPrefix("~~~")
  }

  // MARK: Pieces

  private func pieces(_ html: String) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    for scalar in html.unicodeScalars {
      guard scalar.value >= Self.firstMark, Int(scalar.value - Self.firstMark) < marks.count else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch marks[Int(scalar.value - Self.firstMark)] {
      case .text(let own): text += own
      case .piece(let piece):
        if !text.isEmpty { pieces.append(.html(text)) }
        text = ""
        pieces.append(piece)
      }
    }
    if !text.isEmpty { pieces.append(.html(text)) }
    return pieces
  }
}
