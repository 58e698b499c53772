import Diagnostics
import Markup

/// One block of the page: what a directive showed, its caption, its source, and what went wrong.
struct NodeWriter {
  private let report: Report
  private let numbering: Numbering
  private let pieces: PieceWriter
  private let data: PageData

  init(_ report: Report, _ numbering: Numbering, _ pieces: PieceWriter, _ data: PageData) {
    self.data = data
    self.report = report
    self.numbering = numbering
    self.pieces = pieces
  }

  private var words: PageWords { report.notebook.frontMatter.words }

  func html(_ index: Int) -> String {
    let node = report.plan.nodes[index]
    switch node.state {
    case .shownOnly: return listing(node)
    case .mistaken(let diagnostics): return failure("This block has a mistake and was not run.", diagnostics, node)
    case .blocked(let label):
      return failure("This block was not run: it needs “\(label)”, \(report.plan.reasonNotRun(label)).", [], node)
    case .ready:
      guard let product = report.products[index] else {
        return failure("This block was not run: a result that it needs is missing.", [], node)
      }
      var text = outputs(product, index, node)
      if !product.failures.isEmpty { text += failure("This block failed.", product.failures, nil) }
      return text
    }
  }

  private func outputs(_ product: Product, _ index: Int, _ node: Plan.Node) -> String {
    let echo = node.arguments?[Directive.echo] ?? .folded
    guard !product.outputs.isEmpty else {
      return echo == .no ? anchor(node) : block(node, summary: "", echo)
    }
    var text = ""
    for (position, output) in product.outputs.enumerated() {
      let id = position == 0 ? ownLabel(node) : nil
      switch output {
      case .figure(let figure): text += figureHTML(figure, index, node, id, echo)
      case .table(let table): text += tableHTML(table, index, node, id, echo)
      case .sheet(let table): text += sheetHTML(table, node)
      case .definition(let definition):
        text += DefinitionMarkup.html(
          definition, id: id, caption: caption(index), source: source(node, echo), words.model)
      case .note(let note): text += echo == .no ? noteHTML(note, id) : block(node, summary: note, echo)
      case .explore(let explore):
        text += captioned(ExploreMarkup.markup(explore, id: "f\(index)").html, index, node, id, echo)
      case .checks(let checks): if echo != .no { text += checksHTML(checks, node, echo) }
      }
    }
    return text
  }

  /// The label, unless an earlier block has the same: an id stands once on a page.
  private func ownLabel(_ node: Plan.Node) -> String? {
    let owner = report.plan.nodes.first { $0.label == node.label }
    return owner?.call.location == node.call.location ? node.label : nil
  }

  private func anchor(_ node: Plan.Node) -> String { ownLabel(node).map { "<span id=\"\($0)\"></span>\n" } ?? "" }

  // MARK: Kinds of output

  private func caption(_ index: Int) -> String? { report.captions[index].map(pieces.inline) }

  /// `Figure 3. ` with a link to itself.
  private func number(_ index: Int, _ id: String?) -> String {
    guard let (kind, number) = numbering.nodes[index] else { return "" }
    // A caption follows its number behind a full stop.
    let text = "\(kind.word(words))\u{A0}\(number)\(report.captions[index] == nil ? "" : ".")"
    return id.map { "<a class=\"label\" href=\"#\($0)\">\(text)</a> " } ?? "<span class=\"label\">\(text)</span> "
  }

  private func figureHTML(
    _ figure: FigureOutput, _ index: Int, _ node: Plan.Node, _ id: String?, _ echo: Directive.Echo
  ) -> String {
    captioned(figure.html(idPrefix: "f\(index)"), index, node, id, echo)
  }

  private func captioned(
    _ content: String, _ index: Int, _ node: Plan.Node, _ id: String?, _ echo: Directive.Echo
  ) -> String {
    let tools = data.markup(index).html
    return exhibit(
      "figure", id,
      "<figure>\n\(content)\n<figcaption>\(number(index, id))\(caption(index) ?? "")</figcaption>\n</figure>\n\(tools)\(source(node, echo))"
    )
  }

  /// Something shown, with what belongs to it below its caption.
  private func exhibit(_ kind: String, _ id: String?, _ content: String) -> String {
    "<div class=\"exhibit \(kind)\"\(id.map { " id=\"\($0)\"" } ?? "")>\n\(content)</div>\n"
  }

  private func tableHTML(_ table: Table, _ index: Int, _ node: Plan.Node, _ id: String?, _ echo: Directive.Echo)
    -> String
  {
    let caption = number(index, id) + (caption(index) ?? "")
    let captionID = "caption-\(index)"
    let note = table.note.map { "<p class=\"note\">\(Escaping.escaped($0))</p>\n" } ?? ""
    return exhibit(
      "table", id,
      "<figure>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"\(captionID)\">\(TableMarkup.html(table, captionID: captionID))</div>\n\(note)<figcaption id=\"\(captionID)\">\(caption)</figcaption>\n</figure>\n\(source(node, echo))"
    )
  }

  private func sheetHTML(_ table: Table, _ node: Plan.Node) -> String {
    let name = [node.directive?.name, node.label].compactMap { $0 }.joined(separator: " ")
    return "<div class=\"exhibit sheet\">\(TableMarkup.sheet(table, title: "About \(name)"))</div>\n"
  }

  private func noteHTML(_ note: String, _ id: String?) -> String {
    "<p class=\"note\"\(id.map { " id=\"\($0)\"" } ?? "")>\(Escaping.escaped(note))</p>\n"
  }

  private func checksHTML(_ checks: [String], _ node: Plan.Node, _ echo: Directive.Echo) -> String {
    let items = checks.map { "<li><code>\(Escaping.escaped($0))</code></li>" }.joined()
    let count = checks.count == 1 ? "1 check holds" : "\(checks.count) checks hold"
    return
      "<details class=\"block\"\(echo == .open ? " open" : "")\(ownLabel(node).map { " id=\"\($0)\"" } ?? "")><summary><b>expect</b> · \(count)</summary>\n<ul class=\"checks\">\(items)</ul></details>\n"
  }

  // MARK: Source

  /// A block that shows no more than a line: its source is folded under that line.
  private func block(_ node: Plan.Node, summary: String, _ echo: Directive.Echo) -> String {
    let name = [node.directive?.name, node.label].compactMap { $0 }.joined(separator: " ")
    let id = ownLabel(node).map { " id=\"\($0)\"" } ?? ""
    return
      "<details class=\"block\(summary.isEmpty ? " bare" : "")\"\(echo == .open ? " open" : "")\(id)><summary><b>\(name)</b>\(summary.isEmpty ? "" : " · " + Escaping.escaped(summary))</summary>\n\(sourceText(node))</details>\n"
  }

  private func source(_ node: Plan.Node, _ echo: Directive.Echo) -> String {
    if echo == .no { return "" }
    return
      "<details class=\"source\"\(echo == .open ? " open" : "")><summary>\(words.source)</summary>\n\(sourceText(node))</details>\n"
  }

  private func sourceText(_ node: Plan.Node) -> String {
    let name = ([node.call.name.text] + [node.label.map { "#" + $0 }].compactMap { $0 }).joined(separator: " ")
    let lines = "```yaml {\(name)}\n\(node.call.text.text)\n```"
    return "<pre tabindex=\"0\"><code>\(Escaping.escaped(lines))</code></pre>"
  }

  private func listing(_ node: Plan.Node) -> String { sourceText(node) + "\n" }

  // MARK: Mistakes

  /// What is wrong with what the command gave, such as a parameter: it has no place on the page but the top.
  var mistakesOutside: String {
    let matter = report.notebook.frontMatter
    let known = Set([report.notebook.source.path, matter.theme?.text ?? ""] + report.notebook.files.map(\.path))
    let shown = report.plan.nodes.flatMap { node -> [Diagnostic] in
      if case .mistaken(let mistakes) = node.state { mistakes } else { [] }
    }
    let outside = report.plan.diagnostics.filter { diagnostic in
      diagnostic.severity == .error && !(diagnostic.location.map { known.contains($0.source.path) } ?? false)
        && !shown.contains(diagnostic)
    }
    return outside.isEmpty ? "" : failure("This page is not what was asked for.", outside, nil)
  }

  /// The same text as the terminal shows, in its place on the page.
  /// A line of a message. The author's line and the caret below it are not broken.
  private static func line(_ text: Substring) -> String {
    let isCited = text.drop { $0 == " " || $0.isNumber }.hasPrefix("| ")
    return isCited ? "<span class=\"cited\">\(Escaping.escaped(String(text)))</span>" : Escaping.escaped(String(text))
  }

  private func failure(_ message: String, _ diagnostics: [Diagnostic], _ node: Plan.Node?) -> String {
    let id = node.flatMap(ownLabel).map { " id=\"\($0)\"" } ?? ""
    let text = diagnostics.map { $0.text(showingFolder: false) }.joined(separator: "\n\n")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Self.line)
    let excerpt = text.isEmpty ? "" : "<pre tabindex=\"0\">\(lines.joined(separator: "\n"))</pre>"
    return "<div class=\"failure\" role=\"alert\"\(id)><p>\(Escaping.escaped(message))</p>\(excerpt)</div>\n"
  }
}
