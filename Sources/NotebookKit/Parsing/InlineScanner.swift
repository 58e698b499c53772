import Diagnostics

/// Finds in prose what CommonMark does not know: formulas, `{{ values }}`, `@references`, citations and footnotes.
///
/// They are cut out before libcmark sees the text, each replaced by one private-use character, because CommonMark would
/// take `$a*b*c$` for emphasis and `\\` for an escape. Code spans, raw HTML and link targets are left alone.
struct InlineScanner {
  enum Found {
    case formula(tex: Range<Int>, isDisplay: Bool)
    case value(Range<Int>)
    case reference(Range<Int>)
    case noteReference(Range<Int>)
    case citation([CitationItem], isBracketed: Bool)
  }

  struct CitationItem {
    var prefix: Range<Int>?
    let key: Range<Int>
    let locator: Range<Int>?
    /// `-@key`: the year without the authors, whom the sentence has named.
    var isYearAlone = false
  }

  /// Without one of these signs there is nothing to find.
  static let signs: Set<UInt8> = Set("$@{}^".utf8)

  struct Cut {
    /// What is replaced, in bytes of the fragment.
    let range: Range<Int>
    let found: Found
  }

  let fragment: Fragment
  let bytes: [UInt8]
  let start: Int
  let end: Int
  var offset: Int
  /// The end of the line that values were last looked for in.
  private var lineEnd = -1
  private var unclosedLineEnd = -2
  private(set) var cuts: [Cut] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Scans one leaf block of the fragment.
  init(_ fragment: Fragment, _ range: Range<Int>) {
    self.fragment = fragment
    bytes = fragment.bytes
    start = range.lowerBound
    offset = start
    end = range.upperBound
    while offset < end { step() }
  }

  func byte(_ index: Int) -> UInt8 { index >= 0 && index < end ? bytes[index] : 0 }
  func has(_ text: StaticString, at index: Int) -> Bool {
    text.withUTF8Buffer { pattern in
      index + pattern.count <= end && pattern.indices.allSatisfy { bytes[index + $0] == pattern[$0] }
    }
  }

  private mutating func step() {
    switch bytes[offset] {
    case UInt8(ascii: "\\"): offset += 2
    case UInt8(ascii: "`"): codeSpan()
    case UInt8(ascii: "$"): dollar()
    case UInt8(ascii: "{") where has("{{", at: offset): value()
    case UInt8(ascii: "}") where has("}}", at: offset): strayEnd()
    case UInt8(ascii: "@"): reference()
    case UInt8(ascii: "[") where has("[^", at: offset): noteReference()
    case UInt8(ascii: "["): citation()
    case UInt8(ascii: "<"): angle()
    case UInt8(ascii: "]") where has("](", at: offset): linkTarget()
    default: offset += 1
    }
  }

  private func run(of character: UInt8, at index: Int) -> Int {
    var length = 0
    while byte(index + length) == character, index + length < end { length += 1 }
    return length
  }

  private mutating func codeSpan() {
    let length = run(of: UInt8(ascii: "`"), at: offset)
    var next = offset + length
    while next < end {
      let closing = run(of: UInt8(ascii: "`"), at: next)
      if closing == length {
        offset = next + closing
        return
      }
      next += max(1, closing)
    }
    offset += length
  }

  private mutating func dollar() {
    if has("$`", at: offset), let close = find("`$", from: offset + 2) {
      return cut(offset..<close + 2, .formula(tex: offset + 2..<close, isDisplay: false))
    }
    if has("$$", at: offset) {
      if let close = find("$$", from: offset + 2), close > offset + 2 {
        return cut(offset..<close + 2, .formula(tex: offset + 2..<close, isDisplay: true))
      }
      offset += 2
      return
    }
    // Pandoc's rules: no blank behind the first sign, none before the last, and no digit behind it.
    let next = byte(offset + 1)
    guard next != 0x20, next != 0x0A, next != 0x09, next != 0 else { return offset += 1 }
    var index = offset + 1
    while index < end {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if has("{{", at: index), let close = find("}}", from: index) {
        index = close + 2
        continue
      }
      if bytes[index] == UInt8(ascii: "$") {
        let before = bytes[index - 1]
        let after = byte(index + 1)
        let isDigit = after >= UInt8(ascii: "0") && after <= UInt8(ascii: "9")
        if before != 0x20, before != 0x0A, before != 0x09, !isDigit {
          return cut(offset..<index + 1, .formula(tex: offset + 1..<index, isDisplay: false))
        }
        break
      }
      index += 1
    }
    offset += 1
  }

  private mutating func value() {
    if offset >= lineEnd { lineEnd = bytes[offset..<end].firstIndex(of: 0x0A) ?? end }
    // Where a line holds an opening without an end, the rest of the line is not searched again.
    guard !isUnclosedBefore(lineEnd), let close = find("}}", from: offset + 2), close < lineEnd,
      find("{{", from: offset + 2).map({ $0 > close }) ?? true
    else {
      if !isUnclosedBefore(lineEnd) {
        diagnostics.append(
          .error(
            "'{{' is never closed", at: fragment.location(offset..<offset + 2),
            hint: "write '{{ expression }}' on one line, or '\\{{' for the signs themselves"))
      }
      unclosedLineEnd = lineEnd
      offset = lineEnd
      return
    }
    cut(offset..<close + 2, .value(offset + 2..<close))
  }

  /// `{ s.x(1) }}`, `s.x(1) }}`: braces that are in balance are JSON, a set or TeX.
  private mutating func strayEnd() {
    let open = bytes[start..<offset].reduce(0) { $0 + ($1 == UInt8(ascii: "{") ? 1 : $1 == UInt8(ascii: "}") ? -1 : 0) }
    if open < 2, !isUnclosedBefore(bytes[offset..<end].firstIndex(of: 0x0A) ?? end) {
      diagnostics.append(
        .warning(
          "'}}' closes nothing, and stands on the page as it is", at: fragment.location(offset..<offset + 2),
          hint: open == 1
            ? "a value is written '{{ expression }}', without a blank between the braces; '\\}}' are the signs themselves"
            : "a value is written '{{ expression }}'; '\\}}' are the signs themselves"))
    }
    offset += 2
  }

  private func isUnclosedBefore(_ lineEnd: Int) -> Bool { unclosedLineEnd == lineEnd }

  static func isLabelByte(_ byte: UInt8) -> Bool {
    (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
      || byte == UInt8(ascii: "-")
  }

  /// Autolinks and raw HTML.
  private mutating func angle() {
    let next = byte(offset + 1)
    let isTag =
      (next | 0x20 >= UInt8(ascii: "a") && next | 0x20 <= UInt8(ascii: "z")) || next == UInt8(ascii: "/")
      || next == UInt8(ascii: "!")
    let lineEnd = bytes[offset..<end].firstIndex(of: 0x0A) ?? end
    if isTag, let close = bytes[offset..<lineEnd].firstIndex(of: UInt8(ascii: ">")) {
      offset = close + 1
    } else {
      offset += 1
    }
  }

  private mutating func linkTarget() {
    var depth = 0
    var index = offset + 1
    while index < end, bytes[index] != 0x0A {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 {
          offset = index + 1
          return
        }
      }
      index += 1
    }
    offset += 2
  }

  private func find(_ text: StaticString, from start: Int) -> Int? {
    var index = start
    while index < end {
      if has(text, at: index) { return index }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  mutating func cut(_ range: Range<Int>, _ found: Found) {
    cuts.append(Cut(range: range, found: found))
    offset = range.upperBound
  }
}
