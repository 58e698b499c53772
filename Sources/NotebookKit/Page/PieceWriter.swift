import Diagnostics
import Expressions
import Formulas
import Markup

/// Puts the pieces of a notebook together: prose, results, values, formulas and references.
struct PieceWriter {
  private let report: Report
  private let numbering: Numbering
  let data: PageData
  private let headings: [Heading]
  private let nodeLabels: Set<String>
  let citations: CitationMarkup
  private let notes: NoteMarkup
  /// The titles of sections by their ids.
  private var sections: [String: String] = [:]

  init(_ report: Report, _ numbering: Numbering) {
    self.report = report
    self.numbering = numbering
    data = PageData(report)
    headings = report.notebook.prose.headings
    nodeLabels = Set(report.plan.nodes.compactMap(\.label))
    citations = CitationMarkup(report)
    notes = NoteMarkup(report.notebook.prose, numbering)
    for (heading, text) in zip(headings, headingTexts) where sections[heading.id] == nil { sections[heading.id] = text }
  }

  /// The notebook's text with everything in place.
  var body: String {
    // Footnotes stand behind everything else.
    let pieces = report.prose.prose.pieces
    let parts = pieces.split(omittingEmptySubsequences: false) { if case .noteStart = $0 { true } else { false } }
    let started = pieces.compactMap { if case .noteStart(let index) = $0 { index } else { nil } }
    var texts: [Int: String] = [:]
    for (index, part) in zip(started, parts.dropFirst()) { texts[index] = write(part, report.prose, isMain: true) }
    return write(parts.first ?? [], report.prose, isMain: true) + notes.list(texts) + citations.list
  }

  /// A prose of one paragraph, without the paragraph.
  func inline(_ prose: FilledProse) -> String {
    let text = write(prose, isMain: false)
    guard text.hasPrefix("<p>"), text.hasSuffix("</p>\n"), !text.dropFirst(3).contains("<p>") else { return text }
    return String(text.dropFirst(3).dropLast(5))
  }

  func block(_ prose: FilledProse) -> String { write(prose, isMain: false) }

  // MARK: Headings

  /// What stands in each heading.
  private var headingHTML: [String] {
    var texts = Array(repeating: "", count: headings.count)
    var current: Int?
    for piece in report.prose.prose.pieces {
      switch piece {
      case .headingStart(let index): current = index
      case .headingEnd: current = nil
      case .noteReference: break
      default: if let current { texts[current] += write(piece, report.prose, isMain: false) }
      }
    }
    return texts.map { $0.split(separator: "\n").joined(separator: " ") }
  }

  var headingTexts: [String] { headingHTML.map { Escaping.plainText(ofHTML: $0) } }

  /// The list of contents, for pages with more than one section.
  var contents: String {
    let levels = headings.map(\.level)
    guard headings.count > 1, let top = levels.min() else { return "" }
    let texts = headingHTML
    let word = report.notebook.frontMatter.words.contents
    var text = "<nav class=\"contents\" aria-label=\"\(word)\"><details open><summary>\(word)</summary>\n"
    var depth = top - 1
    for (index, heading) in headings.enumerated() where heading.level <= top + 1 {
      while depth < heading.level {
        text += "<ol>"
        depth += 1
      }
      while depth > heading.level {
        text += "</li></ol>"
        depth -= 1
      }
      if text.hasSuffix("</a>") || text.hasSuffix("</ol>") { text += "</li>\n" }
      let number = sectionNumber(index)
      text += "<li><a href=\"#\(heading.id)\">\(number)\(withoutLinks(texts[index]))</a>"
    }
    while depth > top - 1 {
      text += "</li></ol>"
      depth -= 1
    }
    return text + "\n</details></nav>\n"
  }

  /// A link may not stand in a link.
  private func withoutLinks(_ html: String) -> String {
    guard html.contains("<a ") else { return html }
    var text = ""
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      let close = rest[open...].firstIndex(of: ">") ?? rest.index(before: rest.endIndex)
      let tag = rest[open...close]
      if !tag.hasPrefix("<a ") && tag != "</a>" { text += tag }
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  // MARK: Pieces

  private func write(_ filled: FilledProse, isMain: Bool) -> String {
    write(filled.prose.pieces[...], filled, isMain: isMain)
  }

  private func write(_ pieces: ArraySlice<Piece>, _ filled: FilledProse, isMain: Bool) -> String {
    var text = ""
    // Whether the next piece stands in an attribute, such as the alternative text of an image.
    var isInTag = false
    // What is left of the next piece, where its beginning belongs to the one before.
    var rest: Substring?
    for (index, piece) in zip(pieces.indices, pieces) {
      guard case .html(let html) = piece else {
        var written = write(piece, filled, isMain: isMain, isInTag: isInTag)
        if !isInTag, isNumber(piece, filled), index + 1 < pieces.endIndex, case .html(let html) = pieces[index + 1] {
          var after = html[...]
          if case .formula = piece, !written.hasPrefix("<span") {
            written = Bonds.formula(written, before: &text, after: &after)
          }
          rest = Bonds.afterNumber(after)[...]
        }
        text += written
        continue
      }
      if let last = html.utf8.last(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) {
        isInTag = last == UInt8(ascii: "<")
      }
      text += Bonds.units(rest ?? html[...])
      rest = nil
    }
    return text
  }

  private func write(_ piece: Piece, _ filled: FilledProse, isMain: Bool, isInTag: Bool = false) -> String {
    switch piece {
    case .html(let html): return Bonds.units(html[...])
    case .call(let index): return isMain ? NodeWriter(report, numbering, self, data).html(index) : ""
    case .value(let index):
      let text = filled.values[index].map(filled.prose.values[index].plain)
      if isInTag { return Escaping.escaped(text ?? "?") }
      return text.map(Escaping.escaped) ?? "<span class=\"unknown\" title=\"this value could not be computed\">?</span>"
    case .formula(let index): return formula(index, filled, isInTag)
    case .reference(let index): return reference(filled.prose.references[index].label, isInTag)
    case .citation(let index): return citation(filled.prose.citations[index], isInTag)
    case .noteReference(let index):
      return notes.reference(index, filled.prose.noteReferences[index].label, isMain: isMain, isInTag: isInTag)
    case .noteStart: return ""
    case .exhibit(let index): return isMain ? exhibitNumber(index, filled.prose.exhibits[index]) : ""
    case .headingStart(let index): return isMain ? sectionNumber(index) : ""
    case .headingEnd(let index):
      guard isMain else { return "" }
      return "<a class=\"anchor\" href=\"#\(headings[index].id)\" aria-label=\"Link to this section\">#</a>"
    }
  }

  /// Whether it is a value, or a formula in a line.
  private func isNumber(_ piece: Piece, _ filled: FilledProse) -> Bool {
    switch piece {
    case .formula(let index): !filled.prose.formulas[index].isDisplay
    case .value: true
    default: false
    }
  }

  private func formula(_ index: Int, _ filled: FilledProse, _ isInTag: Bool) -> String {
    let written = filled.prose.formulas[index]
    if isInTag { return Escaping.escaped(written.plain(values: filled.formulaValues[index])) }
    let formula = written.typeset(values: filled.formulaValues[index].isEmpty ? [nil] : filled.formulaValues[index])
    guard written.isDisplay else {
      // A long formula in a line scrolls by itself on a telephone: mathematics does not wrap.
      return written.tex.text.count > 40
        ? "<span class=\"long\" tabindex=\"0\">\(formula.math.html)</span>" : formula.math.html
    }
    guard let label = written.label, let number = numbering.equations[index] else {
      return "<span class=\"equation\" tabindex=\"0\">\(formula.math.html)</span>"
    }
    let anchor = "<a class=\"number\" href=\"#\(label.text)\">(\(number))</a>"
    return "<span class=\"equation\" id=\"\(label.text)\" tabindex=\"0\">\(formula.math.html)\(anchor)</span>"
  }

  /// `Figure 3. ` with a link to itself.
  private func exhibitNumber(_ index: Int, _ exhibit: Exhibit) -> String {
    guard let (kind, number) = numbering.exhibits[index] else { return "" }
    let text = "\(kind.word(report.notebook.frontMatter.words))\u{A0}\(number)."
    return exhibit.label.map { "<a class=\"label\" href=\"#\($0.text)\">\(text)</a> " }
      ?? "<span class=\"label\">\(text)</span> "
  }

  private func sectionNumber(_ index: Int) -> String {
    numbering.sections[index].map { "<span class=\"section-number\">\($0)</span> " } ?? ""
  }

  /// Labels win over keys of the bibliography.
  private func reference(_ label: String, _ isInTag: Bool) -> String {
    guard let text = labelText(label) else {
      if citations.works.has(label) { return citations.inSentence(label, isInTag: isInTag) }
      return unknown(label, isInTag)
    }
    return isInTag ? Escaping.escaped(text) : "<a class=\"ref\" href=\"#\(label)\">\(Escaping.escaped(text))</a>"
  }

  private func unknown(_ label: String, _ isInTag: Bool) -> String {
    isInTag ? "?" : "<span class=\"unknown\">@\(Escaping.escaped(label))</span>"
  }

  func labelText(_ label: String) -> String? {
    if let numbered = numbering.text(label) { return numbered.split(separator: " ").joined(separator: "\u{A0}") }
    if let title = sections[label] { return quoted(title) }
    return nodeLabels.contains(label) ? label : nil
  }

  private func quoted(_ title: String) -> String {
    let words = report.notebook.frontMatter.words
    return "\(words.section) \(words.quotes[0])\(title)\(words.quotes[1])"
  }

  /// `(see Izhikevich, 2003, p. 3; Euler, 1768)`, and `[Section 2]` where only labels stand in the brackets.
  private func citation(_ citation: Citation, _ isInTag: Bool) -> String {
    let texts = citation.items.map { item -> String in
      let key = item.key.text
      let text =
        labelText(key) != nil
        ? reference(key, isInTag)
        : citations.works.has(key) ? citations.inList(item, isInTag: isInTag) : unknown(key, isInTag)
      let prefix = item.prefix.map { Self.joined($0, by: " ") + " " } ?? ""
      return prefix + text + (item.locator.map { ", " + Self.joined($0, by: "\u{A0}") } ?? "")
    }
    let keys = citation.items.map(\.key.text)
    guard citation.isBracketed else {
      if citations.works.has(keys[0]) { return citations.inSentence(keys[0], isInTag: isInTag) }
      return report.notebook.bibliography.isGiven ? unknown(keys[0], isInTag) : Escaping.escaped("@" + keys[0])
    }
    let hasWorks = keys.contains { labelText($0) == nil }
    return (hasWorks ? "(" : "[") + texts.joined(separator: "; ") + (hasWorks ? ")" : "]")
  }

  private static func joined(_ text: Fragment, by space: String) -> String {
    Escaping.escaped(text.text.split(whereSeparator: \.isWhitespace).joined(separator: space))
  }
}
