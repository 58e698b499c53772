import Markup

/// A length as TeX writes it: `2pt`, `1.5 em`, `18mu`.
struct Length: Sendable {
  let value: Double
  /// As MathML writes it.
  let text: String

  init?(_ written: String) {
    let written = written.filter { !$0.isWhitespace }
    guard let unit = Self.units.first(where: { written.hasSuffix($0) }),
      let value = Double(written.dropLast(unit.count)), value.isFinite, abs(value) < Self.longest
    else { return nil }
    self.value = value
    text = unit == "mu" ? Digits.compact(value / 18, 4) + "em" : Digits.compact(value, 4) + unit
  }

  /// In em, an em being ten points.
  var ems: Double? {
    for (unit, size) in [("em", 1), ("pt", 0.1), ("ex", 0.43), ("mm", 0.2845), ("cm", 2.845), ("in", 7.227)]
    where text.hasSuffix(unit) {
      return Double(text.dropLast(unit.count)).map { $0 * size }
    }
    return nil
  }

  private static let units = ["em", "ex", "pt", "mu", "cm", "mm", "in", "px", "pc"]
  /// Longer than any page.
  private static let longest = 1000.0
}
