package import Diagnostics

/// Reads the body of a directive, or the front matter: a small, strict and forgiving subset of YAML.
///
/// Nested `key: value` lines by indentation, `- item` lists, `|` blocks, `[...]` and `{...}`. A colon in a text is text; a
/// comment is `# ` at a line's start or after two spaces; backslashes are literal. Anchors, aliases, tags, folded blocks and
/// several documents are refused, each with its reason. Nothing throws: what cannot be read gives a diagnostic.
package struct BodyParser {
  let fragment: Fragment
  let lines: [BodyLine]
  private let mayBeList: Bool
  var position = 0
  private var depth = 0
  private var diagnostics: [Diagnostic] = []

  private static let deepest = 32

  /// - Parameter mayBeList: whether the whole may be a list, as the body of `expect` is.
  package static func parse(
    _ fragment: Fragment, mayBeList: Bool = false
  ) -> (value: BodyValue, diagnostics: [Diagnostic]) {
    var parser = BodyParser(fragment, mayBeList)
    let value = parser.document()
    return (value, parser.diagnostics)
  }

  private init(_ fragment: Fragment, _ mayBeList: Bool) {
    self.mayBeList = mayBeList
    self.fragment = fragment
    lines = fragment.lines.map { BodyLine(fragment.bytes, $0) }
  }

  // MARK: Messages

  mutating func fail(_ message: String, _ range: Range<Int>, hint: String? = nil, notes: [Diagnostic.Note] = []) {
    diagnostics.append(.error(message, at: fragment.location(range), hint: hint, notes: notes))
  }

  mutating func fail(_ advice: BodyAdvice) { fail(advice.message, advice.range, hint: advice.hint) }

  // MARK: Blocks

  private mutating func document() -> BodyValue {
    skipBlank()
    guard position < lines.count else { return .nothing(fragment.location(0..<0)) }
    let (first, top) = (lines[position].indentation, lines[position].content)
    var column = first
    var value = block(indentation: first)
    skipBlank()
    var isTold = false
    while position < lines.count {
      let (content, indentation) = (lines[position].content, lines[position].indentation)
      if indentation < column, column == first {
        // The first line is the odd one, if all others stand further left.
        fail(.misplaced(top))
        (column, isTold) = (indentation, false)
      } else if indentation == column, isItem(content) == value.isList, isTold || column < first {
        // What follows a line in the wrong column is none of its mistakes.
        value = value.followed(by: block(indentation: column))
        isTold = false
      } else {
        if !isTold { fail(indentation == column && value.isList ? .noItem(content) : .misplaced(content)) }
        isTold = true
        position += 1
      }
      skipBlank()
    }
    return value
  }

  mutating func skipBlank() {
    while position < lines.count, lines[position].isBlank { position += 1 }
  }

  /// A mapping or a list whose lines are all indented by `indentation`.
  private mutating func block(indentation: Int) -> BodyValue {
    depth += 1
    defer { depth -= 1 }
    let first = lines[position].content
    guard depth <= Self.deepest else {
      fail("nested too deeply", first)
      position = lines.count
      return .nothing(fragment.location(first))
    }
    return isItem(first) ? list(indentation) : mapping(indentation, first: nil)
  }

  private func isItem(_ content: Range<Int>) -> Bool {
    let bytes = fragment.bytes
    return bytes[content.lowerBound] == UInt8(ascii: "-")
      && (content.count == 1 || bytes[content.lowerBound + 1] == 0x20)
  }

  private mutating func list(_ indentation: Int) -> BodyValue {
    var items: [BodyValue] = []
    let start = lines[position].content.lowerBound
    var end = start
    while position < lines.count {
      skipBlank()
      guard position < lines.count, lines[position].indentation == indentation, isItem(lines[position].content) else {
        break
      }
      let content = lines[position].content
      end = content.upperBound
      let inner = trimmed(content.lowerBound + 1..<content.upperBound)
      if inner.isEmpty {
        position += 1
        items.append(nested(under: indentation, at: content, isItem: true))
      } else if startsMapping(inner, indentation: indentation) {
        // `- key: value` with more keys on the lines below, in the column of the first.
        items.append(mapping(inner.lowerBound - lines[position].whole.lowerBound, first: inner))
      } else {
        items.append(value(inner, indentation: indentation))
      }
    }
    return .list(items, fragment.location(start..<max(start, end)))
  }

  /// Whether `inner` is the first entry of a mapping that goes on below.
  private func startsMapping(_ inner: Range<Int>, indentation: Int) -> Bool {
    guard let colon = keyEnd(inner) else { return false }
    if colon + 1 == inner.upperBound { return true }
    var next = position + 1
    while next < lines.count, lines[next].isBlank { next += 1 }
    return next < lines.count && lines[next].indentation == inner.lowerBound - lines[position].whole.lowerBound
      && !isItem(lines[next].content) && keyEnd(lines[next].content) != nil
  }

  private mutating func mapping(_ indentation: Int, first: Range<Int>?) -> BodyValue {
    var entries: [Entry] = []
    var seen: [String: Location] = [:]
    let start = (first ?? lines[position].content).lowerBound
    var end = start
    var pending = first
    while position < lines.count {
      if pending == nil {
        skipBlank()
        guard position < lines.count, lines[position].indentation == indentation else { break }
      }
      let content = pending ?? lines[position].content
      pending = nil
      end = content.upperBound
      guard let entry = entry(content, indentation: indentation) else { continue }
      let key = entry.key.text
      if let earlier = seen[key] {
        fail(
          "'\(key)' is given twice", content.lowerBound..<content.lowerBound + entry.key.bytes.count,
          notes: [Diagnostic.Note("first here", at: earlier)])
        continue
      }
      seen[key] = entry.key.location
      entries.append(entry)
    }
    return .mapping(entries, fragment.location(start..<max(start, end)))
  }

  /// Reads the entry on the present line and what belongs to it below, or says why there is none.
  private mutating func entry(_ content: Range<Int>, indentation: Int) -> Entry? {
    if let refusal = Refusal.ofLine(fragment.slice(content).text) {
      fail(refusal.message, content, hint: refusal.hint)
      return skipNested(indentation)
    }
    guard fragment.bytes[content.lowerBound] != 0x09, let colon = keyEnd(content) else {
      // A line before the list is none of its items, and those below it are no mistakes.
      if !mayBeList || depth > 1 {
        fail(.noEntry(content, in: fragment))
      } else if !isItem(content) {
        fail(.noItem(content))
      }
      return skipNested(indentation)
    }
    let key = unquoted(trimmed(content.lowerBound..<colon))
    if let odd = OddCharacter.first(in: key.text) {
      fail("the key holds \(odd.name)", key.isEmpty ? content : content.lowerBound..<colon, hint: odd.advice)
      return skipNested(indentation)
    }
    let rest = trimmed(colon + 1..<content.upperBound)
    if rest.isEmpty {
      position += 1
      return Entry(key: key, value: nested(under: indentation, at: content.lowerBound..<colon, isItem: false))
    }
    return Entry(key: key, value: value(rest, indentation: indentation))
  }

  mutating func skipNested(_ indentation: Int) -> Entry? {
    position += 1
    while position < lines.count, lines[position].isBlank || lines[position].indentation > indentation { position += 1 }
    return nil
  }

  /// The offset of the colon that ends the key, if the text is an entry.
  func keyEnd(_ content: Range<Int>) -> Int? {
    let bytes = fragment.bytes
    guard !content.isEmpty else { return nil }
    let first = bytes[content.lowerBound]
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") { return nil }
    var offset = content.lowerBound
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let close = bytes[(offset + 1)..<content.upperBound].firstIndex(of: first) else { return nil }
      offset = close + 1
    }
    while offset < content.upperBound {
      if bytes[offset] == UInt8(ascii: ":"),
        offset + 1 == content.upperBound || bytes[offset + 1] == 0x20 || bytes[offset + 1] == 0x09
      {
        return offset > content.lowerBound ? offset : nil
      }
      offset += 1
    }
    return nil
  }

  /// What is indented below a key or a dash that has nothing behind it.
  private mutating func nested(under indentation: Int, at place: Range<Int>, isItem: Bool) -> BodyValue {
    skipBlank()
    guard position < lines.count else { return .nothing(fragment.location(place)) }
    let next = lines[position]
    // A list may stand in the column of its key.
    let isListBelow = !isItem && next.indentation == indentation && self.isItem(next.content)
    guard next.indentation > indentation || isListBelow else { return .nothing(fragment.location(place)) }
    if !self.isItem(next.content), keyEnd(next.content) == nil {
      let range = next.content
      let key = fragment.slice(place).text
      if Refusal.ofLine(fragment.slice(range).text) == nil,
        OddCharacter.first(in: String(fragment.slice(range).text.prefix(1))) == nil,
        fragment.bytes[range.lowerBound] != 0x09
      {
        fail(.noEntry(range, below: isItem ? nil : key, in: fragment))
        _ = skipNested(indentation)
        position -= 1
        _ = skipNested(indentation)
        return .nothing(fragment.location(place))
      }
    }
    return block(indentation: next.indentation)
  }

  // MARK: Text

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, fragment.bytes[start] == 0x20 || fragment.bytes[start] == 0x09 { start += 1 }
    while end > start, fragment.bytes[end - 1] == 0x20 || fragment.bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  func unquoted(_ range: Range<Int>) -> Fragment { FlowText.unquoted(fragment.slice(range)) }
}
