package import Diagnostics

/// A file of comma-separated values (RFC 4180): rows of cells, each with its place in the file.
package enum CommaSeparatedValues {
  package static func rows(_ source: Source) -> [[Fragment]] {
    let bytes = source.bytes
    let whole = Fragment(source: source, range: 0..<bytes.count)
    var rows: [[Fragment]] = []
    var row: [Fragment] = []
    var offset = 0
    while offset < bytes.count {
      let (cell, end) = cell(whole, offset)
      row.append(cell)
      offset = end
      if offset < bytes.count, bytes[offset] == UInt8(ascii: ",") {
        offset += 1
        if offset == bytes.count { row.append(whole.slice(offset..<offset)) }
        continue
      }
      while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      offset += 1
      if row.count > 1 || row.first?.isEmpty == false { rows.append(row) }
      row = []
    }
    if !row.isEmpty { rows.append(row) }
    return rows
  }

  private static func cell(_ whole: Fragment, _ start: Int) -> (Fragment, Int) {
    let bytes = whole.bytes
    var offset = start
    while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
      while offset < bytes.count, bytes[offset] != UInt8(ascii: ","), bytes[offset] != 0x0A { offset += 1 }
      return (whole.slice(whole.trimmed(start..<offset)), offset)
    }
    offset += 1
    var parts: [Range<Int>] = []
    var begin = offset
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\"") {
        let isDoubled = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\"")
        parts.append(begin..<(isDoubled ? offset + 1 : offset))
        offset += isDoubled ? 2 : 1
        begin = offset
        if !isDoubled { break }
      } else {
        offset += 1
      }
    }
    return (whole.joining(parts), offset)
  }
}
