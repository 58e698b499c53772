import Diagnostics

/// What the reader of bodies says about a line that it cannot read: the wording, and what the author may have meant.
struct BodyAdvice {
  let message: String
  let range: Range<Int>
  let hint: String?

  private init(_ message: String, _ range: Range<Int>, hint: String?) {
    self.message = message
    self.range = range
    self.hint = hint
  }

  /// For a line that is no entry of a mapping.
  static func noEntry(_ content: Range<Int>, in fragment: Fragment) -> BodyAdvice {
    let bytes = fragment.bytes
    let text = fragment.slice(content).text
    if bytes[content.lowerBound] == 0x09 {
      return BodyAdvice(
        "a tab in the indentation", content.lowerBound..<content.lowerBound + 1, hint: "indent with spaces")
    }
    if let odd = OddCharacter.first(in: String(text.prefix(1))) {
      return BodyAdvice(
        "the line begins with \(odd.name)", content.lowerBound..<content.lowerBound + odd.length, hint: odd.advice)
    }
    if let colon = bytes[content].firstIndex(of: UInt8(ascii: ":")), colon > content.lowerBound,
      colon + 1 < content.upperBound
    {
      let key = fragment.slice(content.lowerBound..<colon).text
      if key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) {
        let value = fragment.slice(colon + 1..<content.upperBound).text
        return BodyAdvice("no space after the colon", colon..<colon + 1, hint: "write '\(key): \(value)'")
      }
    }
    if let entry = assignment(text) {
      return BodyAdvice("expected 'key: value'", content, hint: "write '\(entry)'")
    }
    if let wide = text.firstIndex(of: "\u{FF1A}") {
      let offset = content.lowerBound + text[..<wide].utf8.count
      return BodyAdvice("a full-width colon", offset..<offset + 3, hint: "write ':' and a space")
    }
    if let key = openedAbove(content, in: fragment) {
      return BodyAdvice("expected 'key: value'", content, hint: "indent the text that belongs to '\(key)'")
    }
    let words = text.split(separator: " ")
    let lines = "for several lines of text write 'key: |' on the line above them"
    if (2...3).contains(words.count), words[0].allSatisfy({ $0.isLowercase || $0 == "-" }) {
      let value = words.dropFirst().joined(separator: " ")
      return BodyAdvice("expected 'key: value'", content, hint: "write '\(words[0]): \(value)'; " + lines)
    }
    return BodyAdvice("expected 'key: value'", content, hint: lines)
  }

  /// `caption: |`, where that stands on the line above.
  private static func openedAbove(_ content: Range<Int>, in fragment: Fragment) -> String? {
    let lines = fragment.lines
    guard let index = lines.firstIndex(where: { $0.contains(content.lowerBound) }), index > 0 else { return nil }
    let above = String(decoding: fragment.bytes[lines[index - 1]], as: UTF8.self)
    let text = above.reversed().drop { $0 == " " || $0 == "\r" }.reversed().map(String.init).joined()
    return text.hasSuffix(": |") ? text.drop { $0 == " " }.description : nil
  }

  /// `key = value` as an entry, where the text is that; `key += value` too.
  static func assignment(_ text: String) -> String? {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
    var left = text[..<sign]
    let change = left.last.flatMap { "+-*/".contains($0) ? $0 : nil }
    if change != nil { left.removeLast() }
    let key = left.reversed().drop { $0 == " " }.reversed().map(String.init).joined()
    let value = text[text.index(after: sign)...].drop { $0 == " " }
    guard key.first?.isLetter == true, key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }),
      !value.isEmpty, !value.hasPrefix("=")
    else { return nil }
    return change.map { "\(key): \(key) \($0) \(value)" } ?? "\(key): \(value)"
  }

  /// For `v = c`, `v = c, w = w + d`, `v <- c` and `[v = c]` where a mapping is wanted.
  static func assignments(_ value: BodyValue) -> String? { entries(value).map { "write '\($0)'" } }

  /// `{v: c}` for `v = c`.
  static func entries(_ value: BodyValue) -> String? {
    let parts: [String]
    switch value {
    case .text(let text): parts = (FlowText.list(text) ?? FlowText.commaSeparated(text)).map(\.text)
    case .list(let items, _): parts = items.compactMap { $0.fragment?.text }
    case .block(let text): parts = text.text.split(separator: "\n").map(String.init)
    case .mapping, .nothing: return nil
    }
    let entries = parts.map { assignment($0.replacing("<-", with: "=").replacing(":=", with: "=")) }
    guard !entries.isEmpty, !entries.contains(nil) else { return nil }
    return "{\(entries.compactMap { $0 }.joined(separator: ", "))}"
  }

  /// For a line below a key, or below the dash of an item, that is neither an entry nor an item.
  static func noEntry(_ content: Range<Int>, below key: String?, in fragment: Fragment) -> BodyAdvice {
    let text = fragment.slice(content).text
    let entry = key == "equations" ? nil : assignment(text)
    if let mark = text.first, mark == "-" || mark == "*" || mark == "[" || mark == "•" {
      let item = text.drop { $0 == "-" || $0 == "*" || $0 == "•" || $0 == " " }
      return BodyAdvice("this line is no item of the list", content, hint: "write '- \(item)'")
    }
    let isShort = text.split(separator: " ").count == 1
    return BodyAdvice(
      "expected 'key: value'", content,
      hint: entry.map { "write '\($0)'" }
        ?? key.map { (isShort ? "write '\($0): \(text)'; " : "") + "for several lines of text write '\($0): |'" })
  }

  /// For a line outside the block that it seems to belong to.
  static func misplaced(_ content: Range<Int>) -> BodyAdvice {
    BodyAdvice("unexpected indentation", content, hint: "entries of one block begin in the same column")
  }

  /// For a line of a list that is no item.
  static func noItem(_ content: Range<Int>) -> BodyAdvice {
    BodyAdvice("this line is no item of the list", content, hint: "begin it with '- '")
  }

  /// For a line that is indented more than the entry above it, which has a value already.
  ///
  /// - Parameters:
  ///   - isEntry: whether the line is `key: value` itself.
  ///   - indentation: that of the entry above.
  static func tooDeep(_ content: Range<Int>, isEntry: Bool, below indentation: Int) -> BodyAdvice {
    let place =
      indentation == 0
      ? "at the beginning of the line" : "behind \(indentation) \(indentation == 1 ? "space" : "spaces")"
    return BodyAdvice(
      "unexpected indentation", content,
      hint: isEntry
        ? "an entry begins in the column of the one above it, \(place)"
        : "for a text of several lines write '|' and put the text below it")
  }
}
