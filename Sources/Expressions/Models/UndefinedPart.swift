/// A part of an equation that has no value, though what it is of has one: the square root of a number below zero.
package struct UndefinedPart: Sendable, Equatable {
  /// The part as its author would write it.
  package let text: String
  /// Where it has no value: `x is below 0`.
  package let reason: String
}

extension ModelDefinition {
  /// The first part of the right-hand sides that has no value at a time, for states in order.
  package func undefinedPart(_ time: Double, _ states: [Double], parameters: [Double]) -> UndefinedPart? {
    let values = MomentValues(self, time, states, parameters: parameters)
    for state in self.states {
      let rate = removingSingularities(state.equation.rate)
      if let part = rate.undefinedPart(values.value, in: namedExpressions) { return part }
    }
    return nil
  }
}

extension Expression {
  fileprivate func undefinedPart(_ value: (String) -> Value?, in named: [String: Expression]) -> UndefinedPart? {
    guard let result = try? number(value), !result.isFinite else { return nil }
    if case .symbol(let name) = node { return named[name]?.undefinedPart(value, in: named) }
    // What a condition does not choose does not matter.
    if case .function(.conditional, let arguments) = node, arguments.count == 3 {
      let isTrue = (try? arguments[0].number(value)) ?? 0
      return arguments[isTrue != 0 ? 1 : 2].undefinedPart(value, in: named)
    }
    for child in children {
      if let part = child.undefinedPart(value, in: named) { return part }
    }
    return boundary(value).map { UndefinedPart(text: text, reason: $0) }
  }

  /// Which argument is outside of what the outermost operation takes.
  private func boundary(_ value: (String) -> Value?) -> String? {
    func number(_ argument: Expression) -> Double { (try? argument.number(value)) ?? .nan }
    switch node {
    case .function(.sqrt, let arguments) where number(arguments[0]) < 0: return "\(arguments[0].text) is below 0"
    case .function(.log, let arguments) where number(arguments[0]) <= 0,
      .function(.log10, let arguments) where number(arguments[0]) <= 0:
      return "\(arguments[0].text) is not above 0"
    case .function(.asin, let arguments) where abs(number(arguments[0])) > 1,
      .function(.acos, let arguments) where abs(number(arguments[0])) > 1:
      return "\(arguments[0].text) is not between −1 and 1"
    case .binary(.power, let base, let exponent)
    where number(base) < 0 && number(exponent) != number(exponent).rounded():
      return "\(base.text) is below 0"
    case .binary(.divide, _, let divisor) where number(divisor) == 0: return "\(divisor.text) is 0"
    default: return nil
    }
  }
}
