import Markup

/// When two numbers count as the same, and how a difference is told.
struct NumberAgreement: Sendable {
  /// The largest difference, as a part of the larger number.
  let tolerance: Double

  /// From here on a whole number is no count: it may be whole for want of digits.
  private static let countLimit = 1e9

  /// Whole numbers are counts, and must be the same.
  func holds(_ old: Double, _ new: Double) -> Bool {
    if old == new { return true }
    let size = max(abs(old), abs(new))
    if size < Self.countLimit, old == old.rounded(), new == new.rounded() { return false }
    return abs(new - old) <= tolerance * size
  }

  /// Numbers with so many digits may differ by one unit of the last.
  static func holds(_ old: Double, _ new: Double, digits: Int) -> Bool {
    if old == new { return true }
    let size = max(abs(old), abs(new))
    let text = Digits.scientific(size, max(0, digits - 1))
    guard let split = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: split)...]),
      let unit = Double("1e\(exponent - digits + 1)")
    else { return false }
    // Decimal fractions are not exact in binary.
    return abs(new - old) < 1.01 * unit
  }

  /// `was 0.0123, is 0.0125 (1.6 %)`, with as many digits as show that they differ.
  static func change(_ old: Double, _ new: Double) -> String {
    let digits = (4...17).first { Digits.compact(old, $0) != Digits.compact(new, $0) } ?? 17
    let text = "was \(Digits.compact(old, digits)), is \(Digits.compact(new, digits))"
    let part = abs(new - old) / abs(old)
    guard part.isFinite else { return text }
    return text + (part >= 1e-4 ? " (\(Digits.compact(100 * part, 2)) %)" : " (a part of \(Digits.compact(part, 2)))")
  }

  static func change(_ old: PageResults.Cell, _ new: PageResults.Cell) -> String {
    if case .number(let old) = old, case .number(let new) = new { return change(old, new) }
    return "was \(description(old)), is \(description(new))"
  }

  private static func description(_ cell: PageResults.Cell) -> String {
    switch cell {
    case .number(let value): Digits.compact(value, 6)
    case .text(let text): "“\(text)”"
    case .none(let why): "none (\(why))"
    }
  }
}
