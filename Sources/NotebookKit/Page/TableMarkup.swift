import Expressions
import Markup

/// A table as HTML: numbers stand with their decimal points below one another.
enum TableMarkup {
  /// - Parameter captionID: the element that names the table.
  static func html(_ table: Table, captionID: String? = nil) -> String {
    let rows = table.shownRows
    let formats = table.columns.indices.map { column in alignment(rows.map { $0[column] }) }
    var content: [Markup] = []
    content.append(.tag("thead", [:], .tag("tr", [:], table.columns.map(head))))
    content.append(
      .tag(
        "tbody", [:],
        rows.map { row in
          .tag("tr", [:], zip(row.indices, row).map { cell($1, table.columns[$0], formats[$0]) })
        }))
    return (captionID.map { Markup.tag("table", ["aria-labelledby": $0], content) } ?? .tag("table", [:], content)).html
  }

  /// A table of two columns whose rows are named by the first, without a head.
  static func sheet(_ table: Table, title: String) -> String {
    let rows = table.rows.map { row in
      Markup.tag(
        "tr", [:],
        zip(row.indices, row).map { index, cell in
          guard case .text(let text) = cell else { return .tag("td", [:], .text("")) }
          return index == 0 ? .tag("th", ["scope": "row"], .text(text)) : .tag("td", [:], .text(text))
        })
    }
    return Markup.tag("table", ["aria-label": title], .tag("tbody", [:], rows)).html
  }

  private static func head(_ column: Table.Column) -> Markup {
    var content = [column.title]
    if let unit = column.unit { content.append(.tag("span", ["class": "unit"], .text(Unit.symbol(unit)))) }
    return column.isNumeric
      ? .tag("th", ["scope": "col", "class": "n"], content) : .tag("th", ["scope": "col"], content)
  }

  /// How many characters the longest fraction of a column has.
  private static func alignment(_ cells: [Table.Cell]) -> Int {
    cells.map { cell -> Int in
      if case .number(let value, let format) = cell { return fraction(format.text(value)) }
      return 0
    }.max() ?? 0
  }

  private static func fraction(_ text: String) -> Int {
    guard !text.contains("e"), let point = text.firstIndex(of: ".") else { return 0 }
    return text.distance(from: point, to: text.endIndex)
  }

  private static func cell(_ cell: Table.Cell, _ column: Table.Column, _ width: Int) -> Markup {
    switch cell {
    case .number(let value, let format):
      let text = format.text(value)
      // A figure space is as wide as a digit, a punctuation space as a point.
      let missing = text.contains("e") || !value.isFinite ? 0 : width - fraction(text)
      let padding =
        missing <= 0
        ? ""
        : (text.contains(".") ? "" : "\u{2008}")
          + String(repeating: "\u{2007}", count: text.contains(".") ? missing : missing - 1)
      return .tag("td", ["class": "n"], .text(Digits.typeset(text) + padding))
    case .text(let text):
      return column.isNumeric ? .tag("td", ["class": "n word"], .text(text)) : .tag("td", [:], .text(text))
    case .markup(let markup): return .tag("td", [:], markup)
    case .missing(let why): return .tag("td", ["class": column.isNumeric ? "n missing" : "missing", "title": why], "—")
    }
  }
}
