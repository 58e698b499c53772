package import Diagnostics

/// Cuts a fragment into tokens. It never fails: what is not of the language becomes a diagnostic and is left out.
package struct Lexer {
  private let fragment: Fragment
  private let bytes: [UInt8]
  /// Names with hyphens that count as one name, such as the labels of results.
  private let hyphenated: Set<String>
  private let keepsLines: Bool
  private var offset = 0
  private var tokens: [Token] = []
  private var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - names: the labels that may stand in the text; the longest one wins over a minus sign.
  ///   - keepsLines: whether the ends of lines are tokens, as between equations.
  package static func tokens(
    of fragment: Fragment, names: Set<String> = [], keepsLines: Bool = false
  ) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(fragment, names, keepsLines)
    lexer.run()
    return (lexer.tokens, ForeignWriting.once(lexer.diagnostics))
  }

  private init(_ fragment: Fragment, _ names: Set<String>, _ keepsLines: Bool) {
    self.fragment = fragment
    bytes = fragment.bytes
    hyphenated = names
    self.keepsLines = keepsLines
  }

  private mutating func run() {
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case 0x20, 0x09, 0x0D: offset += 1
      case 0x0A:
        if keepsLines { add(.lineEnd, 1) } else { offset += 1 }
      case UInt8(ascii: "#"):
        while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
      case UInt8(ascii: ".") where isDigit(at: offset + 1): number()
      case _ where isLetter(byte): name()
      case UInt8(ascii: "\"") where tokens.last?.isSymbol(".") ?? false: quoted()
      default: symbol()
      }
    }
    tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
  }

  private mutating func add(_ kind: Token.Kind, _ length: Int) {
    tokens.append(Token(kind: kind, range: offset..<offset + length))
    offset += length
  }

  private mutating func number() {
    var end = offset
    while isDigit(at: end) { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "."), !isLetter(at: end + 1) || isDigit(at: end + 1) {
      end += 1
      while isDigit(at: end) { end += 1 }
    }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      let sign = end + 1 < bytes.count && (bytes[end + 1] == UInt8(ascii: "-") || bytes[end + 1] == UInt8(ascii: "+"))
      let digits = end + (sign ? 2 : 1)
      if isDigit(at: digits) {
        end = digits
        while isDigit(at: end) { end += 1 }
      }
    }
    let text = String(decoding: bytes[offset..<end], as: UTF8.self)
    guard let value = Double(text.hasSuffix(".") ? text + "0" : text), value.isFinite else {
      diagnostics.append(.error("number '\(text)' is out of range", at: fragment.location(offset..<end)))
      return add(.number(0, decimal: "0"), end - offset)
    }
    add(.number(value, decimal: text), end - offset)
  }

  private mutating func name() {
    var end = offset
    while isLetter(at: end) || isDigit(at: end) { end += 1 }
    var best = end
    if !hyphenated.isEmpty {
      // The whole run of words joined by hyphens, then shorter ones, until a label is met.
      var ends = [end]
      var next = end
      while next < bytes.count, bytes[next] == UInt8(ascii: "-"), isLetter(at: next + 1) || isDigit(at: next + 1) {
        next += 1
        while isLetter(at: next) || isDigit(at: next) { next += 1 }
        ends.append(next)
      }
      func text(_ end: Int) -> String { String(decoding: bytes[offset..<end], as: UTF8.self) }
      best = ends.last { hyphenated.contains(text($0)) } ?? (isNearLabel(text(next)) ? next : end)
    }
    add(.name(String(decoding: bytes[offset..<best], as: UTF8.self)), best - offset)
  }

  /// The name of a part that is no word: `f."10 mg"`.
  private mutating func quoted() {
    guard let end = bytes[(offset + 1)...].firstIndex(of: UInt8(ascii: "\"")), end > offset + 1 else { return symbol() }
    add(.name(String(decoding: bytes[offset + 1..<end], as: UTF8.self)), end + 1 - offset)
  }

  /// A run with hyphens that is no label but nearly one is read as the label that was meant, to say so.
  private func isNearLabel(_ text: String) -> Bool {
    text.contains("-") && Spelling.nearest(text, among: hyphenated) != nil
  }

  private mutating func symbol() {
    if let command = ForeignWriting.command(bytes[offset...]) {
      let range = offset..<offset + command.name.utf8.count + 1
      diagnostics.append(
        .error(ForeignWriting.texMessage(command.name), at: fragment.location(range), hint: command.hint))
      offset = range.upperBound
      return
    }
    for text in ["<=", ">=", "==", "!="] where matches(text) { return add(.symbol(text), 2) }
    if matches("%"), isPercentage { return add(.symbol("%"), 1) }
    if matches("%"), tokens.contains(where: { $0.isName("within") }) {
      diagnostics.append(
        .error(
          "'%' is not part of the expression language", at: fragment.location(offset..<offset + 1),
          hint: "it stands behind a number alone, 'within 5 %'; else write 'within part/100*abs(value)'"))
      offset += 1
      return
    }
    for (text, hint, replacement) in Self.foreign where matches(text) {
      let range = offset..<offset + text.utf8.count
      diagnostics.append(
        .error("'\(text)' is not part of the expression language", at: fragment.location(range), hint: hint))
      if let replacement { tokens.append(Token(kind: replacement, range: range)) }
      offset = range.upperBound
      return
    }
    if "+-*/^<>=(),.'".utf8.contains(bytes[offset]) {
      return add(.symbol(String(UnicodeScalar(bytes[offset]))), 1)
    }
    let character = String(decoding: bytes[offset...].prefix(64), as: UTF8.self).first ?? "?"
    let length = max(1, min(character.utf8.count, bytes.count - offset))
    // The second half of `a ? b : c`, which has had its message.
    if character == ":", diagnostics.last?.location?.text == "?" {
      offset += 1
      return
    }
    let index = character.unicodeScalars.first.map { Int($0.value) - 0x2080 } ?? -1
    let hint =
      character == ":" && keepsLines
      ? equation(at: offset)
      : character == ":"
        ? "a comma stands between entries, and a colon behind a name alone"
        : character == "°"
          ? "write 'degC' for degrees Celsius, and pi/180 for those of an angle"
          : (0...9).contains(index) ? "an index stands behind its name: k\(index)" : nil
    diagnostics.append(
      .error("unexpected character '\(character)'", at: fragment.location(offset..<offset + length), hint: hint))
    offset += length
  }

  /// Whether `within 5` stands before: the only place for a part of a hundred.
  private var isPercentage: Bool {
    guard tokens.count >= 2, case .number = tokens[tokens.count - 1].kind else { return false }
    return tokens[tokens.count - 2].isName("within")
  }

  /// The line with an equals sign for the colon at `colon`.
  private func equation(at colon: Int) -> String? {
    guard let line = fragment.lines.first(where: { $0.contains(colon) }) else { return nil }
    let (left, right) = (fragment.slice(line.lowerBound..<colon), fragment.slice(colon + 1..<line.upperBound))
    // As Brian writes it: the unit of the left side, and flags, behind the equation.
    if left.text.contains("=") {
      return "write '\(left.trimmed.text)'; what is in which unit stands below 'units'"
        + (right.text.contains("refractory") ? ", and 'refractory' and 'hold' in an event" : "")
    }
    return "write '\(left.trimmed.text) = \(right.trimmed.text)'"
  }

  private func matches(_ text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

  /// What people write in other languages or get from a word processor, and what to write instead.
  private static let foreign: [(String, String, Token.Kind?)] = [
    ("&&", "write 'and'", .name("and")),
    ("||", "write 'or'", .name("or")),
    ("**", "write '^' for a power", .symbol("^")),
    ("\u{2212}", "that is a typographic minus sign: write '-'", .symbol("-")),
    ("\u{2013}", "that is a dash: write '-'", .symbol("-")),
    ("\u{2014}", "that is a dash: write '-'", .symbol("-")),
    ("\u{00D7}", "write '*'", .symbol("*")),
    ("\u{00B7}", "write '*'", .symbol("*")),
    ("\u{22C5}", "write '*'", .symbol("*")),
    ("\u{00F7}", "write '/'", .symbol("/")),
    ("\u{2264}", "write '<='", .symbol("<=")),
    ("\u{2265}", "write '>='", .symbol(">=")),
    ("\u{2260}", "write '!='", .symbol("!=")),
    ("\u{00B2}", "write '^2'", nil),
    ("\u{00B3}", "write '^3'", nil),
    ("\u{2032}", "that is a typographic prime: write \"'\"", .symbol("'")),
    ("\u{2019}", "that is a typographic apostrophe: write \"'\"", .symbol("'")),
    ("\u{2018}", "that is a typographic quote: leave it out", nil),
    ("\u{201C}", "that is a typographic quote: leave it out", nil),
    ("\u{201D}", "that is a typographic quote: leave it out", nil),
    ("\u{00A0}", "that is a no-break space: write a plain one", nil),
    ("\u{202F}", "that is a narrow no-break space: write a plain one", nil),
    ("!", "write 'not'", .name("not")),
    ("[", "write round parentheses", .symbol("(")),
    ("]", "write round parentheses", .symbol(")")),
    ("{", "write round parentheses", .symbol("(")),
    ("}", "write round parentheses", .symbol(")")),
    ("%", "for a percentage divide by 100; for a remainder write mod(a, b)", nil),
    (";", "put each equation on a line of its own", nil),
    ("&", "write 'and'", .name("and")),
    ("|", "write 'or', or abs(x) for a magnitude", nil),
    ("?", "write if(condition, then, else)", nil),
    (":=", "write '='", .symbol("=")),
    ("\u{221A}", "write sqrt(...)", nil),
    ("\u{00B1}", "write 'a == b within tolerance'", nil),
    ("\u{2248}", "write 'a == b within tolerance'", nil),
  ]

  private func isDigit(at index: Int) -> Bool {
    index < bytes.count && bytes[index] >= UInt8(ascii: "0") && bytes[index] <= UInt8(ascii: "9")
  }

  private func isLetter(at index: Int) -> Bool { index < bytes.count && isLetter(bytes[index], at: index) }

  private func isLetter(_ byte: UInt8) -> Bool { isLetter(byte, at: offset) }

  /// ASCII letters, the underscore, and Greek letters and the micro sign, which take two bytes in UTF-8.
  private func isLetter(_ byte: UInt8, at index: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): return true
    case 0xCE, 0xCF: return true
    case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0xB5
    case 0x80...0xBF:
      guard index > 0 else { return false }
      let lead = bytes[index - 1]
      return lead == 0xCE || lead == 0xCF || (lead == 0xC2 && byte == 0xB5)
    default: return false
    }
  }
}
