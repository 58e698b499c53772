package import Diagnostics

extension Prose {
  /// Reads Markdown. It never fails: mistakes become diagnostics, and what is left still makes a page.
  ///
  /// CommonMark as libcmark reads it, safe, with these extensions, and no others:
  /// - formulas: `$...$`, `` $`...`$ ``, `$$...$$` and ```` ```math ````; directives: ```` ```yaml {name #label} ````;
  /// - `{{ values }}`; `@label`, `@key` and `[@key, p. 3]`; footnotes `[^id]` and `[^id]: text`; `{#id}` behind headings;
  /// - pipe tables, alerts (`> [!NOTE]`) and task lists (`- [x]`), as on GitHub;
  /// - captions and labels of images and tables, as in Quarto;
  /// - headings have ids; local images become part of the page, and remote ones are errors;
  /// - raw HTML leaves nothing behind, where libcmark leaves a comment that says so.
  ///
  /// - Parameters:
  ///   - directives: the names of all directives, to tell a near miss from a listing.
  ///   - isSmart: whether quotes and dashes become typographic.
  package init(parsing fragment: Fragment, directives: [String] = [], isSmart: Bool = true, files: Files? = nil) {
    var reading = ProseReading(Surroundings(files, notebook: fragment.source))
    reading.directives = directives
    reading.isSmart = isSmart
    var parser = ProseParser(fragment, reading)
    self = parser.prose()
  }
}

/// How a prose is to be read.
struct ProseReading {
  var directives: [String] = []
  var isSmart = true
  var words = PageWords(language: "en")
  /// How deep quotes and lists may stand in one another.
  var nesting = Limits()[.nesting]
  var surroundings: Surroundings

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }
}

/// Two passes of libcmark over one text: the first finds the blocks, then formulas and values are cut out of the prose
/// between them, and the second writes the page with a private-use character in each of their places.
///
/// What it finds is spread over extensions, each in its file: headings, fenced blocks, tables, notes, images and so on.
struct ProseParser {
  let written: Fragment
  let fragment: Fragment
  /// The same text, for its lines.
  let plain: Source
  let reading: ProseReading
  var isSmart: Bool { reading.isSmart }
  var diagnostics: [Diagnostic] = []
  var marks: [Mark] = []
  var cuts: [Cut] = []
  var calls: [Call] = []
  var headings: [Heading] = []
  var formulas: [WrittenFormula] = []
  var values: [WrittenValue] = []
  var references: [LabelReference] = []
  var links: [LabelReference] = []
  var citations: [Citation] = []
  var noteReferences: [LabelReference] = []
  var notes: [Note] = []
  var numbers: [NumberLiteral] = []
  /// Where solutions begin that are folded on the page, and the lines on which they end.
  var folds: [Location] = []
  var foldEnds: Set<Int> = []
  /// The lines, from 0, that stand before each footnote.
  var noteLines: [Int: Int] = [:]
  var tables: [PipeTable] = []
  /// The cells of all tables.
  var cells: [Range<Int>] = []
  /// The backslashes before bars in cells of tables.
  var barEscapes: Set<Int> = []
  var files: [ReadFile] = []
  var images: [WrittenImage] = []
  var exhibits: [Exhibit] = []
  var widths: [Location] = []
  /// By the first lines, from 0, of paragraphs that are images.
  var layouts: [Int: ImageLayout] = [:]
  var pageLinks: [Location] = []
  var usedIDs: Set<String> = []
  var slugCounts: [String: Int] = [:]
  /// How far texts have been looked for in their blocks.
  var searched: [Search: Int] = [:]
  /// Whether a line was to begin a block, and does not.
  var hasBrokenOpening = false
  /// Lines, from 0, that belong to a `$$` block.
  var displayLines: Set<Int> = []

  init(_ written: Fragment, _ reading: ProseReading) {
    self.written = written
    let moved = NoteCollection(written)
    fragment = moved.text
    notes = moved.notes
    noteLines = moved.lines
    diagnostics = moved.diagnostics
    plain = Source(path: fragment.source.path, bytes: fragment.bytes)
    self.reading = reading
  }

  mutating func prose() -> Prose {
    cutOwnPrivateCharacters()
    cutExcessBrackets()
    cutDisplayFormulas()
    cutInlines()
    let html = render()
    return Prose(
      written: written, pieces: pieces(html), calls: calls, headings: headings, formulas: formulas, values: values,
      references: references, links: links, citations: citations, noteReferences: noteReferences, notes: notes,
      numbers: numbers, images: images, exhibits: exhibits, widths: widths, pageLinks: pageLinks, folds: folds,
      diagnostics: diagnostics)
  }

  /// The first pass.
  private mutating func cutInlines() {
    guard let document = CommonMark(maskedText, isSmart: isSmart) else { return }
    checkDepth(document)
    for node in document.nodes {
      switch node.kind {
      case .paragraph:
        let lines = lines(of: node)
        if let table = pipeTable(in: lines, startColumn: node.startColumn) {
          add(table)
          if lines.lowerBound < table.lines.lowerBound { scan(lines.lowerBound...table.lines.lowerBound - 1) }
        } else if !takeCaption(lines) {
          addImage(node, lines)
          scan(lines)
        }
      case .heading:
        addHeading(node)
        scan(headingLines(node))
      default: break
      }
    }
  }

  /// The lines of a block, from 0.
  func lines(of node: CommonMark.Node) -> ClosedRange<Int> {
    (node.startLine - 1...max(node.startLine, node.endLine) - 1).clamped(to: 0...plain.lineCount - 1)
  }

  /// Finds what is ours in some lines of prose, and cuts it out.
  private mutating func scan(_ lines: ClosedRange<Int>) {
    scan(plain.lineRange(lines.lowerBound).lowerBound..<plain.lineRange(lines.upperBound).upperBound)
  }

  /// Finds what is ours in a run of prose, and cuts it out.
  mutating func scan(_ range: Range<Int>) {
    guard plain.bytes[range].contains(where: { InlineScanner.signs.contains($0) }) else {
      return collectNumbers(in: range, besides: [])
    }
    let scanner = InlineScanner(fragment, range)
    collectNumbers(in: range, besides: scanner.cuts.map(\.range))
    diagnostics += scanner.diagnostics
    for found in scanner.cuts where !displayLines.contains(plain.lineIndex(of: found.range.lowerBound)) {
      cut(found.range, add(found.found, found.range))
    }
  }

  private mutating func add(_ found: InlineScanner.Found, _ whole: Range<Int>) -> String {
    switch found {
    case .formula(let range, let isDisplay):
      return addFormula(formulaText(range), isDisplay: isDisplay, label: nil)
    case .value(let range):
      guard let value = writtenValue(fragment.slice(range), fragment.location(whole))
      else { return "" }
      values.append(value)
      return mark(.piece(.value(values.count - 1)))
    case .reference(let range):
      references.append(LabelReference(label: plain.text(in: range), location: fragment.location(whole)))
      return mark(.piece(.reference(references.count - 1)))
    case .noteReference(let range):
      noteReferences.append(LabelReference(label: plain.text(in: range), location: fragment.location(whole)))
      return mark(.piece(.noteReference(noteReferences.count - 1)))
    case .citation(let items, let isBracketed):
      citations.append(
        Citation(
          items: items.map {
            Citation.Item(
              prefix: $0.prefix.map(fragment.slice), key: fragment.slice($0.key),
              locator: $0.locator.map(fragment.slice), isYearAlone: $0.isYearAlone)
          },
          isBracketed: isBracketed, location: fragment.location(whole)))
      return mark(.piece(.citation(citations.count - 1)))
    }
  }

  /// The second pass.
  private mutating func render() -> String {
    let leading = tableCellText()
    let leadingLines = leading.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    guard let document = CommonMark(leading + maskedText, isSmart: isSmart, leadingLines: leadingLines) else {
      return ""
    }
    var heading = 0
    var images: [CommonMark.Node] = []
    var quotes: [CommonMark.Node] = []
    for node in document.nodes {
      switch node.kind {
      case .codeBlock: codeBlock(node, document)
      case .htmlBlock:
        let start = noteLines[node.startLine - 1].map { mark(.piece(.noteStart($0))) } ?? fold(node)
        if start == nil { warnHTML(node.literal, place(of: node.literal, at: node)) }
        document.replace(node, withHTML: start ?? "")
      case .inlineHTML:
        warnHTML(node.literal, place(of: node.literal, at: node))
        document.replaceInline(node, withHTML: "")
      case .heading where heading < headings.count:
        mark(node, heading, document)
        quote(node, document)
        heading += 1
      case .paragraph:
        advise(node)
        quote(node, document)
      case .link: link(node, document)
      case .image: if !node.isInImage { images.append(node) }
      case .blockQuote: quotes.append(node)
      case .item: task(node, document)
      default: break
      }
    }
    // What takes nodes out of the tree that were still to come is done last.
    for node in images { inlineImage(node, document) }
    for node in quotes { alert(node, document) }
    replaceTables(document)
    return document.html(isSmart: isSmart)
  }

  /// Gives a paragraph the quotation marks of the language, where its author did not set such marks himself.
  private func quote(_ block: CommonMark.Node, _ document: borrowing CommonMark) {
    guard isSmart, reading.words.mayQuote(block.plainText) else { return }
    var pending = [block.firstChild].compactMap { $0 }
    while let node = pending.popLast() {
      if let next = node.next { pending.append(next) }
      if let child = node.firstChild { pending.append(child) }
      if node.kind == .text { document.setLiteral(node, reading.words.quoted(node.literal)) }
    }
  }
}
