import Diagnostics
import Expressions

/// What a file says of the units of its columns: in their names, `Time (min)`, `Conc [ng/mL]`, or in a line of their own below them,
/// as instruments write it: `(ms),(mV)`.
enum HeaderUnits {
  /// Says so where `columns` says otherwise.
  static func check(_ headers: [ModelLayer.Item], _ columns: [DataFacts.Column], _ diagnostics: inout [Diagnostic]) {
    for header in headers {
      guard let column = columns.first(where: { $0.name == header.name.text }), let own = column.unit,
        let text = bracketed(header.value.text), let unit = unit(text, like: own), unit.dimension == own.dimension
      else { continue }
      tell(unit, as: header.value, of: column, own, &diagnostics)
    }
  }

  /// Takes the line of units from the rows, and says so where `columns` says otherwise.
  static func takeLine(_ rows: inout [[Fragment]], _ columns: [DataFacts.Column], _ diagnostics: inout [Diagnostic]) {
    guard let line = rows.first, line.count >= columns.count else { return }
    let numeric = zip(columns, line).filter { column, cell in
      !column.isText && !["", "-", "1"].contains(bracketed(cell.text) ?? cell.text)
    }
    let units = numeric.map { column, cell in
      unit(bracketed(cell.text) ?? cell.text, like: column.unit ?? .one)
    }
    // `N/A` is a unit as well, of a missing value.
    let isMeant = zip(numeric, units).contains { column, unit in
      bracketed(column.1.text) != nil || column.0.unit.map { $0.dimension == unit?.dimension } ?? false
    }
    guard isMeant, units.allSatisfy({ $0 != nil }) else { return }
    rows.removeFirst()
    for ((column, cell), unit) in zip(numeric, units) {
      if let unit, let own = column.unit { tell(unit, as: cell, of: column, own, &diagnostics) }
    }
  }

  private static func tell(
    _ unit: Unit, as written: Fragment, of column: DataFacts.Column, _ own: Unit, _ diagnostics: inout [Diagnostic]
  ) {
    guard unit != own || unit.isApart(from: own) else { return }
    diagnostics.append(
      .warning(
        "the file says '\(written.text)', and 'columns' says \(own.text)", at: written.location,
        hint: "write '\(column.name): \(unit.text)' in 'columns'"))
  }

  /// What stands in the brackets at the end.
  private static func bracketed(_ name: String) -> String? {
    for (open, close) in [("(", ")"), ("[", "]")] where name.hasSuffix(close) {
      guard let start = name.ranges(of: open).last,
        start.lowerBound == name.startIndex || name[..<start.lowerBound].hasSuffix(" ")
      else { return nil }
      return String(name[start.upperBound...].dropLast())
    }
    return nil
  }

  /// A unit as files write it: `C` and `°C` are degrees where a temperature is meant.
  private static func unit(_ text: String, like own: Unit) -> Unit? {
    guard Double(text) == nil else { return nil }
    let isCelsius =
      ["C", "°C", "deg C", "deg. C", "° C", "Celsius"].contains(text)
      && Unit.named("K").map { $0.dimension == own.dimension } ?? false
    return Unit(parsing: isCelsius ? "degC" : text)
  }
}
