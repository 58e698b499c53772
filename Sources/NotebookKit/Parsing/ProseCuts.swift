import Diagnostics

/// What libcmark does not get to see, and what it sees instead.
extension ProseParser {
  enum Mark {
    case piece(Piece)
    /// Text or markup that is put into the page as it is.
    case text(String)
  }

  /// Bytes of the source that libcmark does not see, and what it sees instead.
  struct Cut {
    let range: Range<Int>
    let replacement: String
  }

  /// Where the private-use characters begin (Supplementary Private Use Area-A).
  static let firstMark: UInt32 = 0xF0000
  static let markCount = 65_000
  /// What stands before each cell of a table: the last of the area.
  static let cellMark: Unicode.Scalar = "\u{FFFFD}"
  /// libcmark takes time quadratic in the number of open brackets.
  private static let bracketLimit = 10_000

  /// The character that stands for `mark` until the page is put together.
  mutating func mark(_ mark: Mark) -> String {
    guard marks.count < Self.markCount, let scalar = Unicode.Scalar(Self.firstMark + UInt32(marks.count)) else {
      if marks.count == Self.markCount {
        diagnostics.append(
          .error(
            "more than \(Self.markCount) formulas, values and references in one text", at: fragment.location(0..<0),
            hint: "make several notebooks of it"))
        marks.append(mark)
      }
      return ""
    }
    marks.append(mark)
    return String(Character(scalar))
  }

  /// Lines stay lines: where the range goes over several, their ends and what holds them in a list or quote are kept.
  mutating func cut(_ range: Range<Int>, _ text: String) {
    let first = plain.lineIndex(of: range.lowerBound)
    let last = plain.lineIndex(of: max(range.lowerBound, range.upperBound - 1))
    var ends = ""
    for index in first..<last {
      ends += "\n" + (text.isEmpty ? "" : String(plain.line(index + 1).prefix { $0 == " " || $0 == ">" }))
    }
    // The line ends become blanks of the page. They go where a blank is already: `as in $a$, and`.
    let isBehindWords = first < last && isBlankBehindWords(range.lowerBound, lineStart: plain.lineStarts[first])
    cuts.append(Cut(range: range, replacement: isBehindWords ? ends + text : text + ends))
  }

  private func isBlankBehindWords(_ offset: Int, lineStart: Int) -> Bool {
    guard offset - 1 > lineStart, plain.bytes[offset - 1] == 0x20 else { return false }
    let before = plain.bytes[offset - 2]
    return before >= 0x80 || InlineScanner.isLetter(before) || Array(",;:'\"".utf8).contains(before)
  }

  /// The source as libcmark is to see it.
  var maskedText: String { masked(0..<plain.bytes.count, cuts + tables.flatMap { tableCuts($0) }) }

  /// A part of the source as libcmark is to see it. Of two cuts in one place the first and longer one counts.
  func masked(_ range: Range<Int>, _ cuts: [Cut]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    var offset = range.lowerBound
    let sorted = cuts.sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    for cut in sorted where cut.range.lowerBound >= offset && cut.range.upperBound <= range.upperBound {
      bytes += plain.bytes[offset..<cut.range.lowerBound]
      bytes += Array(cut.replacement.utf8)
      offset = cut.range.upperBound
    }
    return String(decoding: bytes + plain.bytes[offset..<range.upperBound], as: UTF8.self)
  }

  mutating func cutOwnPrivateCharacters() {
    for (offset, byte) in plain.bytes.enumerated()
    where byte == 0xF3 && offset + 3 < plain.bytes.count && plain.bytes[offset + 1] >= 0xB0 {
      cut(offset..<offset + 4, mark(.text(plain.text(in: offset..<offset + 4))))
    }
  }

  /// Brackets beyond the limit are put into the page as they are, and mean nothing.
  mutating func cutExcessBrackets() {
    var count = 0
    var sign = ""
    for (offset, byte) in plain.bytes.enumerated() where byte == UInt8(ascii: "[") {
      count += 1
      if count <= Self.bracketLimit { continue }
      if sign.isEmpty {
        sign = mark(.text("["))
        diagnostics.append(
          .error(
            "more than \(Self.bracketLimit) opening brackets in one text", at: fragment.location(offset..<offset + 1),
            hint: "the brackets from here on begin no links: make several notebooks of it"))
      }
      cuts.append(Cut(range: offset..<offset + 1, replacement: sign))
    }
  }

  mutating func checkDepth(_ document: borrowing CommonMark) {
    guard document.depth > reading.nesting else { return }
    diagnostics.append(
      .error(
        "quotes and lists are nested \(document.depth) deep, and the limit is \(reading.nesting)",
        at: fragment.location(0..<0),
        hint: document.depth <= Limits.Name.nesting.range.upperBound
          ? "use fewer '>' and indented lists, or \(Limits.Name.nesting.raising(to: Double(document.depth)))"
          : "no browser shows that: use fewer '>' and indented lists"))
  }

  /// The place of some text that libcmark gave without one: where it stands in the block of `node`, else that block. Asked
  /// again for the same text in the same block, it is the next such place.
  mutating func place(of text: String, at node: CommonMark.Node) -> Location {
    let block = node.enclosingBlock ?? node
    let cell = cell(onLine: block.startLine)
    let lines = lines(of: block)
    let range =
      cell ?? plain.lineRange(lines.lowerBound).lowerBound..<plain.lineRange(lines.upperBound).upperBound
    let first = text.split(whereSeparator: \.isNewline).first ?? ""
    let search = Search(start: range.lowerBound, text: String(first))
    let rest = max(range.lowerBound, searched[search] ?? 0)..<range.upperBound
    if let found = plain.bytes[rest].firstRange(of: Array(first.utf8)) {
      searched[search] = found.upperBound
      return fragment.location(found)
    }
    return cell.map(fragment.location) ?? place(ofLine: lines.lowerBound)
  }

  struct Search: Hashable {
    let start: Int
    let text: String
  }

  /// A line without what holds it in a list or quote.
  func place(ofLine index: Int) -> Location {
    let line = plain.lineRange(index)
    let held = plain.bytes[line].prefix { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }.count
    return fragment.location(line.lowerBound + held..<line.upperBound)
  }

  /// The page in pieces, from the text in which private-use characters stand for all that is not libcmark's.
  func pieces(_ html: String) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    for scalar in html.unicodeScalars {
      guard scalar.value >= Self.firstMark, Int(scalar.value - Self.firstMark) < marks.count else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch marks[Int(scalar.value - Self.firstMark)] {
      case .text(let own): text += own
      case .piece(let piece):
        if case .headingStart(let index) = piece { text = withID(index, text) }
        if !text.isEmpty { pieces.append(.html(text)) }
        text = ""
        pieces.append(piece)
      }
    }
    if !text.isEmpty { pieces.append(.html(text)) }
    return pieces
  }
}
