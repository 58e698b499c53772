import Diagnostics
import Expressions
import Formulas

/// What an author calls a result or an axis.
struct GivenName: Sendable {
  let name: Fragment
  /// As it was written.
  let value: Fragment
  /// As it is shown: TeX became text.
  let text: String
}

extension ArgumentKind where Value == [GivenName] {
  /// What results are called, by label.
  static let titles = ArgumentKind("names for the results", .byLabel(.text)) { value, reading in
    guard let items = ArgumentKind<[ModelLayer.Item]>.items("names for the results").read(value, &reading) else {
      return nil
    }
    for item in items {
      let reference = LabelReference(label: item.name.text, location: item.name.location)
      if reading.labels[reference.owner] != nil { reading.remember(reference, in: item.name) }
    }
    for item in items where item.value.text.contains("{{") {
      reading.fail(
        "a result's name is text as it stands, without values", at: item.value.location,
        hint: "values may stand in the title and in the caption")
    }
    return items.map { GivenName(name: $0.name, value: $0.value, text: reading.plain($0.value)) }
  }
}

extension ArgumentReading {
  /// A text with its formulas as text; where a figure cannot show one it says so.
  fileprivate mutating func plain(_ value: Fragment) -> String {
    let written = value.text
    guard written.contains("$") else { return written }
    var shown = ""
    var rest = written[...]
    while let open = rest.firstIndex(of: "$") {
      let behind = rest[rest.index(after: open)...]
      // As in prose: no blank inside the signs, and no digit behind them.
      guard
        let close = behind.indices.first(where: { behind[$0] == "$" }), close > behind.startIndex, behind.first != " ",
        behind[behind.index(before: close)] != " ",
        !(behind.index(after: close) < behind.endIndex && behind[behind.index(after: close)].isNumber)
      else { break }
      shown += rest[..<open]
      // In quotes others double their backslashes.
      let tex = String(behind[..<close].replacing(/\\\\(?=[A-Za-z])/, with: "\\"))
      let place = slice(of: value, written, behind.startIndex..<close)
      let source = Source(path: value.source.path, text: tex)
      let formula = PlainFormula(
        tex: tex.count == place.text.count ? place : Fragment(source: source, range: 0..<tex.utf8.count))
      if let mistake = formula.diagnostics.first(where: { $0.severity == .error }) {
        fail(mistake.message, at: place.location, hint: mistake.hint)
      } else if let text = formula.text {
        shown += text
      } else {
        fail(
          "a figure cannot set '$\(tex)$'", at: place.location,
          hint:
            "it sets names with an index, powers and simple fractions: '$C_A$', '$10^{-3}$', '$\\dot{x}$'; the caption sets all of TeX"
        )
      }
      rest = behind[behind.index(after: close)...]
    }
    return shown + rest
  }

  private func slice(of value: Fragment, _ text: String, _ range: Range<String.Index>) -> Fragment {
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    return value.slice(start..<start + text.utf8.distance(from: range.lowerBound, to: range.upperBound))
  }
}
