package import Diagnostics

/// An image or a table of the text that has a number among the page's figures and tables.
package struct Exhibit: Sendable {
  package enum Kind: Sendable { case figure, table }

  package let kind: Kind
  package let label: Fragment?
  /// Its caption, or the braces where the label stands.
  package let location: Location
  /// Of an image: what stands in its brackets.
  let caption: Fragment?
  /// `{#label width=50%}`, with the blanks before it.
  let attributes: Location?
}

/// Captions and labels as Pandoc and Quarto have them: `![caption](file.png){#fig-a width=60%}` on a line of its own, and
/// `: caption {#tbl-a}` below a table.
extension ProseParser {
  /// What an image that is a paragraph is shown as.
  struct ImageLayout {
    var exhibit: Int?
    /// In percent of the text's width.
    var width: Int?
  }

  private struct Attributes {
    let range: Range<Int>
    var label: Fragment?
    var width: Int?
  }

  /// The braces at the end of a paragraph that is nothing but an image.
  mutating func addImage(_ paragraph: CommonMark.Node, _ lines: ClosedRange<Int>) {
    guard let image = paragraph.firstChild, image.kind == .image, let text = image.next, text.kind == .text,
      text.next == nil, text.literal.trimmingBlanks.hasPrefix("{"), !text.literal.trimmingBlanks.hasPrefix("{{")
    else { return }
    let last = content(lines.upperBound)
    guard let found = attributes(last, takesWidth: true) else { return }
    cut(found.range, "")
    var layout = ImageLayout(width: found.width)
    if let label = found.label {
      let inside = inBrackets(content(lines.lowerBound).lowerBound + 2..<found.range.lowerBound)
      layout.exhibit = add(.figure, label, fragment.location(found.range), found.range, fragment.slice(inside))
    } else {
      widths.append(fragment.location(found.range))
    }
    layouts[lines.lowerBound] = layout
  }

  /// What stands before the bracket that closes an image's caption.
  private func inBrackets(_ range: Range<Int>) -> Range<Int> {
    var (depth, offset) = (1, range.lowerBound)
    while offset < range.upperBound {
      switch plain.bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth == 0 { break }
      offset += 1
    }
    return range.lowerBound..<min(offset, range.upperBound)
  }

  /// How deep in quotes a line is.
  private func quotes(_ line: Int) -> Int {
    plain.bytes[plain.lineRange(line).lowerBound..<content(line).lowerBound].count { $0 == UInt8(ascii: ">") }
  }

  /// Takes a paragraph `: caption {#label}` right below the last table for its caption.
  mutating func takeCaption(_ lines: ClosedRange<Int>) -> Bool {
    let first = content(lines.lowerBound)
    guard plain.bytes[first].starts(with: [UInt8(ascii: ":"), 0x20]) else { return false }
    guard let table = tables.last, table.exhibit == nil, table.lines.upperBound < lines.lowerBound,
      (table.lines.upperBound + 1..<lines.lowerBound).allSatisfy({ content($0).isEmpty }),
      quotes(table.lines.lowerBound) == quotes(lines.lowerBound)
    else {
      if attributes(content(lines.upperBound), takesWidth: false) != nil {
        diagnostics.append(
          .warning(
            "no table stands above this caption", at: fragment.location(first),
            hint: "a caption follows its table: a blank line, and ': caption {#label}'"))
      }
      return false
    }
    addCaption(lines)
    return true
  }

  /// `: caption {#label}` as the last row of a table.
  mutating func warnOfJoinedCaption(_ line: Int) {
    let row = content(line)
    guard plain.bytes[row].starts(with: [UInt8(ascii: ":"), 0x20]), !plain.bytes[row].contains(UInt8(ascii: "|")) else {
      return
    }
    diagnostics.append(
      .warning(
        "this is a row of the table", at: fragment.location(row),
        hint: "a caption stands behind a blank line below its table"))
  }

  /// Takes the lines for the caption of the last table.
  private mutating func addCaption(_ lines: ClosedRange<Int>) {
    let whole = content(lines.lowerBound).lowerBound..<content(lines.upperBound).upperBound
    let mistakes = diagnostics.count
    let found = attributes(content(lines.upperBound), takesWidth: false)
    if found == nil, diagnostics.count == mistakes, plain.bytes[whole].last == UInt8(ascii: "}"),
      plain.text(in: whole).contains("{#")
    {
      diagnostics.append(
        .warning(
          "these attributes are Quarto's, and stand on the page as they are", at: fragment.location(whole),
          hint: "a caption ends with '{#tbl-name}', or without"))
    }
    let text = fragment.trimmed(whole.lowerBound + 1..<(found?.range.lowerBound ?? whole.upperBound))
    tables[tables.count - 1].exhibit = add(.table, found?.label, fragment.location(whole), found?.range)
    cells.append(text)
    scan(text)
    cut(whole, "")
  }

  private mutating func add(
    _ kind: Exhibit.Kind, _ label: Fragment?, _ place: Location, _ braces: Range<Int>?, _ caption: Fragment? = nil
  ) -> Int {
    if let label { usedIDs.insert(label.text) }
    exhibits.append(
      Exhibit(kind: kind, label: label, location: place, caption: caption, attributes: braces.map(fragment.location)))
    return exhibits.count - 1
  }

  /// `{#label width=50%}` at the end of a line, if that is all that stands in the braces.
  private mutating func attributes(_ line: Range<Int>, takesWidth: Bool) -> Attributes? {
    let bytes = plain.bytes
    guard bytes[line].last == UInt8(ascii: "}"), let open = bytes[line].lastIndex(of: UInt8(ascii: "{")),
      open == line.lowerBound || bytes[open - 1] != UInt8(ascii: "{")
    else { return nil }
    var start = open
    while start > line.lowerBound, bytes[start - 1] == 0x20 { start -= 1 }
    var found = Attributes(range: start..<line.upperBound)
    let inside = fragment.slice(open + 1..<line.upperBound - 1)
    for word in inside.text.split(separator: " ") {
      if word.hasPrefix("#") {
        let range = open + 1 + word.utf8.distance(from: inside.text.startIndex, to: word.startIndex) + 1
        let label = fragment.slice(range..<range + word.utf8.count - 1)
        guard Fence.isLabel(label.text) else {
          diagnostics.append(
            .error(
              "'\(label.text)' is not a label", at: label.location,
              hint: "a label is small letters, digits and '-', beginning with a letter"))
          return nil
        }
        found.label = label
      } else if takesWidth, let percent = word.wholeMatch(of: #/width=(?:"(\d+)%"|(\d+)%)/#)?.output,
        let width = (percent.1 ?? percent.2).flatMap({ Int($0) }), (1...100).contains(width)
      {
        found.width = width
      } else {
        return nil
      }
    }
    return found.label == nil && found.width == nil ? nil : found
  }

  // MARK: On the page

  /// The exhibit, with its number before its caption.
  mutating func html(_ exhibit: Int, _ content: String, caption: String) -> String {
    let number = mark(.piece(.exhibit(exhibit)))
    let id = exhibits[exhibit].label.map { " id=\"\($0.text)\"" } ?? ""
    let kind = exhibits[exhibit].kind == .figure ? "figure" : "table"
    return
      "<div class=\"exhibit \(kind)\"\(id)>\n<figure>\n\(content)\n<figcaption>\(number)\(caption)</figcaption>\n</figure>\n</div>\n"
  }
}

extension Prose {
  /// The labels of formulas, images and tables of the text, with what they stand for.
  package var labelled: [(label: Fragment, kind: StillKind)] {
    formulas.compactMap(\.label).map { ($0, .equation) }
      + exhibits.compactMap { exhibit in exhibit.label.map { ($0, exhibit.kind == .figure ? .image : .table) } }
  }

  /// What has a label and is no block.
  package enum StillKind: String, Sendable {
    case equation = "an equation"
    case image = "an image"
    case table = "a table"
  }
}
