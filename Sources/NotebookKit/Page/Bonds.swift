import Expressions

/// What a line of text may not part: a number and its unit, a formula and the comma behind it.
///
/// A browser breaks a line on both sides of a formula, whatever stands there.
enum Bonds {
  /// Signs that stay with the formula before them, and with the one behind them.
  private static let closing: Set<Character> = [".", ",", ";", ":", "!", "?", ")", "]", "%", "’", "”"]
  private static let opening: Set<Character> = ["(", "[", "‘", "“"]

  private static let symbols: Set<String> = {
    let names = Unit.commonNames + Unit.commonNames.map { Unit.symbol($0) } + ["%", "°C"]
    // The micro sign is a letter of its own; keyboards have the Greek one.
    return Set(names + names.map { $0.replacing("\u{B5}", with: "\u{3BC}") })
  }()

  /// A formula with the signs that belong to it, which are taken from the end of the text before and the start of the text after.
  static func formula(_ html: String, before: inout String, after: inout Substring) -> String {
    let lead = String(before.reversed().prefix(while: opening.contains).reversed())
    // `-th` and the like belong to it as well.
    let run = after.prefix { !$0.isWhitespace && $0 != "<" }
    let trail = String(run.count <= 12 ? run : after.prefix(while: closing.contains))
    guard !lead.isEmpty || !trail.isEmpty else { return html }
    before.removeLast(lead.count)
    after = after.dropFirst(trail.count)
    return "<span class=\"bound\">\(lead)\(html)\(trail)</span>"
  }

  /// Behind a number that is not part of the text: a unit that the text begins with stays beside it.
  static func afterNumber(_ html: Substring) -> String {
    (html.first == " " || html.first == "\n") && beginsWithUnit(html.dropFirst())
      ? "\u{A0}" + html.dropFirst() : String(html)
  }

  /// Text of a page with a no-break space between each number and its unit; code is left alone.
  static func units(_ html: Substring) -> String {
    let bytes = html.utf8
    var text = ""
    var written = html.startIndex
    var depth = 0
    var index = html.startIndex
    var last: UInt8 = 0
    while index < html.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") {
        let tag = html[index..<(bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? html.endIndex)]
        if tag.hasPrefix("<code") || tag.hasPrefix("<pre") { depth += 1 }
        if tag.hasPrefix("</code") || tag.hasPrefix("</pre") { depth -= 1 }
        index = tag.endIndex
        last = 0
        continue
      }
      let next = bytes.index(after: index)
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n"), depth == 0,
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last),
        beginsWithUnit(html[next...])
      {
        text += html[written..<index] + "\u{A0}"
        written = next
      }
      last = byte
      index = next
    }
    return text.isEmpty ? String(html) : text + html[written...]
  }

  private static func beginsWithUnit(_ text: Substring) -> Bool {
    let word = text.prefix { $0.isLetter || $0 == "%" || $0 == "°" }
    return !word.isEmpty && word.count <= 4 && symbols.contains(String(word))
  }
}
