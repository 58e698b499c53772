import Diagnostics

/// Which lines of a text are front matter, bodies of fenced blocks, and prose, by the lines alone: the text is being typed,
/// so nothing in it need be complete or right.
struct BlockScan {
  enum Setting {
    case prose
    case frontMatter(first: Int)
    /// The line that opens a block, from where its backticks end.
    case fence(info: Int)
    /// The body of a block, with what stands behind its backticks.
    case body(info: String, first: Int)

    /// The first line of the body, from 0.
    var firstLine: Int? {
      switch self {
      case .frontMatter(let first), .body(_, let first): first
      case .prose, .fence: nil
      }
    }
  }

  /// For each line of the source.
  let settings: [Setting]

  init(_ source: Source) {
    var settings: [Setting] = []
    if source.line(0).trimmingEnd == "---" {
      let end = (1..<max(1, source.lineCount)).first { ["---", "..."].contains(source.line($0).trimmingEnd) }
      let inside = Array(repeating: Setting.frontMatter(first: 1), count: (end ?? source.lineCount) - 1)
      settings = [.prose] + inside + (end == nil ? [] : [.prose])
    }
    var open: (sign: UInt8, count: Int, info: String, line: Int)?
    for line in settings.count..<max(settings.count, source.lineCount) {
      let fence = Self.fence(source, line)
      if let block = open {
        if let fence, fence.sign == block.sign, fence.count >= block.count,
          Self.isBlank(source, fence.end..<source.lineRange(line).upperBound)
        {
          open = nil
          settings.append(.prose)
        } else {
          settings.append(.body(info: block.info, first: block.line + 1))
        }
      } else if let fence {
        let info = source.text(in: fence.end..<source.lineRange(line).upperBound)
        open = (fence.sign, fence.count, String(info.trimmingBlanks), line)
        settings.append(.fence(info: fence.end))
      } else {
        settings.append(.prose)
      }
    }
    self.settings = settings
  }

  private static func isBlank(_ source: Source, _ range: Range<Int>) -> Bool {
    source.bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Three backticks or tildes, or more, behind what holds a block in a list or quote.
  private static func fence(_ source: Source, _ line: Int) -> (sign: UInt8, count: Int, end: Int)? {
    let range = source.lineRange(line)
    var start = range.lowerBound
    while start < range.upperBound, held.contains(source.bytes[start]) { start += 1 }
    guard start < range.upperBound else { return nil }
    let sign = source.bytes[start]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
    var end = start
    while end < range.upperBound, source.bytes[end] == sign { end += 1 }
    guard end - start >= 3 else { return nil }
    let isCodeSpan = sign == UInt8(ascii: "`") && source.bytes[end..<range.upperBound].contains(sign)
    return isCodeSpan ? nil : (sign, end - start, end)
  }

  private static let held = Set("> \t-*+".utf8)
}
