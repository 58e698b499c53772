import Diagnostics

/// The outermost keys of the body around a place, with what stands behind them, as far as it is typed.
struct BodyEntries {
  private var entries: [(key: String, value: String)] = []

  init(_ source: Source, around offset: Int) {
    let index = source.lineIndex(of: offset)
    let settings = BlockScan(source).settings
    guard let first = settings[index].firstLine else { return }
    var indentation: Int?
    for line in first..<source.lineCount where settings[line].firstLine == first {
      let typed = TypedLine(source, line, upTo: source.lineRange(line).upperBound)
      // What is being typed is not there yet.
      guard let key = typed.key, typed.indentation <= indentation ?? .max, line != index || key.end <= offset else {
        continue
      }
      indentation = typed.indentation
      let value = source.text(in: key.end..<source.lineRange(line).upperBound)
      entries.append((key.text, String(value.trimmingBlanks)))
    }
  }

  var names: [String] { entries.map(\.key) }
  subscript(_ key: String) -> String? { entries.first { $0.key == key }?.value }
}
