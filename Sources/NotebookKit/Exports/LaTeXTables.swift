import Expressions
import Markup

extension ExportFormat {
  /// Each table as a file for `\input`: the package `booktabs` is all that it takes.
  package static let latexTables = ExportFormat("latex-tables", "each table as a file of LaTeX for a paper") {
    report, settings in
    let numbering = Numbering(report)
    let text = FilledText(report, PieceWriter(report, numbering), numbering)
    let blocks = ReportBlocks(report, numbering, text)
    return report.plan.nodes.indices.flatMap(blocks.parts).compactMap { part in
      guard case .table(let table, let caption, let name, _) = part else { return nil }
      return ExportedFile("\(settings.name)-tables/\(name).tex", LaTeXTable.text(table, caption: caption))
    }
  }
}

/// A table as LaTeX.
package enum LaTeXTable {
  package static func text(_ table: Table, caption: String) -> String {
    let alignment = table.columns.map { $0.isNumeric ? "r" : "l" }.joined()
    let heads = table.columns.map { inline($0.title) + ($0.unit.map { " (\(words(Unit.symbol($0))))" } ?? "") }
    var lines = ["% Needs \\usepackage{booktabs}."]
    if !caption.isEmpty { lines.append("% " + caption.split(whereSeparator: \.isNewline).joined(separator: " ")) }
    lines += ["\\begin{tabular}{\(alignment)}", "\\toprule", row(heads), "\\midrule"]
    lines += table.shownRows.map { row($0.map(cell)) }
    lines += ["\\bottomrule", "\\end{tabular}"]
    if let note = table.note { lines.append("% " + note.split(whereSeparator: \.isNewline).joined(separator: " ")) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }

  private static func cell(_ cell: Table.Cell) -> String {
    switch cell {
    case .number(let value, let format): number(format.text(value))
    case .text(let text): words(text)
    case .markup(let markup): inline(markup)
    case .missing: "---"
    }
  }

  private static func number(_ text: String) -> String {
    let parts = text.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let exponent = Int(parts[1]) else {
      return text.hasPrefix("-") || text == "inf" ? "$\(text == "inf" ? "\\infty" : text)$" : words(text)
    }
    let mantissa = parts[0] == "1" ? "" : "\(parts[0]) \\times "
    return "$\(mantissa)10^{\(exponent)}$"
  }

  private static func inline(_ markup: Markup) -> String {
    switch markup {
    case .text(let text): words(text)
    case .written(let html): words(Escaping.plainText(ofHTML: html))
    case .group(let parts): parts.map(inline).joined()
    case .element("math", _, _): "$\(FormulaTeX.text(markup))$"
    case .element("i", _, let content): "\\textit{\(content.map(inline).joined())}"
    case .element(_, _, let content): content.map(inline).joined()
    }
  }

  /// Words, whose signs mean nothing to TeX.
  static func words(_ text: String) -> String {
    text.map { sign in
      switch sign {
      case "&", "%", "$", "#", "_", "{", "}": "\\\(sign)"
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "<", ">": "$\(sign)$"
      case "\u{2212}": "$-$"
      case "×": "$\\times$"
      case "·": "$\\cdot$"
      case "≤": "$\\le$"
      case "≥": "$\\ge$"
      case "≈": "$\\approx$"
      case "→": "$\\to$"
      case "±": "$\\pm$"
      case "√": "$\\surd$"
      case "∞": "$\\infty$"
      case "\u{A0}": "~"
      case "\u{2009}", "\u{202F}", "\u{2008}", "\u{2007}": "\\,"
      case let sign where sign.isNewline: " "
      default: raised[sign].map { "$^{\($0)}$" } ?? FormulaTeX.letters[String(sign)].map { "$\($0)$" } ?? String(sign)
      }
    }.joined()
  }

  private static let raised: [Character: String] = [
    "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
  ]
}
