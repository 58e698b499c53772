import Diagnostics

/// A comment that means something to us: the ends of a part, or an include. All other comments are left alone.
struct CommentMark {
  enum Kind {
    case begin(NotebookPart)
    case end(NotebookPart)
    case include(path: Range<Int>)
    /// It looks like one of them and is none: a misspelt mark must not show a solution to students.
    case mistake(message: String, hint: String)
  }

  /// What a comment stands among.
  enum Setting { case ownLine, otherText, listing }

  let kind: Kind
  /// The line, from 0.
  let line: Int
  /// What stands before the comment on its line: blanks and `>`.
  let prefix: Range<Int>
  /// The comment itself, in bytes of the source.
  let range: Range<Int>

  /// Reads a comment `<!-- ... -->` that stands at `range` of the source.
  init?(_ source: Source, line: Int, _ range: Range<Int>, _ setting: Setting) {
    let text = source.text(in: range.lowerBound + 4..<max(range.lowerBound + 4, range.upperBound - 3))
    guard var kind = Self.kind(text, range) else { return nil }
    switch (kind, setting) {
    case (.mistake, .listing), (.include, .listing): return nil
    case (.begin, .listing), (.end, .listing):
      // Behind a fence that somebody forgot to close, all of a solution would be a listing.
      kind = .mistake(
        message: "'\(source.text(in: range))' stands in a listing",
        hint: "close the listing above it; one that is to show such marks begins with '```markdown'")
    case (.begin, .otherText), (.end, .otherText), (.include, .otherText):
      kind = .mistake(
        message: "'\(source.text(in: range))' does not stand alone on its line",
        hint: "give it a line of its own, indented like the text around it")
    default: break
    }
    self.kind = kind
    self.line = line
    self.range = range
    prefix = source.lineStarts[line]..<range.lowerBound
  }

  private static func kind(_ inside: String, _ range: Range<Int>) -> Kind? {
    let text = String(inside.trimmingBlanks)
    for part in NotebookPart.allCases {
      if text == part.rawValue { return .begin(part) }
      if text == "/" + part.rawValue { return .end(part) }
    }
    if text.hasPrefix("include:"), !text.dropFirst(8).trimmingBlanks.isEmpty {
      let before = inside.prefix { $0.isWhitespace }.utf8.count + "include:".utf8.count
      let path = text.dropFirst(8)
      let blanks = path.prefix { $0.isWhitespace }.utf8.count
      let start = range.lowerBound + 4 + before + blanks
      return .include(path: start..<start + path.utf8.count - blanks)
    }
    return nearMiss(text)
  }

  private static func nearMiss(_ text: String) -> Kind? {
    var isEnd = text.hasPrefix("/")
    var words = text.lowercased().drop { $0 == "/" }.split { $0.isWhitespace || $0 == ":" || $0 == "#" }.map(
      String.init)
    if words.count == 2, ["begin", "start", "end", "stop"].contains(words[0]) {
      isEnd = words[0] == "end" || words[0] == "stop"
      words.removeFirst()
    }
    guard let word = words.first else { return nil }
    let names = NotebookPart.allCases.map(\.rawValue)
    let meant: String?
    if words.count == 1 {
      meant = Spelling.nearest(word, among: names + ["include"])
    } else {
      let isInclude = words.count == 2 && words[1].contains(".") && Spelling.nearest(word, among: ["include"]) != nil
      meant = names.contains(word) ? word : isInclude ? "include" : nil
    }
    guard let meant else { return nil }
    let form = meant == "include" ? "<!-- include: parts/file.md -->" : "<!-- \(isEnd ? "/" : "")\(meant) -->"
    return .mistake(
      message: "'<!-- \(text) -->' is nearly a mark, and means nothing",
      hint: "write '\(form)' alone on its line, or other words in a comment that is only a comment")
  }
}

extension CommentMark {
  /// All marks of a source from line `first` on, in their order. In listings of Markdown they are text.
  static func all(in source: Source, from first: Int) -> [CommentMark] {
    guard first < source.lineCount else { return [] }
    let text = source.text(in: source.lineStarts[first]..<source.bytes.count)
    guard text.contains("<!--"), let document = CommonMark(text, isSmart: false) else { return [] }
    var marks: [CommentMark] = []
    var inlineLines: Set<Int> = []
    for node in document.nodes {
      switch node.kind {
      case .htmlBlock:
        let count = node.literal.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        for line in 0..<max(1, count) {
          marks += comments(in: source, line: first + node.startLine - 1 + line, in: .ownLine)
        }
      case .codeBlock:
        let word = node.fenceInfo.split(separator: " ").first
        if word == "markdown" || word == "md" { continue }
        for line in node.startLine...max(node.startLine, node.endLine) {
          marks += comments(in: source, line: first + line - 1, in: .listing)
        }
      case .inlineHTML where node.literal.hasPrefix("<!--"):
        // Positions of inline nodes are not to be trusted: the lines of the paragraph are.
        guard let block = node.enclosingBlock else { continue }
        for line in block.startLine...max(block.startLine, block.endLine)
        where inlineLines.insert(first + line - 1).inserted {
          marks += comments(in: source, line: first + line - 1, in: .otherText)
        }
      default: break
      }
    }
    return marks
  }

  /// The marks that stand where none can: in the front matter.
  static func misplaced(in source: Source, before first: Int) -> [CommentMark] {
    (0..<min(first, source.lineCount)).flatMap { comments(in: source, line: $0, in: .otherText) }
  }

  private static func comments(in source: Source, line: Int, in setting: Setting) -> [CommentMark] {
    guard line < source.lineCount else { return [] }
    let range = source.lineRange(line)
    let bytes = source.bytes
    var found: [CommentMark] = []
    var offset = range.lowerBound
    while let open = bytes[offset..<range.upperBound].firstRange(of: Array("<!--".utf8)),
      let close = bytes[open.upperBound..<range.upperBound].firstRange(of: Array("-->".utf8))
    {
      let isFirst = bytes[range.lowerBound..<open.lowerBound].allSatisfy {
        [0x20, 0x09, UInt8(ascii: ">")].contains($0)
      }
      let isLast = bytes[close.upperBound..<range.upperBound].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      let isAlone = setting == .ownLine && isFirst && isLast
      if let mark = CommentMark(
        source, line: line, open.lowerBound..<close.upperBound,
        setting == .ownLine && !isAlone ? .otherText : setting)
      {
        found.append(mark)
      }
      offset = close.upperBound
    }
    return found
  }
}

extension StringProtocol {
  /// The text without blanks and line ends at its ends.
  var trimmingBlanks: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}

extension ArraySlice<UInt8> {
  /// Where `pattern` first stands.
  func firstRange(of pattern: [UInt8]) -> Range<Int>? {
    guard let first = pattern.first else { return nil }
    var offset = startIndex
    while let start = self[offset...].firstIndex(of: first) {
      guard start + pattern.count <= endIndex else { return nil }
      if self[start..<start + pattern.count].elementsEqual(pattern) { return start..<start + pattern.count }
      offset = start + 1
    }
    return nil
  }
}
