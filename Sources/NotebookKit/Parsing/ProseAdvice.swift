import Diagnostics

/// What means something in LaTeX or elsewhere, and would stand on the page as it is.
extension ProseParser {
  mutating func advise(_ paragraph: CommonMark.Node) {
    var text = ""
    var child = paragraph.firstChild
    while let node = child {
      text += node.kind == .text ? node.literal : node.kind == .softBreak ? "\n" : "\u{FFFC}"
      child = node.next
    }
    // A sign that was escaped has lost its backslash in the text.
    if place(ofLine: lines(of: paragraph).lowerBound).text.hasPrefix("#"),
      let match = text.prefixMatch(of: #/#{1,6}\w[^\n]*/#)
    {
      warn(
        "a heading has a blank behind its '#'", String(match.output), paragraph,
        hint: "write '# \(match.output.drop { $0 == "#" })', or '\\#' for the sign itself")
    }
    for match in text.matches(of: #/\\(ref|cref|Cref|autoref|eqref|cite|citep|citet|label)\{([^}\n]*)\}/#) {
      let (command, name) = (match.output.1, match.output.2)
      let instead =
        command == "label"
        ? "a heading or block is named by '{#\(name)}'"
        : command.hasPrefix("cite") ? "write '[@\(name)]'" : "write '@\(name)'"
      warn("'\\\(command)' is LaTeX, and stands on the page as it is", String(match.output.0), paragraph, hint: instead)
    }
  }

  private mutating func warn(_ message: String, _ text: String, _ node: CommonMark.Node, hint: String) {
    diagnostics.append(.warning(message, at: place(of: text, at: node), hint: hint))
  }
}
