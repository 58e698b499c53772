/// What to say where two parts of a formula are in units that do not go together.
enum UnitAdvice {
  static func reason(_ a: Unit, _ b: Unit) -> String {
    a.measuresSame(as: b)
      ? "their scales differ" : a.hasOtherZero(than: b) ? "their zeros differ" : "they measure different things"
  }

  static func hint(_ expression: Expression, _ unit: Unit, _ other: Unit) -> String? {
    guard let factor = other.magnitude(of: 1, decimal: "1", in: unit) else { return unit.adviceOnZero(other) }
    let one = "1 \(unit.name) is \(text(factor)) \(other.name)"
    // A number with its unit says what it converts; one of ordinary size may be anything.
    let isWritten = [unit, other].allSatisfy { !$0.text.contains { "·(^".contains($0) } } && !unit.text.contains("/")
    let factorText = isWritten ? "\(text(factor)) \(other.text)/\(unit.text)" : text(factor)
    return isWritten || !isOrdinary(factor)
      ? "\(one): write '\(factorText)*\(expression.factorText)', or give what stands in it in other units"
      : "\(one): give what stands in it in other units"
  }

  static func text(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Whether a number is too ordinary to convert a scale: no 1000, no 0.001, and none that clocks count by.
  static func isOrdinary(_ value: Double) -> Bool {
    (0.01...100).contains(abs(value)) && ![60, 24].contains(abs(value))
  }
}

extension Expression {
  /// As the factor of a product.
  fileprivate var factorText: String {
    switch node {
    case .binary(let operation, _, _) where operation.precedence <= BinaryOperator.add.precedence: "(\(text))"
    case .negation: "(\(text))"
    case .binary(_, let first, _) where first.factorText != first.text: "(\(text))"
    default: text
    }
  }
}
