import Diagnostics
import Expressions
import Markup

/// A prose as its author wrote it, with what only we understand filled in: values, references, citations, numbers of
/// equations. All else, formulas and footnotes among it, is Markdown that GitHub shows.
struct FilledText {
  private let pieces: PieceWriter
  /// The word before an equation's number.
  private let equation: String
  private let solution: String
  private let words: PageWords
  private let numbering: Numbering
  /// The ids of headings that something refers to.
  private let named: Set<String>
  /// Where the image of a path is.
  private let images: [String: String]
  /// How the names of other notebooks' pages end.
  private let pages: String

  /// - Parameter pages: how the names of other notebooks' pages end, beside which it stands.
  init(
    _ report: Report, _ pieces: PieceWriter, _ numbering: Numbering, images: [String: String] = [:],
    pages: String = "md"
  ) {
    self.pages = pages
    self.pieces = pieces
    self.numbering = numbering
    self.images = images
    let words = report.notebook.frontMatter.words
    self.words = words
    (equation, solution) = (words.equation, words.solution)
    let proses = report.plan.proses
    named = Set(
      proses.flatMap { ($0.references + $0.links).map(\.label) + $0.citations.flatMap { $0.items.map(\.key.text) } })
  }

  /// A paragraph on one line: a caption.
  func line(_ filled: FilledProse) -> String {
    text(filled).split(whereSeparator: \.isNewline).map { $0.trimmingBlanks }.joined(separator: " ")
  }

  func text(_ filled: FilledProse) -> String {
    edits(of: filled, isMain: false).applied(to: filled.prose.written, filled.prose.written.range)
  }

  /// Parts of the notebook's text.
  ///
  /// - Parameter text: the same text in another order of its pieces, or as it stands in the file.
  func texts(_ filled: FilledProse, _ ranges: [Range<Int>], in text: Fragment? = nil) -> [String] {
    let edits = edits(of: filled, isMain: true)
    return ranges.map { edits.applied(to: text ?? filled.prose.written, $0) }
  }

  private func edits(of filled: FilledProse, isMain: Bool) -> TextEdits {
    let prose = filled.prose
    var edits = TextEdits()
    for (value, known) in zip(prose.values, filled.values) {
      edits.replace(value.location, with: MarkdownText.escaped(known.map(value.plain) ?? "?"))
    }
    for (index, formula) in prose.formulas.enumerated() {
      for ((_, value), known) in zip(formula.values, filled.formulaValues[index]) {
        edits.replace(value.location, with: known.map(value.tex) ?? "\\text{?}")
      }
      guard isMain, let label = formula.label, let number = numbering.equations[index] else { continue }
      edits.removeAttribute(label.location)
      let end = formula.tex.location.range.upperBound
      edits.replace(end..<end, in: formula.tex.location.source, with: " \\tag{\(number)}", isBehind: true)
    }
    for reference in prose.references { edits.replace(reference.location, with: self.reference(reference.label)) }
    for citation in prose.citations { edits.replace(citation.location, with: text(citation)) }
    guard isMain else { return edits }
    for link in prose.pageLinks {
      let parts = link.text.split(separator: ".html", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { edits.replace(link, with: parts[0] + "." + pages + parts[1]) }
    }
    // What is folded on the page begins with a word.
    for fold in prose.folds { edits.replace(fold, with: "*\(solution).*") }
    for heading in prose.headings { add(heading, &edits) }
    for image in prose.images {
      if let path = images[image.path] { edits.replace(image.location, with: path) }
    }
    for width in prose.widths { edits.replace(width, with: "") }
    for (index, exhibit) in prose.exhibits.enumerated() { add(index, exhibit, &edits) }
    return edits
  }

  /// `**Figure 3.** caption`: below an image, whose caption stands in its brackets, and over the caption of a table.
  private func add(_ index: Int, _ exhibit: Exhibit, _ edits: inout TextEdits) {
    guard let (kind, number) = numbering.exhibits[index] else { return }
    let source = exhibit.location.source
    let anchor = exhibit.label.map { "<a id=\"\($0.text)\"></a>" } ?? ""
    let text = "\(anchor)**\(kind.word(words)) \(number).** "
    switch exhibit.kind {
    case .figure:
      let caption = exhibit.caption.map { edits.applied(to: $0, 0..<$0.bytes.count) } ?? ""
      // A line of the same paragraph, with what holds it in a list or quote.
      let line = source.lineRange(source.lineIndex(of: exhibit.location.range.lowerBound))
      let held = source.bytes[line].prefix { $0 != UInt8(ascii: "!") }.map { $0 == UInt8(ascii: ">") ? ">" : " " }
        .joined()
      edits.replace(exhibit.location, with: "\\\n" + held + text + caption)
    case .table:
      let start = exhibit.location.range.lowerBound
      edits.replace(start..<start + 2, in: source, with: text)
      if let braces = exhibit.attributes?.range {
        edits.replace(max(braces.lowerBound, start + 2)..<braces.upperBound, in: source, with: "")
      }
    }
  }

  /// GitHub's own ids of headings are not ours.
  private func add(_ heading: Heading, _ edits: inout TextEdits) {
    if heading.isNamed { edits.removeAttribute(heading.idLocation) }
    guard named.contains(heading.id) else { return }
    let bytes = heading.location.source.bytes
    var start = heading.location.range.lowerBound
    while start < bytes.count, bytes[start] == UInt8(ascii: "#") || bytes[start] == 0x20 { start += 1 }
    edits.replace(start..<start, in: heading.location.source, with: "<a id=\"\(heading.id)\"></a>")
  }

  // MARK: References

  private func reference(_ label: String) -> String {
    guard let text = pieces.labelText(label) else {
      let works = pieces.citations.works
      return works.has(label) ? MarkdownText.escaped("\(works.authors(label)) (\(works.year(label)))") : "\\@" + label
    }
    // GitHub keeps no anchors in formulas.
    if text.hasPrefix(equation) { return MarkdownText.escaped(text) }
    return "[\(MarkdownText.escaped(text))](#\(label))"
  }

  private func text(_ citation: Citation) -> String {
    let works = pieces.citations.works
    let texts = citation.items.map { item -> String in
      let key = item.key.text
      let known = pieces.labelText(key) == nil && works.has(key)
      let text = known ? MarkdownText.escaped(works.inList(item)) : reference(key)
      return (item.prefix.map { MarkdownText.escaped($0.text) + " " } ?? "") + text
        + (item.locator.map { ", " + MarkdownText.escaped($0.text) } ?? "")
    }
    guard citation.isBracketed else { return reference(citation.items[0].key.text) }
    let hasWorks = citation.items.contains { pieces.labelText($0.key.text) == nil }
    return hasWorks ? "(" + texts.joined(separator: "; ") + ")" : texts.joined(separator: "; ")
  }
}
