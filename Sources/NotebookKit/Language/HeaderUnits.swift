import Diagnostics
import Expressions

/// What the names of a file's columns say of their units: `Time (min)`, `Conc [ng/mL]`.
enum HeaderUnits {
  /// Says so where `columns` says otherwise.
  static func check(_ headers: [ModelLayer.Item], _ columns: [DataFacts.Column], _ diagnostics: inout [Diagnostic]) {
    for header in headers {
      guard let own = columns.first(where: { $0.name == header.name.text })?.unit,
        let unit = unit(of: header.value.text, like: own), unit.dimension == own.dimension,
        unit != own || unit.isApart(from: own)
      else { continue }
      diagnostics.append(
        .warning(
          "the file says '\(header.value.text)', and 'columns' says \(own.text)", at: header.value.location,
          hint: "write '\(header.name.text): \(unit.text)' in 'columns'"))
    }
  }

  /// The unit in the brackets at the end; what measures something else is none.
  private static func unit(of name: String, like own: Unit) -> Unit? {
    for (open, close) in [(" (", ")"), (" [", "]")] where name.hasSuffix(close) {
      guard let start = name.ranges(of: open).last else { return nil }
      let text = String(name[start.upperBound...].dropLast())
      let isCelsius = ["C", "°C"].contains(text) && Unit.named("K").map { $0.dimension == own.dimension } ?? false
      return Unit(parsing: isCelsius ? "degC" : text)
    }
    return nil
  }
}
