import Diagnostics
import Expressions
import Markup

/// One cell of a column of numbers.
enum DataCell {
  /// What a cell of a column says, and with how many decimals; not a number for a missing value.
  static func number(
    _ cell: Fragment, _ column: DataFacts.Column, _ hasCommas: Bool, isKey: Bool, _ planning: inout Planning
  ) -> (value: Double, decimals: Int?)? {
    let text = cell.text
    if ["", "na", "nan"].contains(text.lowercased()) {
      if !isKey { return (.nan, nil) }
      planning.fail("the row has no '\(column.name)'", at: cell.location, hint: "leave the row out")
      return nil
    }
    if hasCommas, text.contains(".") {
      planning.fail(
        "'\(text)' has a point, and other numbers of the file have decimal commas", at: cell.location,
        hint: date(text) ?? "write no sign between thousands, and one sign for all decimals")
      return nil
    }
    let number = hasCommas && cell.hasDecimalComma ? text.replacing(",", with: ".") : text
    let quantity = Quantity(parsing: number)
    if let unit = quantity?.unit, column.unit == nil {
      planning.fail(
        "'\(text)' has a unit, and '\(column.name)' is a column of numbers without one", at: cell.location,
        hint: "give the column its unit: 'columns: {\(column.name): \(unit.text)}'")
      return nil
    }
    if let quantity, let value = quantity.magnitude(in: column.unit) {
      return (value, writtenDecimals(quantity, number, in: column.unit))
    }
    planning.fail(
      "expected a number\(column.unit.map { " in \($0.text)" } ?? ""), not '\(text)'", at: cell.location,
      hint: column.unit.flatMap { quantity?.unit?.adviceApart($0) } ?? OddCharacter.first(in: text).map {
        "'\(text)' holds \($0.name): \($0.advice)"
      } ?? DataFile.comment([cell]) ?? cellHint(text))
    return nil
  }

  /// Decimal commas, and what other programs write where there is no value.
  private static func cellHint(_ text: String) -> String? {
    if let hint = date(text) { return hint }
    if text.wholeMatch(of: #/[<>]=? *[0-9.,]+.*|(?i:blq|bql|lod|<lod|blod)/#) != nil {
      return
        "a value beyond what could be measured is an empty cell, NA or NaN; a fit leaves it out, which favours the values that could be"
    }
    if text.wholeMatch(of: #/[-+]?[0-9]{1,3}([.,' ][0-9]{3}){2,}|[-+]?[0-9]{1,3}([,' ][0-9]{3})+\.[0-9]+/#) != nil {
      return "write no sign between thousands"
    }
    if text.wholeMatch(of: #/[-+]?[1-9][0-9]{0,2},[0-9]{3}/#) != nil {
      let (point, whole) = (text.replacing(",", with: "."), text.replacing(",", with: ""))
      return "with a decimal point it is \(point), without a sign between thousands \(whole)"
    }
    if text.wholeMatch(of: #/[-+]?[0-9]+,[0-9]+/#) != nil {
      return "with a decimal point it is \(text.replacing(",", with: "."))"
    }
    let missing = ["n/a", "-", "--", ".", "null", "none", "missing", "nil", "#n/a"]
    return missing.contains(text.lowercased()) ? "a missing value is an empty cell, NA or NaN" : nil
  }

  /// `2024-03-01`, `01.03.2024`, `3/1/2024`, `2024-03-01 10:15`, `10:15:30`
  private static func date(_ text: String) -> String? {
    if text.wholeMatch(of: #/([0-9]{1,4}([-./])[0-9]{1,2}\2[0-9]{1,4}[T ])?[0-9]{1,2}:[0-9]{2}.*/#) != nil {
      return "a time of day is no number: give the minutes or seconds since the first, as 0, 1, 2"
    }
    let isDate = text.wholeMatch(of: #/[0-9]{1,4}([-./])[0-9]{1,2}\1[0-9]{1,4}([T ].*)?/#) != nil
    return isDate ? "a date is no number: give the days since the first, as 0, 7, 14" : nil
  }

  /// Those of a plain number in the column's own unit.
  private static func writtenDecimals(_ quantity: Quantity, _ text: String, in unit: Unit?) -> Int? {
    guard quantity.unit == nil || quantity.unit?.text == unit?.text else { return nil }
    let number = text.prefix { $0.isNumber || "+-.".contains($0) }
    let end = text.dropFirst(number.count).first
    // What has more digits than a number holds is printed like what was not written.
    guard end == nil || end == " ", number.count <= 16 else { return nil }
    return number.firstIndex(of: ".").map { number.distance(from: $0, to: number.endIndex) - 1 } ?? 0
  }
}

extension Fragment {
  /// `1,25`, `-0,5e-3`, `2,5 mg`
  var hasDecimalComma: Bool {
    text.wholeMatch(of: #/[-+]?[0-9]*,[0-9]+([eE][-+]?[0-9]+)?( *[A-Za-zµ%].*)?/#) != nil
  }
}
