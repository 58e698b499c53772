/// The little TeX that stands in bibliographies: accents, special letters, dashes, braces.
enum TeXText {
  /// The text as a reader sees it. Formulas in `$...$` are left as they are.
  static func plain(_ tex: String) -> String {
    var text = ""
    var rest = tex.unicodeScalars[...]
    var isMath = false
    while let scalar = rest.popFirst() {
      if scalar == "$" { isMath.toggle() }
      if isMath {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "{", "}": break
      case "~": text += "\u{A0}"
      case "-" where rest.first == "-":
        rest.removeFirst()
        if rest.first == "-" {
          rest.removeFirst()
          text += "—"
        } else {
          text += "–"
        }
      case "`" where rest.first == "`":
        rest.removeFirst()
        text += "“"
      case "'" where rest.first == "'":
        rest.removeFirst()
        text += "”"
      case "\n", "\t", "\r", " ": if text.last != " " { text += " " }
      case "\\": text += command(&rest)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return String(text.trimmingBlanks)
  }

  private static let accents: [Unicode.Scalar: Unicode.Scalar] = [
    "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}",
    "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}", "c": "\u{327}", "k": "\u{328}", "r": "\u{30A}", "d": "\u{323}",
  ]
  private static let letters: [String: String] = [
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…",
  ]

  /// What a backslash begins.
  private static func command(_ rest: inout Substring.UnicodeScalarView) -> String {
    guard let first = rest.popFirst() else { return "" }
    func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }
    if isLetter(first) {
      var name = String(first)
      while let next = rest.first, isLetter(next) {
        name.unicodeScalars.append(next)
        rest.removeFirst()
      }
      while rest.first == " " { rest.removeFirst() }
      if let letter = letters[name] { return letter }
      // An accent, or a command whose argument is shown as it is: `\emph{...}`.
      return name.count == 1 ? accents[first].map { accented($0, &rest) } ?? "" : ""
    }
    if let accent = accents[first] { return accented(accent, &rest) }
    return String(first)
  }

  /// The next letter, with or without braces around it, and an accent on it, as one character where there is one.
  private static func accented(_ accent: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView) -> String {
    while let next = rest.first, next == "{" || next == " " { rest.removeFirst() }
    guard var letter = rest.popFirst() else { return "" }
    if letter == "\\" {
      // `\'{\i}`
      letter = rest.popFirst() ?? "i"
    }
    return composed("\(letter)", accent)
  }

  private static func composed(_ letter: String, _ accent: Unicode.Scalar) -> String {
    var text = letter
    text.unicodeScalars.append(accent)
    return precomposed[text] ?? text
  }

  /// Letters that fonts have as one sign, by the same in two: Swift compares them as equal.
  private static let precomposed: [String: String] = {
    var found: [String: String] = [:]
    for value in Array(UInt32(0xC0)...0x17F) + Array(0x1E00...0x1EFF) {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
      found[String(Character(scalar))] = String(Character(scalar))
    }
    return found
  }()

  /// `Hodgkin, A. L. and Huxley, Andrew`, `Erwin Hairer and {The Working Group} and others`
  static func names(_ tex: String) -> [Work.Name] {
    split(tex, at: " and ").compactMap { written in
      let name = String(written.trimmingBlanks)
      if name.isEmpty { return nil }
      if name.hasPrefix("{"), name.hasSuffix("}") { return Work.Name(family: plain(name), given: "") }
      let parts = split(name, at: ",").map(plain)
      if parts.count > 1 {
        return Work.Name(family: parts[0], given: parts.dropFirst().reversed().joined(separator: " "))
      }
      var words = split(name, at: " ").map(plain).filter { !$0.isEmpty }
      guard let last = words.popLast() else { return nil }
      var family = [last]
      // Particles belong to the family: `Ludwig van Beethoven`.
      if let particle = words.firstIndex(where: { $0.first?.isLowercase == true }) {
        family = words[particle...] + family
        words.removeSubrange(particle...)
      }
      return Work.Name(family: family.joined(separator: " "), given: words.joined(separator: " "))
    }
  }

  /// Splits outside braces.
  private static func split(_ text: String, at separator: String) -> [String] {
    let pattern = Array(separator.utf8)
    let bytes = Array(text.utf8).map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
    var parts: [String] = []
    var depth = 0
    var start = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "{") { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0, bytes[index...].starts(with: pattern) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += pattern.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}
