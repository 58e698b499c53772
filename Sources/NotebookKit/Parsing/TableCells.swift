import Diagnostics
import Markup

/// How tables pass through libcmark: a placeholder stands where the table is, and each cell is a paragraph of its own before
/// the first line of the text, so that links defined anywhere are known in it.
extension ProseParser {
  mutating func add(_ table: PipeTable) {
    var table = table
    table.placeholder = mark(.text(""))
    tables.append(table)
    cells += table.rows.joined()
    for cell in table.rows.joined() {
      for index in cell.dropLast()
      where plain.bytes[index] == UInt8(ascii: "\\") && plain.bytes[index + 1] == UInt8(ascii: "|") {
        barEscapes.insert(index)
      }
      scan(cell)
    }
  }

  /// Each line of the table stays a line of its paragraph.
  func tableCuts(_ table: PipeTable) -> [Cut] {
    var text = table.placeholder
    for index in table.lines.dropFirst() {
      text += "\n" + plain.line(index).prefix { $0 == " " || $0 == ">" } + table.placeholder
    }
    return [Cut(range: table.start..<plain.lineRange(table.lines.upperBound).upperBound, replacement: text)]
  }

  /// The cells, one on each second line.
  func tableCellText() -> String {
    if tables.isEmpty { return "" }
    let escapes = barEscapes.map { Cut(range: $0..<$0 + 1, replacement: "") }
    let sorted = (cuts + escapes).sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    var text = ""
    var next = 0
    for cell in cells {
      while next < sorted.count, sorted[next].range.lowerBound < cell.lowerBound { next += 1 }
      let own = sorted[next...].prefix { $0.range.lowerBound < cell.upperBound }
      // A caption may go over lines.
      let written = masked(cell, Array(own)).split(whereSeparator: \.isNewline).joined(separator: " ")
      text += "\(Self.cellMark) \(written)\n\n"
    }
    return text
  }

  /// The cell that stands on a line before the first: its place in the text.
  func cell(onLine line: Int) -> Range<Int>? {
    if line > 0 { return nil }
    let index = (line + 2 * cells.count - 1) / 2
    return cells.indices.contains(index) ? cells[index] : nil
  }

  /// Puts the tables into their places, and takes the cells from theirs.
  mutating func replaceTables(_ document: borrowing CommonMark) {
    if tables.isEmpty { return }
    var texts: [String] = []
    var cellNodes: [CommonMark.Node] = []
    var places: [String: CommonMark.Node] = [:]
    for node in document.nodes {
      if node.kind == .paragraph, node.startLine <= 0 {
        cellNodes.append(node)
        texts.append(Self.content(node.html(isSmart: isSmart)))
      } else if node.kind == .text, let first = node.literal.unicodeScalars.first, first.value >= Self.firstMark {
        let sign = String(Character(first))
        if places[sign] == nil { places[sign] = node }
      }
    }
    for node in cellNodes { document.remove(node) }
    var next = 0
    for table in tables {
      let inside = table.rows.count * table.alignments.count
      let count = inside + (table.exhibit == nil ? 0 : 1)
      let own = texts[min(next, texts.count)..<min(next + count, texts.count)]
      next += count
      guard let place = places[table.placeholder], own.count == count else { continue }
      var html = Self.html(Array(own.prefix(inside)), table.alignments)
      if let exhibit = table.exhibit, let caption = own.last { html = self.html(exhibit, html, caption: caption) }
      if let paragraph = place.parent, paragraph.kind == .paragraph {
        document.splitParagraph(before: place)
        document.replace(paragraph, withHTML: html)
      } else {
        document.replaceInline(place, withHTML: html)
      }
    }
  }

  /// What stands in the paragraph of a cell, behind its mark.
  static func content(_ html: String) -> String {
    var scalars = html.unicodeScalars[...]
    for sign in "<p>".unicodeScalars where scalars.first == sign { scalars.removeFirst() }
    if scalars.first == cellMark { scalars.removeFirst() }
    if scalars.first == " " { scalars.removeFirst() }
    let end = "</p>\n"
    let text = String(String.UnicodeScalarView(scalars))
    return text.hasSuffix(end) ? String(text.dropLast(end.count)) : text
  }

  private static func html(_ cells: [String], _ alignments: [PipeTable.Alignment?]) -> String {
    let columns = alignments.count
    func row(_ cells: ArraySlice<String>, isHead: Bool) -> Markup {
      .tag(
        "tr", [:],
        zip(cells, alignments).map { cell, alignment in
          // A name that is empty names nothing.
          var markup = Markup.tag(isHead && !cell.isEmpty ? "th" : "td", [:], .written(cell))
          if isHead, !cell.isEmpty { markup = markup.adding("scope", "col") }
          if let alignment { markup = markup.adding("class", alignment.rawValue) }
          return markup
        })
    }
    var content = [Markup.tag("thead", [:], row(cells[..<columns], isHead: true))]
    let rows = stride(from: columns, to: cells.count, by: columns).map { row(cells[$0..<$0 + columns], isHead: false) }
    if !rows.isEmpty { content.append(.tag("tbody", [:], rows)) }
    return Markup.tag("div", ["class": "wide written", "tabindex": "0"], .tag("table", [:], content)).html + "\n"
  }
}
