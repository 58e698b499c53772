import Diagnostics

/// Where the blocks of directives stand among the lines of a text, from the opening fence to the closing one.
struct DirectiveLines {
  struct Block {
    /// An index into the calls of the prose.
    let call: Int
    let lines: ClosedRange<Int>
    /// What stands before the opening fence: nothing, unless a list or a quote holds the block.
    let prefix: String
    let isClosed: Bool
  }

  let text: Fragment
  /// The lines without their ends.
  let lines: [Range<Int>]
  /// In the order of the text.
  let blocks: [Block]

  private struct Place: Hashable {
    let path: String
    let offset: Int
  }

  init(_ text: Fragment, _ calls: [Call]) {
    self.text = text
    lines = text.lines
    var owners: [Place: [Int]] = [:]
    for (index, call) in calls.enumerated() {
      owners[Place(path: call.location.source.path, offset: call.location.range.lowerBound), default: []].append(index)
    }
    var blocks: [Block] = []
    for (index, line) in lines.enumerated() where !owners.isEmpty {
      let held = text.bytes[line].prefix { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }.count
      guard line.lowerBound + held < line.upperBound else { continue }
      let start = text.location(line.lowerBound + held..<line.lowerBound + held + 1)
      let place = Place(path: start.source.path, offset: start.range.lowerBound)
      // A file that is included twice has each of its places twice.
      guard let call = owners[place]?.first, let sign = Self.fence(in: text, line) else { continue }
      owners[place]?.removeFirst()
      let end = Self.end(of: sign, text, lines, from: index)
      blocks.append(
        Block(
          call: call, lines: index...(end ?? min(index + calls[call].text.lines.count, lines.count - 1)),
          prefix: text.slice(line.lowerBound..<sign.lowerBound).text, isClosed: end != nil))
    }
    self.blocks = blocks
  }

  /// The run of backticks or tildes that opens a block.
  private static func fence(in text: Fragment, _ line: Range<Int>) -> Range<Int>? {
    for sign in [UInt8(ascii: "`"), UInt8(ascii: "~")] {
      guard let start = text.bytes[line].firstIndex(of: sign) else { continue }
      let count = text.bytes[start..<line.upperBound].prefix { $0 == sign }.count
      if count >= 3 { return start..<start + count }
    }
    return nil
  }

  private static func end(of fence: Range<Int>, _ text: Fragment, _ lines: [Range<Int>], from first: Int) -> Int? {
    let sign = text.bytes[fence.lowerBound]
    return lines.indices.dropFirst(first + 1).first { index in
      let line = text.trimmed(lines[index])
      let held = text.bytes[line].prefix { $0 == 0x20 || $0 == UInt8(ascii: ">") }.count
      let rest = text.bytes[line.lowerBound + held..<line.upperBound]
      return rest.count >= fence.count && rest.allSatisfy { $0 == sign }
    }
  }
}
