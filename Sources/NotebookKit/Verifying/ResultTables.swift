import Markup

extension PageResults.Table {
  /// The table with nothing left of how it is printed.
  init(_ table: NotebookKit.Table) {
    columns = table.columns.map { PageResults.Column(name: $0.name, unit: $0.unit) }
    rows = table.rows.map { $0.map(PageResults.Cell.init) }
  }
}

extension PageResults.Cell {
  init(_ cell: NotebookKit.Table.Cell) {
    switch cell {
    case .number(let value, _): self.init(value)
    case .text(let text): self = .text(text)
    case .markup(let markup): self = .text(markup.plainText)
    case .missing(let why): self = .none(why)
    }
  }

  /// A number; the word for what JSON has no number for.
  init(_ value: Double) { self = value.isFinite ? .number(value) : .text(Digits.shortest(value)) }
}
