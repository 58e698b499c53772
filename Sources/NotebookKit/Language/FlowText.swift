package import Diagnostics

/// Reads `[a, b]` and `{key: value, key: value}` out of a value's raw text, when a key asks for it.
package enum FlowText {
  /// The cells of a line of comma-separated values.
  static func commaSeparated(_ fragment: Fragment) -> [Fragment] { split(fragment, fragment.range, keepsLast: true) }

  /// How many more brackets are opened in a part of a text than are closed.
  static func openBrackets(_ fragment: Fragment, _ range: Range<Int>) -> Int {
    fragment.bytes[range].reduce(0) { depth, byte in
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth + 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth - 1
      default: depth
      }
    }
  }

  /// Where `{k: 1} # rate` ends: behind the last bracket nothing but a comment can stand.
  static func endBeforeComment(_ fragment: Fragment, _ range: Range<Int>) -> Int {
    var depth = 0
    let close = fragment.bytes[range].firstIndex { byte in
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
      return depth == 0
    }
    guard let close, fragment.slice(close + 1..<range.upperBound).text.hasPrefix(" # ") else { return range.upperBound }
    return close + 1
  }

  /// A flow value on several lines without the comments in it.
  static func joined(_ lines: ArraySlice<BodyLine>, _ range: Range<Int>, of fragment: Fragment) -> Fragment {
    let parts = lines.compactMap { line -> Range<Int>? in
      let part = line.content.clamped(to: range)
      return line.whole.overlaps(range) && !part.isEmpty ? part : nil
    }
    return parts.count <= 1 ? fragment.slice(range) : fragment.joiningLines(parts)
  }

  /// The items between `[` and `]`, or nothing where the text is no flow list.
  ///
  /// - Parameter keepsLast: whether a comma at the end has an empty item behind it.
  package static func list(_ fragment: Fragment, keepsLast: Bool = false) -> [Fragment]? {
    guard let inner = inside(fragment, "[", "]") else { return nil }
    return split(fragment, inner, keepsLast: keepsLast)
  }

  /// The entries between `{` and `}`, or nothing where the text is no flow mapping.
  package static func mapping(_ fragment: Fragment, _ diagnostics: inout [Diagnostic]) -> [Entry]? {
    guard let inner = inside(fragment, "{", "}") else { return nil }
    var entries: [Entry] = []
    var items = split(fragment, inner)
    if let mistake = openList(items, fragment) {
      diagnostics.append(mistake)
      // The others are there all the same.
      items = items.filter { entry($0) != nil }
    }
    for item in items {
      guard let (key, value) = entry(item) else {
        let text = item.text
        let colon = text.firstIndex(of: ":")
        let hint =
          colon.map { "write '\(text[..<$0]): \(text[text.index(after: $0)...])'" }
          ?? BodyAdvice.assignment(text).map { "write '\($0)'" }
        diagnostics.append(
          .error(colon == nil ? "expected 'key: value'" : "no space after the colon", at: item.location, hint: hint))
        continue
      }
      if let first = entries.first(where: { $0.key.text == key.text }) {
        diagnostics.append(
          .error(
            "'\(key.text)' is given twice", at: key.location,
            notes: [Diagnostic.Note("first here", at: first.key.location)]))
        continue
      }
      entries.append(Entry(key: key, value: value.isEmpty ? .nothing(key.location) : .text(value)))
    }
    return entries
  }

  /// `{k: 1, 2, 3}`: a list without its brackets.
  private static func openList(_ items: [Fragment], _ whole: Fragment) -> Diagnostic? {
    func isNumber(_ text: String) -> Bool { text.first?.isNumber == true || text.hasPrefix("-") || text.hasPrefix(".") }
    guard let first = items.indices.dropFirst().first(where: { entry(items[$0]) == nil }),
      let (key, value) = entry(items[first - 1])
    else { return nil }
    let rest = items[first...].prefix { entry($0) == nil }.map(\.text)
    guard ([value.text] + rest).allSatisfy(isNumber) else { return nil }
    // `{k: 0,5}`: with nothing but a comma between two runs of digits.
    if rest.count == 1, let digits = rest.first, !value.text.contains("."), digits.prefix(while: \.isNumber).count > 0,
      whole.text.contains("\(value.text),\(digits)")
    {
      let (point, thousands) = ("'\(key.text): \(value.text).\(digits)'", "'\(key.text): \(value.text)\(digits)'")
      let mayBeThousands = digits.count == 3 && !value.text.hasPrefix("0") && !value.text.hasPrefix("-0")
      return .error(
        "a comma separates entries", at: value.location,
        hint: (mayBeThousands
          ? "in thousands it is \(thousands), with a decimal point \(point)" : "with a decimal point it is \(point)")
          + "; a list stands in brackets")
    }
    return .error(
      "a list stands in brackets", at: value.location,
      hint: "write '\(key.text): [\(([value.text] + rest).joined(separator: ", "))]'")
  }

  /// `key: value` on one line.
  static func entry(_ fragment: Fragment) -> (key: Fragment, value: Fragment)? {
    let bytes = fragment.bytes
    var offset = 0
    if let first = bytes.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let close = bytes.dropFirst().firstIndex(of: first) else { return nil }
      offset = close + 1
    }
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: ":"), offset > 0, offset + 1 == bytes.count || bytes[offset + 1] == 0x20 {
        return (
          unquoted(fragment.slice(0..<offset).trimmed), unquoted(fragment.slice(offset + 1..<bytes.count).trimmed)
        )
      }
      offset += 1
    }
    return nil
  }

  private static func inside(_ fragment: Fragment, _ open: Character, _ close: Character) -> Range<Int>? {
    let bytes = fragment.bytes
    guard bytes.count >= 2, bytes.first == open.asciiValue, bytes.last == close.asciiValue else { return nil }
    return 1..<bytes.count - 1
  }

  /// The parts between commas that stand in no bracket and no quotes.
  private static func split(_ fragment: Fragment, _ range: Range<Int>, keepsLast: Bool = false) -> [Fragment] {
    let bytes = fragment.bytes
    var items: [Fragment] = []
    var depth = 0
    var start = range.lowerBound
    var offset = start
    var isAtStart = true
    while offset < range.upperBound {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        // A quote opens only where a value begins: the prime in v' is none.
        if isAtStart, let close = bytes[(offset + 1)..<range.upperBound].firstIndex(of: byte) { offset = close }
      case UInt8(ascii: ",") where depth == 0:
        items.append(unquoted(fragment.slice(start..<offset).trimmed))
        start = offset + 1
      default: break
      }
      isAtStart =
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") || ((byte == 0x20 || byte == 0x0A) && isAtStart)
        || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
      offset += 1
    }
    let last = fragment.slice(start..<range.upperBound).trimmed
    if !last.isEmpty || !items.isEmpty { items.append(unquoted(last)) }
    // A comma after the last item ends the list.
    if !keepsLast, items.count > 1, items[items.count - 1].isEmpty { items.removeLast() }
    return items
  }

  /// The text without the quotes around the whole of it; a doubled single quote inside is one.
  package static func unquoted(_ fragment: Fragment) -> Fragment {
    let bytes = fragment.bytes
    guard bytes.count >= 2, let quote = bytes.first, quote == bytes.last else { return fragment }
    let inner = 1..<bytes.count - 1
    if quote == UInt8(ascii: "\"") {
      return bytes[inner].contains(quote) ? fragment : fragment.slice(inner)
    }
    guard quote == UInt8(ascii: "'") else { return fragment }
    var parts: [Range<Int>] = []
    var start = inner.lowerBound
    var offset = start
    while offset < inner.upperBound {
      if bytes[offset] == quote {
        guard offset + 1 < inner.upperBound, bytes[offset + 1] == quote else { return fragment }
        parts.append(start..<offset + 1)
        offset += 2
        start = offset
      } else {
        offset += 1
      }
    }
    return parts.isEmpty ? fragment.slice(inner) : fragment.joining(parts + [start..<inner.upperBound])
  }
}

extension Fragment {
  /// Whether the author wrote it between quotes.
  var isQuoted: Bool {
    let start = location.range.lowerBound
    return start > 0 && "\"'".contains(location.source.text(in: start - 1..<start))
  }
}
