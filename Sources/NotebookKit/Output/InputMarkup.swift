import Expressions
import Markup

/// An input as a reader would say it: `70 pA for t ≥ 100 ms, else 0`. What is more than a value under conditions stays a formula.
struct InputMarkup {
  let unit: Unit?
  let timeUnit: Unit?
  let writer: MathWriter

  func markup(_ expression: Expression) -> Markup {
    let factors = Self.operands(expression, .multiply)
    let conditions = factors.filter(Self.isCondition).flatMap { Self.operands($0, .and) }
    let values = factors.filter { !Self.isCondition($0) }
    guard values.count <= 1 else { return writer.math(expression) }
    let value = values.first.map { measured($0, unit) } ?? measured(.number(1), nil)
    if conditions.isEmpty { return value }
    let joined = conditions.dropFirst().reduce([condition(conditions[0])]) { $0 + [words(" and "), condition($1)] }
    return .tag("mrow", [:], [value, words(" for ")] + joined + [words(", else "), .tag("mn", [:], "0")])
  }

  /// What an operation that may be repeated is applied to: a, b and c of `a*b*c`.
  private static func operands(_ expression: Expression, _ operation: BinaryOperator) -> [Expression] {
    guard case .binary(operation, let a, let b) = expression.node else { return [expression] }
    return operands(a, operation) + operands(b, operation)
  }

  private static func isCondition(_ expression: Expression) -> Bool {
    guard case .binary(let operation, let a, let b) = expression.node else { return false }
    return operation.isComparison || operation == .and && isCondition(a) && isCondition(b)
  }

  private func condition(_ expression: Expression) -> Markup {
    guard case .binary(_, let a, let b) = expression.node, case .symbol("t") = a.node, case .number = b.node,
      let timeUnit
    else { return writer.math(expression) }
    return .tag("mrow", [:], [writer.math(expression), words(" " + timeUnit.symbol)])
  }

  /// A number with the unit it is meant in.
  func measured(_ value: Expression, _ unit: Unit?) -> Markup {
    guard case .number = value.node, let unit = unit?.printed else { return writer.math(value) }
    return .tag("mrow", [:], [writer.math(value), words(" " + unit.symbol)])
  }

  private func words(_ text: String) -> Markup { .tag("mtext", [:], .text(text.replacing(" ", with: "\u{A0}"))) }
}
