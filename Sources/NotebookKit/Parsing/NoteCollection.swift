import Diagnostics

/// The definitions of footnotes, `[^label]: text`, moved behind the rest of the text.
///
/// CommonMark would make links of them. A definition is its line, the lines of its paragraph, and the lines behind blank
/// ones that are indented by four spaces: those may hold paragraphs, lists, tables and formulas.
struct NoteCollection {
  private(set) var text: Fragment
  private(set) var notes: [Note] = []
  /// The line, from 0, of the comment that stands before each note.
  private(set) var lines: [Int: Int] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private let plain: Source
  private var places: [String: Location] = [:]
  private var bodies: [[[Fragment.Run]]] = []

  init(_ written: Fragment) {
    text = written
    plain = Source(path: written.source.path, bytes: written.bytes)
    guard written.bytes[...].firstRange(of: Array("[^".utf8)) != nil,
      written.bytes[...].firstRange(of: Array("]:".utf8)) != nil
    else { return }
    let code = codeLines()
    var kept: [[Fragment.Run]] = []
    var index = 0
    while index < plain.lineCount {
      let line = plain.lineRange(index)
      if !code.contains(index), let (label, body, indent) = definition(line) {
        let end = self.end(of: index, indent, code)
        add(label, first: body, rest: index + 1..<end, indent)
        // The place where it stood still ends the paragraph before it.
        kept.append([])
        index = end
        continue
      }
      kept.append(written.runs(line))
      index += 1
    }
    if bodies.isEmpty { return }
    let comment = Source(path: plain.path, text: "<!-- -->")
    for (index, body) in bodies.enumerated() {
      kept.append([])
      lines[kept.count] = index
      kept.append([Fragment.Run(comment, 0..<comment.bytes.count)])
      kept += body
    }
    text = Fragment(lines: kept, of: written.source)
  }

  private func codeLines() -> Set<Int> {
    var found: Set<Int> = []
    guard let document = CommonMark(plain.text, isSmart: false) else { return found }
    for node in document.nodes where node.kind == .codeBlock {
      found.formUnion(node.startLine - 1...max(node.startLine, node.endLine) - 1)
    }
    return found
  }

  /// The label, the text behind it on its line, and how far it is indented.
  private mutating func definition(_ line: Range<Int>) -> (label: Range<Int>, body: Range<Int>, indent: Int)? {
    let bytes = plain.bytes
    guard let open = bytes[line].firstRange(of: Array("[^".utf8)) else { return nil }
    let before = bytes[line.lowerBound..<open.lowerBound]
    guard before.allSatisfy({ Array(" >-*+".utf8).contains($0) }),
      let close = bytes[open.upperBound..<line.upperBound].firstIndex(of: UInt8(ascii: "]")),
      close > open.upperBound, close + 1 < line.upperBound, bytes[close + 1] == UInt8(ascii: ":"),
      !bytes[open.upperBound..<close].contains(where: {
        $0 == 0x20 || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "^")
      })
    else { return nil }
    if let sign = before.first(where: { $0 != 0x20 }) {
      diagnostics.append(
        .error(
          "a footnote is defined inside a \(sign == UInt8(ascii: ">") ? "quote" : "list")",
          at: text.location(open.lowerBound..<close + 2),
          hint: "begin a line of its own with '[^\(plain.text(in: open.upperBound..<close))]: '"))
    }
    return (open.upperBound..<close, close + 2..<line.upperBound, before.count)
  }

  private func isBlank(_ index: Int) -> Bool {
    plain.bytes[plain.lineRange(index)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private func indent(_ index: Int) -> Int {
    var width = 0
    for byte in plain.bytes[plain.lineRange(index)] {
      if byte == 0x20 { width += 1 } else if byte == 0x09 { width += 4 - width % 4 } else { break }
    }
    return width
  }

  /// The first line that is no longer part of the note.
  private mutating func end(of first: Int, _ indent: Int, _ code: Set<Int>) -> Int {
    var end = first + 1
    var index = first + 1
    var isInParagraph = true
    while index < plain.lineCount {
      if isBlank(index) {
        isInParagraph = false
      } else if self.indent(index) >= indent + 4 {
        isInParagraph = true
        end = index + 1
      } else if isInParagraph, !code.contains(index), !beginsBlock(index), definition(plain.lineRange(index)) == nil {
        end = index + 1
      } else {
        break
      }
      index += 1
    }
    return end
  }

  /// Whether a line that is not indented cannot go on with the paragraph of a note.
  private func beginsBlock(_ index: Int) -> Bool {
    let text = plain.line(index).trimmingBlanks
    if ["#", ">", "```", "~~~", "<", "|", "- ", "* ", "+ ", "$$", "---", "***"].contains(where: { text.hasPrefix($0) })
    {
      return true
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    return !digits.isEmpty && [". ", ") "].contains(String(text.dropFirst(digits.count).prefix(2)))
  }

  private mutating func add(_ label: Range<Int>, first: Range<Int>, rest: Range<Int>, _ indent: Int) {
    let name = plain.text(in: label)
    if let earlier = places[name] {
      diagnostics.append(
        .error(
          "the footnote '\(name)' is defined twice", at: text.location(label),
          notes: [Diagnostic.Note("first here", at: earlier)]))
      return
    }
    places[name] = text.location(label)
    notes.append(Note(label: text.slice(label)))
    var body = [text.runs(text.trimmed(first))]
    for index in rest {
      let line = plain.lineRange(index)
      var start = line.lowerBound
      var width = 0
      while start < line.upperBound, width < indent + 4, plain.bytes[start] == 0x20 || plain.bytes[start] == 0x09 {
        width += plain.bytes[start] == 0x09 ? 4 - width % 4 : 1
        start += 1
      }
      body.append(text.runs(start..<line.upperBound))
    }
    bodies.append(body)
  }
}
