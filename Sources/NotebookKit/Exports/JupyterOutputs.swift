import Diagnostics
import Expressions
import Markup
import Plotting

/// What the blocks of a report show, as outputs of Jupyter's cells: figures as SVG with colours of their own, tables as HTML
/// with formulas in TeX, and all as plain text besides.
struct JupyterOutputs {
  private let blocks: ReportBlocks
  private let text: FilledText
  private let report: Report

  init(_ report: Report) {
    self.report = report
    let numbering = Numbering(report)
    text = FilledText(report, PieceWriter(report, numbering), numbering)
    blocks = ReportBlocks(report, numbering, text)
  }

  /// The title, authors and abstract, which stand in the front matter.
  var head: JupyterCell? {
    let matter = report.notebook.frontMatter
    let by = matter.authors.map(\.text) + [matter.date?.text].compactMap { $0 }
    let parts = [
      report.title.map { "# " + text.line($0) },
      by.isEmpty ? nil : "*\(by.map(MarkdownText.escaped).joined(separator: " · "))*",
      report.abstract.map { String(text.text($0).trimmingBlanks) },
    ].compactMap { $0 }
    if parts.isEmpty { return nil }
    return JupyterCell(kind: .markdown, name: "title", source: parts.joined(separator: "\n\n"), isShown: true)
  }

  func outputs(_ call: Int) -> [JSONValue] { blocks.parts(call).flatMap(outputs) }

  private func outputs(_ part: ReportBlocks.Part) -> [JSONValue] {
    switch part {
    case .figure(let figure, let caption, let name, _):
      let description = figure.description ?? figure.title
      let picture = display(["image/svg+xml": figure.standaloneSVG(idPrefix: name), "text/plain": description])
      return [picture] + markdown(caption)
    case .table(let table, let caption, _, _): return markdown(caption) + [self.table(table)]
    case .sheet(let table): return [self.table(table, isSheet: true)]
    case .definition(let definition, let caption, _):
      let lines = DefinitionText.paragraphs(definition).map(\.markdown).joined(separator: "\n\n")
      return markdown(lines) + (definition.parameters.map { [self.table($0)] } ?? []) + markdown(caption)
    case .note(let note): return [display(["text/plain": note])]
    case .checks(let checks): return [display(["text/plain": checks.map { "✓ " + $0 }.joined(separator: "\n")])]
    // The cell is the source.
    case .source: return []
    case .failure(let message, let details):
      return [
        .object([
          "output_type": .text("error"), "ename": .text("failure"), "evalue": .text(message),
          "traceback": .list(([message] + details.split(separator: "\n").map(String.init)).map(JSONValue.text)),
        ])
      ]
    }
  }

  private func markdown(_ text: String) -> [JSONValue] {
    text.isEmpty ? [] : [display(["text/markdown": text, "text/plain": text])]
  }

  private func display(_ data: [String: String]) -> JSONValue {
    .object([
      "output_type": .text("display_data"), "metadata": .object([:]),
      "data": .object(data.mapValues { JSONValue.lines($0) }),
    ])
  }

  private func table(_ table: Table, isSheet: Bool = false) -> JSONValue {
    display([
      "text/html": Self.html(table, isSheet: isSheet),
      "text/plain": isSheet ? MarkdownText.sheet(table) : MarkdownText.table(table),
    ])
  }

  private static func html(_ table: Table, isSheet: Bool) -> String {
    let heads = table.columns.map { column -> Markup in
      let unit = column.unit.map { " (\(Unit.symbol($0)))" } ?? ""
      return cell("th", [simple(column.title), .text(unit)], column.isNumeric)
    }
    let rows = table.shownRows.map { row -> Markup in
      .tag(
        "tr", [:],
        zip(row, table.columns).map { value, column in
          switch value {
          case .number(let number, let format):
            cell("td", [.text(Digits.typeset(format.text(number)))], column.isNumeric)
          case .text(let text): cell("td", [.text(text)], column.isNumeric && !isSheet)
          case .markup(let markup): cell("td", [simple(markup)], false)
          case .missing: cell("td", [.text("—")], column.isNumeric)
          }
        })
    }
    let head = isSheet ? [] : [Markup.tag("thead", [:], .tag("tr", [:], heads))]
    let note = table.note.map { Markup.tag("p", [:], .text($0)).html } ?? ""
    return Markup.tag("table", [:], head + [.tag("tbody", [:], rows)]).html + note
  }

  private static func cell(_ name: String, _ content: [Markup], _ isNumeric: Bool) -> Markup {
    isNumeric ? .tag(name, ["style": "text-align:right"], content) : .tag(name, ["style": "text-align:left"], content)
  }

  /// Formulas as TeX, which all viewers set; what they would take for formulas, not.
  private static func simple(_ markup: Markup) -> Markup {
    switch markup {
    case .element("math", _, _): .text("$\(FormulaTeX.text(markup))$")
    case .element(let name, let attributes, let content):
      .element(name, attributes: attributes, content: content.map(simple))
    case .group(let parts): .group(parts.map(simple))
    default: markup
    }
  }
}
