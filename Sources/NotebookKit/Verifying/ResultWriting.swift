import Markup

/// Results as JSON, a block a line, in a fixed order: the same results give the same bytes, and a change is a line in a diff.
extension PageResults {
  /// - Parameter page: the digest of the page without its results.
  func json(page: String) -> String {
    let parts: [(String, String)] = [
      ("tool", JSON.text(tool)), ("source", JSON.text(source)), ("page", JSON.text(page)),
      ("settings", JSON.list(settings.map { JSON.list([JSON.text($0.name), JSON.text($0.value)]) })),
      ("blocks", JSON.lines(blocks.map(\.json))), ("values", JSON.lines(printed.map(\.json))),
      ("files", JSON.lines(files.map(\.json))),
    ]
    return JSON.object(parts)
  }
}

extension PageResults.Block {
  fileprivate var json: String {
    var parts = [("name", JSON.text(name)), ("directive", JSON.text(directive))]
    if !tables.isEmpty { parts.append(("tables", JSON.list(tables.map(\.json)))) }
    if !texts.isEmpty { parts.append(("texts", JSON.list(texts.map(JSON.text)))) }
    return JSON.object(parts)
  }
}

extension PageResults.Table {
  fileprivate var json: String {
    let columns = columns.map { JSON.list([JSON.text($0.name)] + ($0.unit.map { [JSON.text($0)] } ?? [])) }
    return JSON.object([
      ("columns", JSON.list(columns)), ("rows", JSON.list(rows.map { JSON.list($0.map(\.json)) })),
    ])
  }
}

extension PageResults.Cell {
  fileprivate var json: String {
    switch self {
    case .number(let value): JSON.number(value)
    case .text(let text): JSON.text(text)
    case .none(let why): JSON.object([("none", JSON.text(why))])
    }
  }
}

extension PageResults.Printed {
  fileprivate var json: String {
    var parts = [("of", JSON.text(expression))]
    if let text { parts.append(("text", JSON.text(text))) }
    let finite = numbers.filter(\.isFinite)
    if finite.count == numbers.count, !numbers.isEmpty { parts.append(("numbers", JSON.list(finite.map(JSON.number)))) }
    return JSON.object(parts)
  }
}

extension PageResults.File {
  fileprivate var json: String {
    JSON.object([("name", JSON.text(name)), ("block", JSON.text(block)), ("id", JSON.text(id))])
  }
}

/// Pieces of JSON that may stand inside a page: no sign in them begins a tag.
private enum JSON {
  /// The fewest digits that read back as the same number.
  static func number(_ value: Double) -> String { Digits.shortest(value) }

  static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  static func lines(_ items: [String]) -> String {
    items.isEmpty ? "[]" : "[\n" + items.joined(separator: ",\n") + "\n]"
  }

  static func object(_ parts: [(String, String)]) -> String {
    "{" + parts.map { text($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }

  static func text(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
