private import Markup

/// What to say where two parts of a formula are in units that do not go together.
enum UnitAdvice {
  /// Why they do not.
  static func reason(_ a: Unit, _ b: Unit) -> String {
    if a.measuresSame(as: b) { return "their scales differ" }
    guard a.isApart(from: b) else { return "they measure different things" }
    return a.text == "degC" || b.text == "degC" ? "their zeros differ" : "one counts turns, and the other radians"
  }

  /// How `expression`, which is in `unit`, comes to be in `other`; nothing where it measures another thing.
  static func hint(_ expression: Expression, _ unit: Unit, _ other: Unit) -> String? {
    guard let factor = other.magnitude(of: 1, decimal: "1", in: unit) else {
      if isCoulombForDegree(unit, other) { return "C is the coulomb: a temperature is in degC, or in K" }
      return unit.adviceApart(other) ?? missing(unit, other)
    }
    let one = "1 \(unit.name) is \(ratio(factor)) \(other.name)"
    // A number with its unit says what it converts.
    let isWritten = [unit, other].allSatisfy { !$0.text.contains { "·(^".contains($0) } } && !unit.text.contains("/")
    if isWritten {
      let converted = "\(Digits.shortest(factor)) \(other.text)/\(unit.text)*\(expression.factorText)"
      return "\(one): write '\(converted)', or give what stands in it in other units"
    }
    return "\(one): a factor \(ratio(factor)) of its own converts it, or give what stands in it in other units"
  }

  /// Whether one unit has a coulomb where the other has a temperature.
  private static func isCoulombForDegree(_ one: Unit, _ other: Unit) -> Bool {
    func words(_ unit: Unit) -> Set<Substring> { Set(unit.text.split { !$0.isLetter }) }
    let (a, b) = (words(one), words(other))
    return a.contains("C") != b.contains("C") && !a.union(b).isDisjoint(with: ["K", "degC"])
  }

  /// How a ratio of like units comes to be a plain number.
  static func ofRatio(_ unit: Unit) -> String? {
    Unit.one.magnitude(of: 1, decimal: "1", in: unit).map {
      "1 \(unit.name) is \(ratio($0)): a factor \(ratio($0)) of its own makes it a plain number, or give both parts in the same unit"
    }
  }

  /// What a formula lacks that measures another thing, where that is a unit that one would write.
  private static func missing(_ unit: Unit, _ other: Unit) -> String? {
    let (above, below) = (other / unit, unit / other)
    func isShort(_ unit: Unit) -> Bool { !unit.name.contains("(") && unit.name.count <= 6 && unit != .one }
    let end = other.isPlain && other.text != "rad" ? "have no unit" : "be in \(other.name)"
    if isShort(above), !above.name.hasPrefix("1/") {
      return "multiplied by something in \(above.name) it would \(end)"
    }
    return isShort(below) ? "divided by something in \(below.name) it would \(end)" : nil
  }

  /// `1/60` rather than 0.016666666666666666, and 7 rather than 6.999999999999999.
  static func ratio(_ value: Double) -> String {
    let inverse = (1 / value).rounded()
    if value < 0.5, inverse < 1e6, abs(inverse * value - 1) < 1e-12, Digits.shortest(value).count > 8 {
      return "1/\(Digits.shortest(inverse))"
    }
    // 1/0.06 rather than 16.666666666666668.
    let short = Digits.significant(1 / value, 6)
    if Digits.shortest(value).count > 8, let other = Double(short), abs(other * value - 1) < 1e-12 {
      return "1/\(Digits.shortest(other))"
    }
    return Digits.shortest(abs(value.rounded() / value - 1) < 1e-12 ? value.rounded() : value)
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
    case _ where text.hasPrefix("-"): "(\(text))"
    case .binary(_, let first, _) where first.factorText != first.text: "(\(text))"
    default: text
    }
  }
}
