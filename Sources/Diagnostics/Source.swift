/// The text of one file that an author wrote, with its lines.
///
/// Offsets into a source count UTF-8 bytes from 0. Lines and columns, as people see them, count from 1,
/// and columns count characters (an accented letter, a CJK sign or an emoji is one).
package struct Source: Sendable {
  /// The path as messages show it.
  package let path: String
  package let bytes: [UInt8]
  /// The offset at which each line begins.
  package let lineStarts: [Int]

  /// Takes a byte order mark off the front; keeps everything else as it is.
  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var starts = [0]
    for (offset, byte) in self.bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var lineCount: Int { lineStarts.count }

  /// The index, from 0, of the line that holds `offset`.
  package func lineIndex(of offset: Int) -> Int { lineStarts.index(ofLineHolding: offset) }

  /// The bytes of line `index` (from 0), without its line ending.
  package func lineRange(_ index: Int) -> Range<Int> {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  package func line(_ index: Int) -> String { text(in: lineRange(index)) }

  package func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

extension Source: Equatable {
  package static func == (left: Source, right: Source) -> Bool {
    left.path == right.path && left.bytes == right.bytes
  }
}

extension [Int] {
  /// Which of these beginnings of lines, ascending and from 0, is the last that is not behind an offset.
  package func index(ofLineHolding offset: Int) -> Int {
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
