package import Diagnostics

/// A text that an editor has open, as it counts in it: a line ends with `\n`, `\r\n` or `\r`, and a byte order mark is a character.
package struct EditedText: Sendable, Equatable {
  package private(set) var bytes: [UInt8]
  /// The offset at which each line begins.
  private var lineStarts: [Int]

  package init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  package init(bytes: [UInt8]) {
    self.bytes = bytes
    lineStarts = Self.lineStarts(bytes)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// How many bytes stand before what a ``Source`` takes for the first.
  private var shift: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  package func source(path: String) -> Source { Source(path: path, bytes: bytes) }

  private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      let isReturn = byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A)
      if byte == 0x0A || isReturn { starts.append(offset + 1) }
    }
    return starts
  }

  /// The offset of a position in the source; beyond the end of its line it is the end, and within a character its beginning.
  package func sourceOffset(of position: TextPosition, _ encoding: PositionEncoding) -> Int {
    max(0, offset(of: position, encoding) - shift)
  }

  private func offset(of position: TextPosition, _ encoding: PositionEncoding) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lineStarts.count else { return bytes.count }
    let end = lineEnd(position.line)
    var offset = lineStarts[position.line]
    var left = position.character
    while offset < end {
      let (units, length) = encoding.width(of: bytes[offset])
      if units > left { break }
      left -= units
      offset = min(end, offset + length)
    }
    return offset
  }

  /// Where a line ends, without its line end.
  private func lineEnd(_ line: Int) -> Int {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// The position of an offset in the source.
  package func position(ofSource offset: Int, _ encoding: PositionEncoding) -> TextPosition {
    let offset = min(max(0, offset + (offset > 0 ? shift : 0)), bytes.count)
    let line = lineStarts.index(ofLineHolding: offset)
    var character = 0
    var place = lineStarts[line]
    while place < offset {
      let (units, length) = encoding.width(of: bytes[place])
      if place + length > offset { break }
      character += units
      place += length
    }
    return TextPosition(line: line, character: character)
  }

  /// Puts a text in the place of what stands from one position to another.
  package mutating func replace(
    from start: TextPosition, to end: TextPosition, with text: String, _ encoding: PositionEncoding
  ) {
    let first = offset(of: start, encoding)
    bytes.replaceSubrange(first..<max(first, offset(of: end, encoding)), with: Array(text.utf8))
    lineStarts = Self.lineStarts(bytes)
  }
}
