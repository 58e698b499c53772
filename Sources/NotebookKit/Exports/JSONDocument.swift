import Markup

extension JSONValue {
  /// The value as a file of JSON: names in order, a blank for each level, as Jupyter writes it.
  var document: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int) {
    func line(_ depth: Int) { text += "\n" + String(repeating: " ", count: depth) }
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .whole(let number): text += String(number)
    case .number(let number): text += number.isFinite ? Digits.shortest(number) : "null"
    case .text(let string): Self.write(string, to: &text)
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        line(indent + 1)
        item.write(to: &text, indent: indent + 1)
      }
      if !items.isEmpty { line(indent) }
      text += "]"
    case .object(let entries):
      text += "{"
      for (index, entry) in entries.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { text += "," }
        line(indent + 1)
        Self.write(entry.key, to: &text)
        text += ": "
        entry.value.write(to: &text, indent: indent + 1)
      }
      if !entries.isEmpty { line(indent) }
      text += "}"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case "\0"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// A text as Jupyter keeps it: a list of its lines, each with its end.
  static func lines(_ text: String) -> JSONValue {
    var lines: [JSONValue] = []
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar)
      if scalar == "\n" {
        lines.append(.text(line))
        line = ""
      }
    }
    return .list(line.isEmpty ? lines : lines + [.text(line)])
  }
}
