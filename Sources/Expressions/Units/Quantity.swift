/// A number and, where it was written, its unit.
package struct Quantity: Sendable, Equatable {
  package let value: Double
  /// The number as it was written, so that a change of unit need not round.
  package let decimal: String?
  package let unit: Unit?

  package init(_ value: Double, decimal: String? = nil, unit: Unit? = nil) {
    self.value = value
    self.decimal = decimal
    self.unit = unit
  }

  /// Reads `1`, `-60 mV`, `0.7 pA/mV^2`. Gives nothing for anything else, such as an expression.
  package init?(parsing text: String) {
    var rest = text[...]
    while rest.first == " " { rest.removeFirst() }
    let number = rest.prefix { "+-0123456789.".contains($0) }
    guard !number.isEmpty else { return nil }
    var decimal = String(number)
    rest = rest.dropFirst(number.count)
    if rest.first == "e" || rest.first == "E" {
      let exponent = rest.dropFirst().prefix { "+-0123456789".contains($0) }
      if exponent.contains(where: \.isNumber) {
        decimal += "e" + exponent
        rest = rest.dropFirst(1 + exponent.count)
      }
    } else if let power = Self.powerOfTen(rest) {
      decimal += "e" + power.exponent
      rest = power.rest
    }
    guard let value = Double(decimal.hasSuffix(".") ? decimal + "0" : decimal), value.isFinite else { return nil }
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    let unitText = String(rest)
    if unitText.isEmpty {
      self.init(value, decimal: decimal)
    } else if let unit = Unit(parsing: unitText), unitText.first != "*", unitText.first != "/" {
      self.init(value, decimal: decimal, unit: unit)
    } else {
      return nil
    }
  }

  /// `*10^-8`, in front of a unit.
  private static func powerOfTen(_ text: Substring) -> (exponent: String, rest: Substring)? {
    var rest = text.drop { $0 == " " }
    guard let sign = rest.first, "*·×".contains(sign) else { return nil }
    rest = rest.dropFirst().drop { $0 == " " }
    guard rest.hasPrefix("10^") else { return nil }
    rest = rest.dropFirst(3)
    let isInParentheses = rest.first == "("
    if isInParentheses { rest = rest.dropFirst() }
    let exponent = rest.prefix { "+-0123456789".contains($0) }
    rest = rest.dropFirst(exponent.count)
    if isInParentheses {
      guard rest.first == ")" else { return nil }
      rest = rest.dropFirst()
    }
    guard Int(exponent) != nil, rest.first == " ", rest.contains(where: \.isLetter) else { return nil }
    return (String(exponent), rest)
  }

  /// The number in `unit`: as it is where no unit was written, nothing where the units measure different things.
  package func magnitude(in target: Unit?) -> Double? {
    guard let unit, let target else { return value }
    return target.magnitude(of: value, decimal: decimal, in: unit)
  }
}
