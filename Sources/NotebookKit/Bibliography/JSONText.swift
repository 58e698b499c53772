import Diagnostics

/// JSON with the places of its values (RFC 8259), for files that people write: every message says where.
indirect enum JSONText {
  case text(String, Location)
  case number(String, Location)
  case word(String, Location)
  case list([JSONText], Location)
  case object([(key: String, value: JSONText)], Location)

  subscript(_ key: String) -> JSONText? {
    guard case .object(let entries, _) = self else { return nil }
    return entries.last { $0.key == key }?.value
  }

  /// A text, or a number as it is written.
  var string: String? {
    switch self {
    case .text(let text, _), .number(let text, _): text
    default: nil
    }
  }

  var items: [JSONText]? {
    guard case .list(let items, _) = self else { return nil }
    return items
  }

  var location: Location {
    switch self {
    case .text(_, let place), .number(_, let place), .word(_, let place), .list(_, let place), .object(_, let place):
      place
    }
  }

  /// Gives the value, or the first mistake.
  ///
  /// - Parameter keepsLines: whether tabs and line ends in texts stay what they are; else they become blanks.
  static func read(_ source: Source, keepsLines: Bool = false) -> Result<JSONText, Diagnostic> {
    var reader = JSONReader(source, keepsLines)
    do throws(Diagnostic) {
      let value = try reader.value(depth: 0)
      try reader.end()
      return .success(value)
    } catch {
      return .failure(error)
    }
  }
}

private struct JSONReader {
  private static let depthLimit = 64
  private let source: Source
  private let bytes: [UInt8]
  private let keepsLines: Bool
  private var offset = 0

  init(_ source: Source, _ keepsLines: Bool) {
    self.source = source
    self.keepsLines = keepsLines
    bytes = source.bytes
  }

  private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func skipBlanks() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  private func mistake(_ message: String, _ start: Int, _ hint: String? = nil) -> Diagnostic {
    .error(message, at: Location(source: source, range: start..<min(start + 1, bytes.count)), hint: hint)
  }

  private func place(_ start: Int) -> Location { Location(source: source, range: start..<offset) }

  mutating func end() throws(Diagnostic) {
    skipBlanks()
    if offset < bytes.count { throw mistake("text behind the end of the JSON", offset) }
  }

  mutating func value(depth: Int) throws(Diagnostic) -> JSONText {
    skipBlanks()
    let start = offset
    if depth > Self.depthLimit {
      throw mistake("lists and objects are nested more than \(Self.depthLimit) deep", start)
    }
    switch byte {
    case UInt8(ascii: "{"):
      var entries: [(String, JSONText)] = []
      try items(UInt8(ascii: "}")) { (reader) throws(Diagnostic) in
        guard reader.byte == UInt8(ascii: "\"") else {
          throw reader.mistake("expected a name in quotes", reader.offset, "write '\"name\": value'")
        }
        let key = try reader.text()
        reader.skipBlanks()
        guard reader.byte == UInt8(ascii: ":") else { throw reader.mistake("expected ':'", reader.offset) }
        reader.offset += 1
        entries.append((key, try reader.value(depth: depth + 1)))
      }
      return .object(entries, place(start))
    case UInt8(ascii: "["):
      var found: [JSONText] = []
      try items(UInt8(ascii: "]")) { (reader) throws(Diagnostic) in found.append(try reader.value(depth: depth + 1)) }
      return .list(found, place(start))
    case UInt8(ascii: "\""): return .text(try text(), place(start))
    default:
      while offset < bytes.count, bytes[offset] > 0x20, !Array(",]}:\"".utf8).contains(bytes[offset]) { offset += 1 }
      let word = source.text(in: start..<offset)
      if word.isEmpty { throw mistake("expected a value", start) }
      if ["true", "false", "null"].contains(word) { return .word(word, place(start)) }
      guard Double(word) != nil else {
        throw .error("'\(word)' is no value of JSON", at: place(start), hint: "put texts into quotes: \"\(word)\"")
      }
      return .number(word, place(start))
    }
  }

  private mutating func items(
    _ close: UInt8, _ item: (inout JSONReader) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let start = offset
    offset += 1
    skipBlanks()
    if byte == close {
      offset += 1
      return
    }
    while true {
      skipBlanks()
      try item(&self)
      skipBlanks()
      if byte == close {
        offset += 1
        return
      }
      if offset >= bytes.count { throw mistake("'\(source.text(in: start..<start + 1))' is never closed", start) }
      guard byte == UInt8(ascii: ",") else {
        throw mistake("expected ',' or '\(Character(Unicode.Scalar(close)))'", offset)
      }
      offset += 1
    }
  }

  private mutating func text() throws(Diagnostic) -> String {
    let start = offset
    var text: [UInt8] = []
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
      if bytes[offset] == 0x0A { break }
      guard bytes[offset] == UInt8(ascii: "\\") else {
        text.append(bytes[offset])
        offset += 1
        continue
      }
      text += try escape()
    }
    guard byte == UInt8(ascii: "\"") else { throw mistake("the quotes are never closed", start) }
    offset += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape() throws(Diagnostic) -> [UInt8] {
    let start = offset
    offset += 2
    let sign = offset <= bytes.count ? bytes[offset - 1] : 0
    switch sign {
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"):
      guard keepsLines else { return [0x20] }
      return [
        sign == UInt8(ascii: "n")
          ? 0x0A
          : sign == UInt8(ascii: "t")
            ? 0x09
            : sign == UInt8(ascii: "r")
              ? 0x0D
              : sign == UInt8(ascii: "b") ? 0x08 : 0x0C
      ]
    case UInt8(ascii: "\""): return [UInt8(ascii: "\"")]
    case UInt8(ascii: "\\"): return [UInt8(ascii: "\\")]
    case UInt8(ascii: "/"): return [UInt8(ascii: "/")]
    case UInt8(ascii: "u"):
      guard var code = hexadecimal() else { break }
      if 0xD800..<0xDC00 ~= code, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\") {
        offset += 2
        guard let low = hexadecimal(), 0xDC00..<0xE000 ~= low else { break }
        code = 0x10000 + (code - 0xD800) << 10 + low - 0xDC00
      }
      if let scalar = Unicode.Scalar(code) { return Array(String(Character(scalar)).utf8) }
    default: break
    }
    throw .error(
      "an escape that JSON does not know", at: Location(source: source, range: start..<min(start + 2, bytes.count)),
      hint: "a backslash itself is written '\\\\'")
  }

  private mutating func hexadecimal() -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    defer { offset += 4 }
    return UInt32(source.text(in: offset..<offset + 4), radix: 16)
  }
}
