import Diagnostics
package import Expressions
package import Formulas

extension WrittenFormula {
  /// The formula as MathML, with `{{ }}` inside replaced by the values given (or by a place holder where there is none).
  package func typeset(values given: [Value?]) -> Formula {
    var filled = tex
    if given.isEmpty {
      // For checking, each value is a number of the same length, so that every message keeps its place.
      for (range, _) in values {
        filled = filled.replacing(
          range, with: Array("{0".utf8) + Array(repeating: 0x20, count: range.count - 3) + [UInt8(ascii: "}")])
      }
      return Formula(tex: filled, isDisplay: isDisplay)
    }
    if values.isEmpty { return Formula(tex: tex, isDisplay: isDisplay) }
    return Formula(
      tex: Fragment(substituting(given) { $0.map($1.tex) ?? "\\text{?}" }, path: tex.source.path), isDisplay: isDisplay)
  }

  /// As it is written, for a place that shows no formulas, with its values as in text.
  func plain(values given: [Value?]) -> String { substituting(given) { $0.map($1.plain) ?? "?" } }

  private func substituting(_ given: [Value?], _ printed: (Value?, WrittenValue) -> String) -> String {
    var text = ""
    var offset = 0
    for ((range, value), known) in zip(values, given) {
      text += tex.slice(offset..<range.lowerBound).text + printed(known, value)
      offset = range.upperBound
    }
    return text + tex.slice(offset..<tex.bytes.count).text
  }
}
