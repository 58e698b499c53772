import Diagnostics

/// A line of a body: where its content stands.
struct BodyLine {
  /// Without indentation, comment and blanks at the end.
  let content: Range<Int>
  let indentation: Int
  /// The whole line without its line end.
  let whole: Range<Int>

  var isBlank: Bool { content.isEmpty }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    var range = range
    if !range.isEmpty, bytes[range.upperBound - 1] == 0x0D { range = range.lowerBound..<range.upperBound - 1 }
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == 0x20 { start += 1 }
    let indentation = start - range.lowerBound
    var end = range.upperBound
    var offset = start
    while offset < range.upperBound {
      let isComment =
        bytes[offset] == UInt8(ascii: "#") && (offset + 1 == range.upperBound || bytes[offset + 1] == 0x20)
      let isAtStart = offset == start
      let isAfterGap = offset >= start + 2 && bytes[offset - 1] == 0x20 && bytes[offset - 2] == 0x20
      if isComment && (isAtStart || isAfterGap) {
        end = offset
        break
      }
      offset += 1
    }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    content = start..<end
    self.indentation = indentation
    whole = range
  }
}

extension Fragment {
  /// The lines in `ranges`, joined by the line ends that follow them.
  func joiningLines(_ ranges: [Range<Int>]) -> Fragment {
    var parts: [Range<Int>] = []
    for (index, range) in ranges.enumerated() {
      parts.append(range)
      if index + 1 < ranges.count {
        let lineEnd = bytes[range.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
        parts.append(lineEnd..<min(lineEnd + 1, bytes.count))
      }
    }
    return joining(parts)
  }
}
