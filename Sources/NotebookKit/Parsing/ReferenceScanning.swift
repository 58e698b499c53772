import Diagnostics

/// `@label`, `[see @key, p. 3; -@other]` and `[^note]` in prose.
extension InlineScanner {
  /// Longer brackets are no citation: the search for their end is bounded.
  private static let longestCitation = 2000
  private static let longestNote = 100

  /// A label, or a key of the bibliography, alone in the text.
  mutating func reference() {
    let before = byte(offset - 1)
    let isWord = before >= 0x80 || Self.isLabelByte(before) || Self.isLetter(before)
    guard !isWord, !Array("._/@".utf8).contains(before) || offset == 0, let key = key(at: offset + 1, isStrict: true)
    else { return offset += 1 }
    if bytes[key].allSatisfy(Self.isLabelByte), !Self.isDigit(bytes[key.lowerBound]) {
      return cut(offset..<key.upperBound, .reference(key))
    }
    guard Self.isLetter(bytes[key.lowerBound]) else { return offset += 1 }
    cut(offset..<key.upperBound, .citation([CitationItem(key: key, locator: nil)], isBracketed: false))
  }

  /// A list of keys in brackets, unless it is the text of a link.
  mutating func citation() {
    guard let (items, close) = citationItems(),
      ![UInt8(ascii: "("), UInt8(ascii: "[")].contains(byte(close + 1)),
      byte(close + 1) != UInt8(ascii: ":") || !beginsLine(offset)
    else { return offset += 1 }
    cut(offset..<close + 1, .citation(items, isBracketed: true))
  }

  /// Whether nothing but blanks stands before it on its line: `[name]: address` defines a link there.
  private func beginsLine(_ offset: Int) -> Bool {
    bytes[..<offset].last { !Self.isBlank($0) }.map { $0 == 0x0A } ?? true
  }

  private func citationItems() -> (items: [CitationItem], close: Int)? {
    let limit = min(end, offset + Self.longestCitation)
    var items: [CitationItem] = []
    var index = offset + 1
    while true {
      while Self.isBlank(byte(index)), index < limit { index += 1 }
      let start = index
      while index < limit, byte(index) != UInt8(ascii: "@") {
        if Array("[];$`<\\{".utf8).contains(bytes[index]) { return nil }
        index += 1
      }
      let isYearAlone = index > start && byte(index - 1) == UInt8(ascii: "-")
      let before = isYearAlone ? index - 1 : index
      guard index < limit, before == start || Self.isBlank(byte(before - 1)),
        let key = key(at: index + 1, isStrict: false)
      else { return nil }
      let prefix = before > start ? fragment.trimmed(start..<before) : nil
      index = key.upperBound
      var locator: Range<Int>?
      if byte(index) == UInt8(ascii: ",") {
        let start = index + 1
        while index < limit, !Array(";]".utf8).contains(bytes[index]) {
          if Array("[@$`<".utf8).contains(bytes[index]) { return nil }
          index += 1
        }
        locator = fragment.trimmed(start..<index)
      }
      while Self.isBlank(byte(index)), index < limit { index += 1 }
      items.append(
        CitationItem(
          prefix: prefix, key: key, locator: locator.flatMap { $0.isEmpty ? nil : $0 }, isYearAlone: isYearAlone))
      if byte(index) == UInt8(ascii: "]"), index < limit { return (items, index) }
      guard byte(index) == UInt8(ascii: ";"), index < limit else { return nil }
      index += 1
    }
  }

  /// A run of the signs that keys are made of, without what ends a sentence.
  ///
  /// - Parameter isStrict: whether only the signs count that no text puts behind a key.
  private func key(at start: Int, isStrict: Bool) -> Range<Int>? {
    var next = start
    let others = Array((isStrict ? "_:.-" : "_:.-/+&'").utf8)
    while next < end, Self.isLetter(bytes[next]) || Self.isDigit(bytes[next]) || others.contains(bytes[next]) {
      next += 1
    }
    while next > start, others.contains(bytes[next - 1]) { next -= 1 }
    guard next > start else { return nil }
    // A label ends where the signs of labels end: `@fig-a:` and `@fig-a.b` are references with text behind them.
    let label = bytes[start..<next].prefix(while: Self.isLabelByte)
    if isStrict, label.count < next - start, !Self.isLetter(bytes[start + label.count]),
      label.contains(UInt8(ascii: "-"))
    {
      var stop = start + label.count
      while bytes[stop - 1] == UInt8(ascii: "-") { stop -= 1 }
      return start..<stop
    }
    return start..<next
  }

  mutating func noteReference() {
    let start = offset + 2
    let limit = min(end, start + Self.longestNote)
    var index = start
    while index < limit, !Array("[]^ \t\n".utf8).contains(bytes[index]) { index += 1 }
    guard index > start, byte(index) == UInt8(ascii: "]"), byte(index + 1) != UInt8(ascii: "(") else {
      return offset += 1
    }
    cut(offset..<index + 1, .noteReference(start..<index))
  }

  static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
}
