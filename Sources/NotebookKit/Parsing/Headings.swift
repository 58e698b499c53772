import Diagnostics

/// Headings, and the ids by which they are referred to.
extension ProseParser {
  /// The lines of a heading; libcmark's end of one that is underlined is not to be trusted.
  func headingLines(_ node: CommonMark.Node) -> ClosedRange<Int> {
    let lines = lines(of: node)
    func text(_ index: Int) -> Substring { plain.line(index).drop { $0 == " " || $0 == ">" || $0 == "\t" } }
    if text(lines.lowerBound).hasPrefix("#") { return lines.lowerBound...lines.lowerBound }
    let underline = lines.dropFirst().first { index in
      let text = text(index).trimmingBlanks
      return !text.isEmpty && (text.allSatisfy { $0 == "=" } || text.allSatisfy { $0 == "-" })
    }
    return lines.lowerBound...(underline.map { $0 - 1 } ?? lines.lowerBound)
  }

  mutating func addHeading(_ node: CommonMark.Node) {
    let line = plain.lineRange(min(node.startLine, plain.lineCount) - 1)
    var id: Fragment?
    var end = line.upperBound
    if let (range, label) = headingID(line) {
      id = label
      end = range.lowerBound
      cut(range, "")
    }
    let words = plain.text(in: line).lowercased().split { !($0.isLetter || $0.isNumber) }
    let unique = id?.text ?? uniqueID(words.isEmpty ? "section" : words.joined(separator: "-"))
    usedIDs.insert(unique)
    let place = place(ofLine: lines(of: node).lowerBound)
    let title = plain.text(in: line.lowerBound..<end).drop { "#> \t".contains($0) }.trimmingBlanks
    headings.append(
      Heading(
        level: node.headingLevel, id: unique, isNamed: id != nil, location: place,
        idLocation: id?.location ?? place, title: String(title)))
  }

  /// `{#id}` at the end of a heading, with the blanks before it.
  mutating func headingID(_ line: Range<Int>) -> (Range<Int>, Fragment)? {
    let bytes = plain.bytes
    var end = line.upperBound
    while end > line.lowerBound, [0x20, 0x09, UInt8(ascii: "#")].contains(bytes[end - 1]) { end -= 1 }
    guard end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "}"),
      let open = bytes[line.lowerBound..<end].lastIndex(of: UInt8(ascii: "{"))
    else { return nil }
    guard let label = attribute(fragment.slice(open..<end)) else {
      if bytes[open + 1] == UInt8(ascii: "#") {
        diagnostics.append(
          .error(
            "'\(plain.text(in: open + 2..<end - 1))' is not a label", at: fragment.location(open + 2..<end - 1),
            hint: "a label is small letters, digits and '-', beginning with a letter"))
      }
      return nil
    }
    var start = open
    while start > line.lowerBound, bytes[start - 1] == 0x20 { start -= 1 }
    return (start..<end, label)
  }

  mutating func uniqueID(_ slug: String) -> String {
    var candidate = slug
    while usedIDs.contains(candidate) {
      slugCounts[slug, default: 1] += 1
      candidate = "\(slug)-\(slugCounts[slug] ?? 2)"
    }
    return candidate
  }

  /// Marks where a heading begins and ends.
  mutating func mark(_ node: CommonMark.Node, _ heading: Int, _ document: borrowing CommonMark) {
    document.surround(
      node, with: mark(.piece(.headingStart(heading))), mark(.piece(.headingEnd(heading))))
  }

  /// A heading's tag with its id, if `html` ends with it.
  func withID(_ heading: Int, _ html: String) -> String {
    let tag = "<h\(headings[heading].level)>"
    guard html.utf8.suffix(tag.utf8.count).elementsEqual(tag.utf8) else { return html }
    return html.dropLast() + " id=\"\(headings[heading].id)\">"
  }
}
