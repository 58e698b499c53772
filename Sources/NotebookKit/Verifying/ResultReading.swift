import Diagnostics

extension PageResults {
  /// Reads what ``json(page:)`` wrote, or nothing where it is something else.
  init?(reading json: JSONText) {
    guard let tool = json["tool"]?.string, let source = json["source"]?.string,
      let blocks = json["blocks"]?.items, let printed = json["values"]?.items, let files = json["files"]?.items
    else { return nil }
    self.tool = tool
    self.source = source
    settings = (json["settings"]?.items ?? []).compactMap { item in
      guard let parts = item.items, parts.count == 2 else { return nil }
      return Setting(name: parts[0].string ?? "", value: parts[1].string ?? "")
    }
    self.blocks = blocks.map(Block.init)
    self.printed = printed.map(Printed.init)
    self.files = files.map(File.init)
  }
}

extension PageResults.Block {
  fileprivate init(_ json: JSONText) {
    name = json["name"]?.string ?? ""
    directive = json["directive"]?.string ?? ""
    tables = (json["tables"]?.items ?? []).map(PageResults.Table.init)
    texts = (json["texts"]?.items ?? []).compactMap(\.string)
  }
}

extension PageResults.Table {
  fileprivate init(_ json: JSONText) {
    columns = (json["columns"]?.items ?? []).map { column in
      let parts = (column.items ?? []).compactMap(\.string)
      return PageResults.Column(name: parts.first ?? "", unit: parts.count > 1 ? parts[1] : nil)
    }
    rows = (json["rows"]?.items ?? []).map { ($0.items ?? []).map(PageResults.Cell.init) }
  }
}

extension PageResults.Cell {
  fileprivate init(_ json: JSONText) {
    self =
      switch json {
      case .number(let digits, _): Double(digits).map { .number($0) } ?? .text(digits)
      case .text(let text, _): .text(text)
      default: .none(json["none"]?.string ?? "")
      }
  }
}

extension PageResults.Printed {
  fileprivate init(_ json: JSONText) {
    expression = json["of"]?.string ?? ""
    text = json["text"]?.string
    numbers = (json["numbers"]?.items ?? []).compactMap { $0.string.flatMap { Double($0) } }
  }
}

extension PageResults.File {
  fileprivate init(_ json: JSONText) {
    name = json["name"]?.string ?? ""
    block = json["block"]?.string ?? ""
    id = json["id"]?.string ?? ""
  }
}
