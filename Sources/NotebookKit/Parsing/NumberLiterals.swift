package import Diagnostics

/// A number that an author wrote into a sentence, as digits.
package struct NumberLiteral: Sendable {
  package let text: String
  package let location: Location

  package var value: Double? { Double(text) }
}

extension ProseParser {
  /// Notes the numbers that stand in a run of prose: not those in code, formulas and values, in links and comments, nor those
  /// that are part of a name, as in RK4.
  mutating func collectNumbers(in range: Range<Int>, besides cuts: [Range<Int>]) {
    var offset = range.lowerBound
    var left = cuts.sorted { $0.lowerBound < $1.lowerBound }[...]
    while offset < range.upperBound {
      while let cut = left.first, cut.upperBound <= offset { left.removeFirst() }
      if let cut = left.first, cut.contains(offset) {
        offset = cut.upperBound
      } else if let end = endOfUnread(offset, in: range) {
        offset = end
      } else if Self.isWord(plain.bytes[offset]) {
        let end = endOfWord(offset, in: range)
        // A word may end with the point of its sentence.
        var last = end
        while last > offset, plain.bytes[last - 1] == UInt8(ascii: ".") { last -= 1 }
        let text = plain.text(in: offset..<last)
        if text.first?.isNumber == true, Double(text) != nil {
          numbers.append(NumberLiteral(text: text, location: fragment.location(offset..<last)))
        }
        offset = end
      } else {
        offset += 1
      }
    }
  }

  /// The search for an end is bounded, so that many beginnings without one take no longer than as much text.
  private static let longestUnread = 500

  private static func isWord(_ byte: UInt8) -> Bool {
    InlineScanner.isLetter(byte) || (0x30...0x39).contains(byte) || byte >= 0x80 || byte == UInt8(ascii: "_")
  }

  /// A number goes on over a point and a signed exponent.
  private func endOfWord(_ start: Int, in range: Range<Int>) -> Int {
    var end = start
    while end < range.upperBound {
      let byte = plain.bytes[end]
      let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      let isExponent =
        isSign && end > start && plain.bytes[end - 1] | 0x20 == UInt8(ascii: "e")
        && (0x30...0x39).contains(plain.bytes[start])
      guard Self.isWord(byte) || byte == UInt8(ascii: ".") || isExponent else { break }
      end += 1
    }
    return max(end, start + 1)
  }

  /// Where what is no sentence ends that begins here: code, the target of a link, an address, a comment.
  private func endOfUnread(_ start: Int, in range: Range<Int>) -> Int? {
    func end(after closing: String, from offset: Int) -> Int? {
      plain.bytes[offset..<min(range.upperBound, offset + Self.longestUnread)].firstRange(of: Array(closing.utf8))?
        .upperBound
    }
    let rest = plain.bytes[start..<min(range.upperBound, start + Self.longestUnread)]
    if rest.first == UInt8(ascii: "`") {
      let count = rest.prefix { $0 == UInt8(ascii: "`") }.count
      return end(after: String(repeating: "`", count: count), from: start + count) ?? start + count
    }
    if rest.starts(with: "](".utf8) { return end(after: ")", from: start) }
    if rest.starts(with: "<!--".utf8) { return end(after: "-->", from: start) }
    if rest.first == UInt8(ascii: "<") { return end(after: ">", from: start) }
    if rest.starts(with: "http".utf8) || rest.starts(with: "doi:".utf8) || rest.starts(with: "10.".utf8) {
      let word = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ")") }
      return word.contains(UInt8(ascii: "/")) ? word.endIndex : nil
    }
    return nil
  }
}
