import Expressions
import Markup

/// Pieces of a report as Markdown that GitHub shows.
enum MarkdownText {
  /// Words, whose signs mean nothing.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>|$#@~".contains(character) { result.append("\\") }
      result.append(character.isNewline ? " " : character)
    }
    return result
  }

  /// Between backticks, as many as it takes.
  static func code(_ text: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let sign = String(repeating: "`", count: longest + 1)
    let edge = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return sign + edge + text + edge + sign
  }

  /// A listing, between fences that do not stand in it.
  static func listing(_ text: String, _ info: String = "") -> String {
    let runs = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, runs + 1))
    return "\(fence)\(info)\n\(text)\n\(fence)"
  }

  static func inline(_ markup: Markup) -> String {
    switch markup {
    case .text(let text): return escaped(text)
    case .written(let html): return escaped(Escaping.plainText(ofHTML: html))
    case .group(let parts): return parts.map(inline).joined()
    case .element("math", _, _): return "$\(FormulaTeX.text(markup))$"
    case .element(let name, let attributes, let content):
      let inner = content.map(inline).joined()
      switch name {
      case "i", "cite", "em": return inner.isEmpty ? "" : "*\(inner)*"
      case "b", "strong": return "**\(inner)**"
      case "code": return code(content.map(\.plainText).joined())
      case "a":
        let address = attributes.first { $0.name == "href" }?.value ?? ""
        return "[\(inner)](<\(address.filter { !"<>\n".contains($0) })>)"
      default: return inner
      }
    }
  }

  // MARK: Tables

  static func table(_ table: Table) -> String {
    let heads = table.columns.map { column in
      inline(column.title) + (column.unit.map { " (\(escaped(Unit.symbol($0))))" } ?? "")
    }
    let rule = table.columns.map { $0.isNumeric ? "---:" : ":---" }
    let rows = table.shownRows.map { $0.map(cell) }
    var text = ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    if let note = table.note { text += "\n\n" + escaped(note) }
    return text
  }

  /// A table of two columns whose first names the rows. Pipe tables have a head: it is empty.
  static func sheet(_ table: Table) -> String {
    let rows = table.shownRows.map { row in
      row.enumerated().map { $0 == 0 ? "**\(cell($1))**" : cell($1) }.joined(separator: " | ")
    }
    return (["   |   ", ":--- | :---"] + rows).map { "| " + $0 + " |" }.joined(separator: "\n")
  }

  private static func cell(_ cell: Table.Cell) -> String {
    switch cell {
    case .number(let value, let format): escaped(Digits.typeset(format.text(value)))
    case .text(let text): escaped(text)
    case .markup(let markup): inline(markup)
    case .missing: "—"
    }
  }
}
