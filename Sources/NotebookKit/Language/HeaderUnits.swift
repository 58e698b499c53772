import Diagnostics
import Expressions

/// What the names of a file's columns say of their units: `Time (min)`, `Conc [ng/mL]`.
enum HeaderUnits {
  /// Says so where `columns` says otherwise.
  static func check(_ headers: [ModelLayer.Item], _ columns: [DataFacts.Column], _ diagnostics: inout [Diagnostic]) {
    for header in headers {
      guard let unit = unit(of: header.value.text),
        let own = columns.first(where: { $0.name == header.name.text })?.unit, own != unit
      else { continue }
      diagnostics.append(
        .warning(
          "the file says '\(header.value.text)', and 'columns' says \(own.text)", at: header.value.location,
          hint: "write '\(header.name.text): \(unit.text)' in 'columns'"))
    }
  }

  /// The unit in the brackets at the end.
  private static func unit(of name: String) -> Unit? {
    for (open, close) in [("(", ")"), ("[", "]")] where name.hasSuffix(close) {
      guard let start = name.ranges(of: open).last else { return nil }
      return Unit(parsing: String(name[start.upperBound...].dropLast()))
    }
    return nil
  }
}
