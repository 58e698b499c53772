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
    return BodyAdvice(
      "expected 'key: value'", content, hint: "for several lines of text write 'key: |' on the line above them")
  }

  /// `key = value` as an entry, where the text is that.
  static func assignment(_ text: String) -> String? {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
    let key = text[..<sign].reversed().drop { $0 == " " }.reversed().map(String.init).joined()
    let value = text[text.index(after: sign)...].drop { $0 == " " }
    guard key.first?.isLetter == true, key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }),
      !value.isEmpty, !value.hasPrefix("=")
    else { return nil }
    return "\(key): \(value)"
  }

  /// For a line below a key, or below the dash of an item, that is neither an entry nor an item.
  static func noEntry(_ content: Range<Int>, below key: String?, in fragment: Fragment) -> BodyAdvice {
    let entry = key == "equations" ? nil : assignment(fragment.slice(content).text)
    return BodyAdvice(
      "expected 'key: value'", content,
      hint: entry.map { "write '\($0)'" } ?? key.map { "for several lines of text write '\($0): |'" })
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
