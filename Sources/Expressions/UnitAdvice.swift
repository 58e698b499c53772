private import Markup

/// What to say where two parts of a formula are in units that do not go together.
enum UnitAdvice {
  /// Why they do not.
  static func reason(_ a: Unit, _ b: Unit) -> String {
    a.measuresSame(as: b)
      ? "their scales differ" : a.hasOtherZero(than: b) ? "their zeros differ" : "they measure different things"
  }

  /// How `expression`, which is in `unit`, comes to be in `other`; nothing where it measures another thing.
  static func hint(_ expression: Expression, _ unit: Unit, _ other: Unit) -> String? {
    guard let factor = other.magnitude(of: 1, decimal: "1", in: unit) else { return unit.adviceOnZero(other) }
    let one = "1 \(unit.name) is \(Digits.shortest(factor)) \(other.name)"
    // A number with its unit says what it converts; one of ordinary size may be anything.
    let isWritten = [unit, other].allSatisfy { !$0.text.contains { "·(^".contains($0) } } && !unit.text.contains("/")
    let factorText = isWritten ? "\(Digits.shortest(factor)) \(other.text)/\(unit.text)" : Digits.shortest(factor)
    return isWritten || !isOrdinary(factor)
      ? "\(one): write '\(factorText)*\(expression.factorText)', or give what stands in it in other units"
      : "\(one): give what stands in it in other units"
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
