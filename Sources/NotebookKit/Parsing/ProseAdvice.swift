import Diagnostics

/// What means something in LaTeX or elsewhere, and would stand on the page as it is.
extension ProseParser {
  mutating func advise(_ paragraph: CommonMark.Node) {
    adviseOnHeading(paragraph)
    let lines = lines(of: paragraph)
    let range = plain.lineRange(lines.lowerBound).lowerBound..<plain.lineRange(lines.upperBound).upperBound
    guard plain.bytes[range].contains(UInt8(ascii: "\\")) else { return }
    var text = ""
    var child = paragraph.firstChild
    while let node = child {
      text += node.kind == .text ? node.literal : node.kind == .softBreak ? "\n" : "\u{FFFC}"
      child = node.next
    }
    // Nearly no paragraph has one, and an expression takes longer to be read than the paragraph.
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return }
    for match in text.matches(of: #/\\(ref|cref|Cref|autoref|eqref|cite|citep|citet|label)\{([^}\n]*)\}/#) {
      let (command, name) = (match.output.1, match.output.2)
      let instead =
        command == "label"
        ? "a heading or block is named by '{#\(name)}'"
        : command.hasPrefix("cite") ? "write '[@\(name)]'" : "write '@\(name)'"
      diagnostics.append(
        .warning(
          "'\\\(command)' is LaTeX, and stands on the page as it is",
          at: place(of: String(match.output.0), at: paragraph), hint: instead))
    }
  }

  /// `#Heading`, which is a heading elsewhere. A sign that is meant as one has a backslash in the text.
  private mutating func adviseOnHeading(_ paragraph: CommonMark.Node) {
    let line = place(ofLine: lines(of: paragraph).lowerBound)
    let bytes = line.source.bytes[line.range]
    let level = bytes.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level), let next = bytes.dropFirst(level).first, next != 0x20, next != 0x09 else { return }
    let title = String(decoding: bytes.dropFirst(level), as: UTF8.self)
    guard title.first?.isLetter == true else { return }
    diagnostics.append(
      .warning(
        "a heading has a blank behind its '#'", at: line,
        hint: "write '\(String(repeating: "#", count: level)) \(title)', or '\\#' for the sign itself"))
  }
}
