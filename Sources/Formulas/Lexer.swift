import Diagnostics

/// Cuts TeX into tokens.
///
/// As in TeX, space after the name of a command is no token, and any other space is one. In display a `%` begins a
/// comment, which ends with the line; in a line of text, and right after a digit, it is a percent sign that lacks its
/// backslash, and stays a token so that the author is told.
struct Lexer {
  private let bytes: [UInt8]
  private let isDisplay: Bool
  private var position = 0

  private init(bytes: [UInt8], isDisplay: Bool) {
    self.bytes = bytes
    self.isDisplay = isDisplay
  }

  /// The tokens of the fragment, with an end after them.
  static func tokens(of tex: Fragment, isDisplay: Bool) -> [Token] {
    var lexer = Lexer(bytes: tex.bytes, isDisplay: isDisplay)
    var tokens: [Token] = []
    tokens.reserveCapacity(tex.bytes.count + 1)
    while let token = lexer.next() { tokens.append(token) }
    tokens.append(Token(kind: .end, range: tex.bytes.count..<tex.bytes.count))
    return tokens
  }

  private mutating func next() -> Token? {
    while position < bytes.count, isComment { skipLine() }
    guard position < bytes.count else { return nil }
    let start = position
    let kind = readKind()
    let end = position
    if case .command(let name) = kind, Self.endsWithLetter(name) { skipSpace() }
    return Token(kind: kind, range: start..<end)
  }

  private mutating func readKind() -> Token.Kind {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\\"):
      position += 1
      return .command(readName())
    case 0...0x20, 0x7F:
      skipSpace()
      return .space
    case 0x80...:
      return readCharacter()
    default:
      if position + 1 < bytes.count, bytes[position + 1] >= 0x80 { return readCharacter() }
      position += 1
      return Self.special(byte)
    }
  }

  private static func special(_ byte: UInt8) -> Token.Kind {
    switch byte {
    case UInt8(ascii: "{"): .opening
    case UInt8(ascii: "}"): .closing
    case UInt8(ascii: "^"): .superscript
    case UInt8(ascii: "_"): .subscript
    case UInt8(ascii: "&"): .ampersand
    case UInt8(ascii: "$"): .dollar
    default: .character(Unicode.Scalar(byte))
    }
  }

  private mutating func readName() -> String {
    let start = position
    while position < bytes.count, Self.isLetter(bytes[position]) { position += 1 }
    if position == start {
      guard position < bytes.count else { return "" }
      if bytes[position] <= 0x20 {
        position += 1
        return " "
      }
      return String(readScalar())
    }
    var name = String(decoding: bytes[start..<position], as: UTF8.self)
    if position < bytes.count, bytes[position] == UInt8(ascii: "*"), Command.starred.contains(name) {
      name += "*"
      position += 1
    }
    return name
  }

  private static func endsWithLetter(_ name: String) -> Bool { name.utf8.first.map(isLetter) ?? false }

  /// A character, with the marks that combine with it.
  private mutating func readCharacter() -> Token.Kind {
    let first = bytes[position]
    let scalar = readScalar()
    if scalar == "\u{A0}" || scalar.properties.isWhitespace { return .space }
    var text = String(scalar)
    while position < bytes.count, bytes[position] >= 0x80 {
      let before = position
      let mark = readScalar()
      guard mark.properties.generalCategory == .nonspacingMark || mark.properties.isVariationSelector else {
        position = before
        break
      }
      text.unicodeScalars.append(mark)
    }
    if text.unicodeScalars.count > 1 { return .cluster(text) }
    return first < 0x80 ? Self.special(first) : .character(scalar)
  }

  /// The scalar at the position; what is no UTF-8 gives the replacement character, a byte at a time.
  private mutating func readScalar() -> Unicode.Scalar {
    let lead = bytes[position]
    let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let end = min(position + length, bytes.count)
    if let text = String(validating: bytes[position..<end], as: UTF8.self), let scalar = text.unicodeScalars.first {
      position = end
      return scalar
    }
    position += 1
    return "\u{FFFD}"
  }

  private var isComment: Bool {
    guard isDisplay, bytes[position] == UInt8(ascii: "%") else { return false }
    return position == 0 || !Self.isDigit(bytes[position - 1])
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 || bytes[position] == 0x7F { position += 1 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
