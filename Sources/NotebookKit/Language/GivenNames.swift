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
  /// A text with its formulas, which are found as in prose, as text; where a label cannot show one it says so.
  fileprivate mutating func plain(_ value: Fragment) -> String {
    var shown = ""
    var rest = 0
    for cut in InlineScanner(value, 0..<value.bytes.count).cuts {
      guard case .formula(let tex, _) = cut.found else { continue }
      shown += value.slice(rest..<cut.range.lowerBound).text + plain(tex: value.slice(tex))
      rest = cut.range.upperBound
    }
    return shown + value.slice(rest..<value.bytes.count).text
  }

  private mutating func plain(tex: Fragment) -> String {
    // In quotes others double their backslashes.
    let single = tex.text.replacing(/\\\\(?=[A-Za-z])/, with: "\\")
    let formula = PlainFormula(tex: single == tex.text ? tex : Fragment(single, path: tex.source.path))
    if let text = formula.text, !formula.diagnostics.hasErrors { return text }
    let mistake = formula.diagnostics.first { $0.severity == .error }
    fail(
      mistake?.message ?? "a label cannot set '$\(single)$'", at: tex.location,
      hint: mistake.map(\.hint)
        ?? "it sets names with an index, powers and simple fractions: '$C_A$', '$10^{-3}$', '$\\dot{x}$'; the caption sets all of TeX"
    )
    return tex.text
  }
}
