import Diagnostics
import Markup
import Plotting

extension ExportFormat {
  /// Markdown for the front page of a repository: values filled in, tables as pipe tables, figures as files beside it.
  package static let markdown = ExportFormat("md", "Markdown as GitHub shows it, with figures as SVG files beside it") {
    report, settings in
    MarkdownExport(report, settings).files
  }

  /// The last line of what this writes, so that it is known again.
  fileprivate static let markdownMark = "<!-- written by notebook: what is changed here is lost -->"

  /// Whether a text was written by this export, and not by an author.
  package static func isMarkdown(exported text: [UInt8]) -> Bool {
    String(decoding: text.suffix(200), as: UTF8.self).contains(markdownMark)
  }
}

private struct MarkdownExport {
  private let report: Report
  private let settings: ExportSettings
  private let numbering: Numbering
  private let pieces: PieceWriter
  private let text: FilledText
  /// By their paths beside the notebook, the files of images.
  private let images: [String: String]

  init(_ report: Report, _ settings: ExportSettings) {
    self.report = report
    self.settings = settings
    numbering = Numbering(report)
    pieces = PieceWriter(report, numbering)
    var images: [String: String] = [:]
    for image in report.notebook.prose.images {
      let name = image.path.split(separator: "/").filter { $0 != ".." }.joined(separator: "-")
      images[image.path] = MarkdownExport.address("\(settings.name)-files/images/\(name)")
    }
    self.images = images
    text = FilledText(report, pieces, numbering, images: images)
  }

  var files: [ExportedFile] {
    let folder = "\(settings.name)-files"
    var pictures: [ExportedFile] = []
    let body = body { name, figure in
      let file = "\(folder)/\(name).svg"
      pictures.append(ExportedFile(file, figure))
      return Self.address(file)
    }
    var seen: Set<String> = []
    let copies = report.notebook.files.filter { images[$0.path] != nil && seen.insert($0.path).inserted }.map { file in
      let name = file.path.split(separator: "/").filter { $0 != ".." }.joined(separator: "-")
      return ExportedFile("\(folder)/images/\(name)", .bytes(file.bytes))
    }
    return [ExportedFile("\(settings.name).md", head + body + works + ExportFormat.markdownMark + "\n")] + pictures
      + copies
  }

  /// A path as an address in Markdown.
  private static func address(_ path: String) -> String {
    path.utf8.map { byte in
      let sign = Character(Unicode.Scalar(byte))
      if sign.isLetter && byte < 0x80 || sign.isNumber && byte < 0x80 || "-_./".contains(sign) { return String(sign) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }

  private var head: String {
    let notebook = report.notebook
    var parts = [
      "<!-- Made by notebook \(ToolVersion.current) from \(notebook.name).md: edit that file, not this one. -->"
    ]
    if let title = report.title { parts.append("# " + text.line(title)) }
    let by = (notebook.frontMatter.authors.map(\.text) + [notebook.frontMatter.date?.text].compactMap { $0 })
    if !by.isEmpty { parts.append("*\(by.map(MarkdownText.escaped).joined(separator: " · "))*") }
    if let abstract = report.abstract { parts.append(String(text.text(abstract).trimmingBlanks)) }
    return parts.joined(separator: "\n\n") + "\n\n"
  }

  private func body(_ save: (String, String) -> String) -> String {
    let prose = report.prose.prose
    let found = DirectiveLines(prose.written, prose.calls)
    var ranges: [Range<Int>] = []
    var start = 0
    for block in found.blocks {
      ranges.append(start..<max(start, found.lines[block.lines.lowerBound].lowerBound))
      start = found.lines[block.lines.upperBound].upperBound
    }
    let texts = text.texts(report.prose, ranges + [start..<prose.written.bytes.count])
    let blocks = ReportBlocks(report, numbering, text)
    var body = texts[0]
    for (block, rest) in zip(found.blocks, texts.dropFirst()) {
      let shown = blocks.parts(block.call).map { markdown($0, save) }.joined(separator: "\n\n")
      if shown.isEmpty {
        // A block that shows nothing leaves no hole.
        while body.hasSuffix("\n"), rest.hasPrefix("\n") || rest.isEmpty { body.removeLast() }
      } else {
        body += Self.held(shown, block.prefix)
      }
      body += rest
    }
    return body.trimmingBlanks + "\n"
  }

  /// The lines of a block in a list or quote.
  private static func held(_ text: String, _ prefix: String) -> String {
    if prefix.isEmpty { return text }
    let next = String(prefix.map { $0 == ">" || $0 == "\t" ? $0 : " " })
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { ($0 == 0 ? prefix : next) + $1 }.joined(separator: "\n")
  }

  private func markdown(_ part: ReportBlocks.Part, _ save: (String, String) -> String) -> String {
    switch part {
    case .figure(let figure, let caption, let name, let id):
      let address = save(name, figure.standaloneSVG(idPrefix: name))
      let picture = "\(anchor(id))![\(MarkdownText.escaped(figure.description ?? figure.title))](\(address))"
      return caption.isEmpty ? picture : picture + "\n\n" + caption
    case .table(let table, let caption, _, let id):
      let start = anchor(id) + caption
      return (start.isEmpty ? "" : start + "\n\n") + MarkdownText.table(table)
    case .sheet(let table): return MarkdownText.sheet(table)
    case .definition(let definition, let caption, let id):
      let paragraphs = DefinitionText.paragraphs(definition).map { line in
        if case .formula(let tex) = line { "```math\n\(tex)\n```" } else { line.markdown }
      }
      let table = definition.parameters.map { [MarkdownText.table($0)] } ?? []
      return ([anchor(id)] + paragraphs + table + [caption]).filter { !$0.isEmpty }.joined(separator: "\n\n")
    case .note(let text): return MarkdownText.escaped(text)
    case .checks(let checks):
      let count = checks.count == 1 ? "1 check holds" : "\(checks.count) checks hold"
      let items = checks.map { "- " + MarkdownText.code($0) }.joined(separator: "\n")
      return "<details><summary>✓ \(count)</summary>\n\n\(items)\n\n</details>"
    case .source(let text): return MarkdownText.listing(text, "yaml")
    case .failure(let message, let details):
      let text = "[!CAUTION]\n\(message)" + (details.isEmpty ? "" : "\n\n" + MarkdownText.listing(details, "text"))
      return text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n")
    }
  }

  private func anchor(_ id: String?) -> String { id.map { "<a id=\"\($0)\"></a>" } ?? "" }

  private var works: String {
    let list = pieces.citations.works
    if list.list.isEmpty { return "" }
    let items = list.list.map { "- " + MarkdownText.inline($0.markup(year: list.year($0.key))) }
    let sign = String(repeating: "#", count: pieces.citations.top)
    return "\n" + (pieces.citations.hasOwnHeading ? "" : "\(sign) \(pieces.citations.words.references)\n\n")
      + items.joined(separator: "\n")
      + "\n"
  }
}
