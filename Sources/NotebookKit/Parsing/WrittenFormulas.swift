import Diagnostics
import Expressions

/// Formulas in prose, and the `{{ values }}` in them.
extension ProseParser {
  /// `$$` on lines of their own: CommonMark would make lists and headings of what stands between them.
  mutating func cutDisplayFormulas() {
    guard Self.find("$$", plain.bytes, from: 0) != nil else { return }
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
  func displayEnd(_ first: Int, _ start: Int) -> (line: Int, close: Int)? {
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
  func attribute(_ fragment: Fragment) -> Fragment? {
    guard fragment.text.hasPrefix("{#"), fragment.text.hasSuffix("}") else { return nil }
    let label = fragment.slice(2..<fragment.bytes.count - 1)
    return Fence.isLabel(label.text) ? label : nil
  }

  func codeLines() -> Set<Int> {
    var found: Set<Int> = []
    guard let document = CommonMark(maskedText, isSmart: false) else { return found }
    for node in document.nodes where node.kind == .codeBlock {
      found.formUnion(node.startLine - 1...max(node.startLine, node.endLine) - 1)
    }
    return found
  }

  /// A formula's lines without the blanks and `>` that hold them in a list or quote, and without the backslashes before
  /// the bars of a table's cell.
  func formulaText(_ range: Range<Int>) -> Fragment {
    let escapes = range.filter { barEscapes.contains($0) }
    if !escapes.isEmpty {
      let starts = [range.lowerBound] + escapes.map { $0 + 1 }
      return fragment.joining(zip(starts, escapes + [range.upperBound]).map { $0..<$1 })
    }
    let fragment = fragment.slice(range)
    let lines = fragment.lines
    guard lines.count > 1 else { return fragment }
    let ranges = lines.enumerated().map { index, line -> Range<Int> in
      let held = index == 0 ? 0 : fragment.bytes[line].prefix { $0 == 0x20 || $0 == UInt8(ascii: ">") }.count
      return line.lowerBound + held..<line.upperBound
    }
    return fragment.joiningLines(ranges)
  }

  mutating func addFormula(_ tex: Fragment, isDisplay: Bool, label: Fragment?) -> String {
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

  static func find(_ text: String, _ bytes: [UInt8], from start: Int) -> Int? {
    let pattern = Array(text.utf8)
    guard start + 1 < bytes.count else { return nil }
    return (start..<bytes.count - 1).first { bytes[$0] == pattern[0] && bytes[$0 + 1] == pattern[1] }
  }

  /// Splits `expression:format`; the colon of a format stands outside all parentheses.
  mutating func writtenValue(_ fragment: Fragment, _ location: Location) -> WrittenValue? {
    var split: Int?
    var depth = 0
    for (offset, byte) in fragment.bytes.enumerated() {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if byte == UInt8(ascii: ":"), depth == 0 { split = offset }
    }
    guard let split else { return WrittenValue(expression: fragment.trimmed, format: nil, location: location) }
    let text = fragment.slice(split + 1..<fragment.bytes.count).trimmed
    let expression = fragment.slice(0..<split).trimmed
    // `.3f`, `mg/L`, or `.3f mg/L`.
    let head = text.text.prefix { $0 != " " }
    let format = NumberFormat(parsing: String(head))
    let rest = format == nil ? text : text.slice(head.utf8.count..<text.bytes.count).trimmed
    if format != nil, rest.isEmpty { return WrittenValue(expression: expression, format: format, location: location) }
    if let unit = Unit(parsing: rest.text) {
      return WrittenValue(expression: expression, format: format, unit: unit, location: location)
    }
    let isUnit = format != nil || Unit.meant(by: rest.text) != nil
    diagnostics.append(
      .error(
        isUnit ? "'\(rest.text)' is not a unit" : "'\(text.text)' is not a number format",
        at: text.isEmpty ? location : isUnit ? rest.location : text.location,
        hint: isUnit
          ? Unit.hint(rest.text)
          : "write .3f for three decimals, .2e with an exponent, .4g for four digits, d for a whole number, .1% for a share, and a unit behind: .3f mV"
      ))
    return nil
  }
}
