import Diagnostics
import Plotting

/// What the blocks of a report show, with captions as Markdown: the same choice for every form but the page.
struct ReportBlocks {
  enum Part {
    /// The name is that of its file; the id is there where something may refer to it.
    case figure(Figure, caption: String, name: String, id: String?)
    case table(Table, caption: String, name: String, id: String?)
    case sheet(Table)
    case definition(Definition, caption: String, id: String?)
    case note(String)
    case checks([String])
    case source(String)
    case failure(String, details: String)
  }

  private let report: Report
  private let numbering: Numbering
  private let text: FilledText

  init(_ report: Report, _ numbering: Numbering, _ text: FilledText) {
    self.report = report
    self.numbering = numbering
    self.text = text
  }

  /// - Parameter index: of a call in the notebook's prose.
  func parts(_ index: Int) -> [Part] {
    let node = report.plan.nodes[index]
    switch node.state {
    case .shownOnly: return [.source(source(node))]
    case .mistaken(let diagnostics):
      return [.failure("This block has a mistake and was not run.", details: Self.details(diagnostics))]
    case .blocked(let label):
      return [.failure("This block was not run: it needs “\(label)”, \(report.plan.reasonNotRun(label)).", details: "")]
    case .ready:
      guard let product = report.products[index] else {
        return [.failure("This block was not run: a result that it needs is missing.", details: "")]
      }
      let echo = node.arguments?[Directive.echo] ?? .folded
      var parts = product.outputs.enumerated().flatMap { position, output in
        shown(output, index, node, isFirst: position == 0, position, echo)
      }
      if echo == .open { parts.append(.source(source(node))) }
      if !product.failures.isEmpty {
        parts.append(.failure("This block failed.", details: Self.details(product.failures)))
      }
      return parts
    }
  }

  private func shown(
    _ output: Output, _ index: Int, _ node: Plan.Node, isFirst: Bool, _ position: Int, _ echo: Directive.Echo
  ) -> [Part] {
    let id = isFirst ? node.label : nil
    let name = name(index, node, position)
    switch output {
    case .figure(let figure): return [.figure(figure.figure, caption: caption(index), name: name, id: id)]
    case .explore(let explore): return [.figure(explore.still, caption: caption(index), name: name, id: id)]
    case .table(let table): return [.table(table, caption: caption(index), name: name, id: id)]
    case .sheet(let table): return [.sheet(table)]
    case .definition(let definition):
      return [.definition(definition, caption: report.captions[index].map(text.line) ?? "", id: id)]
    case .note(let note): return [.note(note)]
    case .checks(let checks): return echo == .no ? [] : [.checks(checks)]
    }
  }

  /// What its file is called: its label, else its number.
  private func name(_ index: Int, _ node: Plan.Node, _ position: Int) -> String {
    let base = node.label ?? "block-\(index + 1)"
    return position == 0 ? base : "\(base)_\(position + 1)"
  }

  /// `**Figure 3.** What it shows.`
  private func caption(_ index: Int) -> String {
    let number = numbering.nodes[index].map {
      "**\($0.kind.word(report.notebook.frontMatter.words)) \($0.number)\(report.captions[index] == nil ? "" : ".")**"
    }
    return [number, report.captions[index].map(text.line)].compactMap { $0 }.joined(separator: " ")
  }

  private func source(_ node: Plan.Node) -> String {
    let name = ([node.call.name.text] + [node.label.map { "#" + $0 }].compactMap { $0 }).joined(separator: " ")
    return "# {\(name)}\n\(node.call.text.text)"
  }

  private static func details(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { $0.text(showingFolder: false) }.joined(separator: "\n\n")
  }
}
