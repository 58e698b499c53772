import Diagnostics

/// What means something in LaTeX or elsewhere, and would stand on the page as it is.
extension ProseParser {
  mutating func advise(_ paragraph: CommonMark.Node) {
    adviseOnHeading(paragraph)
    let lines = lines(of: paragraph)
    let range = plain.lineRange(lines.lowerBound).lowerBound..<plain.lineRange(lines.upperBound).upperBound
    adviseOnFences(lines)
    adviseOnOpenings(lines)
    guard plain.bytes[range].contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "{") }) else { return }
    var text = ""
    var child = paragraph.firstChild
    while let node = child {
      text += node.kind == .text ? node.literal : node.kind == .softBreak ? "\n" : "\u{FFFC}"
      child = node.next
    }
    // Nearly no paragraph has one, and an expression takes longer to be read than the paragraph.
    if text.contains("\u{FFFC}{") { adviseOnAttributes(text, paragraph) }
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

  /// A line that was to begin a block, and does not: ` ``yaml {plot} `, `'''yaml {plot}`, `{plot #p}`.
  private mutating func adviseOnOpenings(_ lines: ClosedRange<Int>) {
    let text = plain.line(lines.lowerBound)
    let next = lines.lowerBound + 1
    let below = next < plain.lineCount ? plain.line(next) : ""
    let name: Substring
    if let match = text.wholeMatch(of: #/ {0,3}[`'´‘’"~]{1,5} ?ya?ml ?\{ ?([a-z]+)[^}]*\} */#) {
      name = match.output.1
    } else if let match = text.wholeMatch(of: #/ {0,3}\{ ?([a-z]+)( +#[a-z0-9-]+)? ?\} */#),
      below.hasPrefix("- ") || below.firstMatch(of: #/^[a-z-]+:( |$)/#) != nil
    {
      name = match.output.1
    } else {
      return
    }
    guard reading.directives.contains(String(name)) else { return }
    hasBrokenOpening = true
    diagnostics.append(
      .error(
        "this line begins no block", at: place(ofLine: lines.lowerBound),
        hint: "write '```yaml {\(name) #label}', with three backticks before and after the block"))
  }

  /// `::: {.callout-note}`, a box of Quarto and Pandoc.
  private mutating func adviseOnFences(_ lines: ClosedRange<Int>) {
    for index in lines {
      let line = place(ofLine: index)
      let bytes = line.source.bytes[line.range]
      guard bytes.starts(with: Array(":::".utf8)) else { continue }
      let isEnd = bytes.allSatisfy { $0 == UInt8(ascii: ":") }
      if isEnd { continue }
      diagnostics.append(
        .warning(
          "':::' is Quarto, and stands on the page as it is", at: line,
          hint: "a box is a quote that begins with '> [!NOTE]', or TIP, IMPORTANT, WARNING, CAUTION"))
    }
  }

  /// `![a neuron](neuron.png){width=50%}`
  private mutating func adviseOnAttributes(_ text: String, _ paragraph: CommonMark.Node) {
    for match in text.matches(of: #/\u{FFFC}(\{[.#a-z][^}\n]*\})/#) {
      let words = match.output.1.dropFirst().dropLast().split(separator: " ")
      // That one is an error already.
      if words.contains(where: { $0.hasPrefix("#") && !Fence.isLabel(String($0.dropFirst())) }) { continue }
      diagnostics.append(
        .warning(
          "these attributes are Quarto's, and stand on the page as they are",
          at: place(of: String(match.output.1), at: paragraph),
          hint:
            "an image on a line of its own takes '{#fig-name width=60%}': a label, and how much of the text's width it has"
        ))
    }
  }
}
