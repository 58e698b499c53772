package import Expressions

/// Random formulas: every operator and function, names x, y and t.
package struct ExpressionGenerator {
  package var random: SplitMix64
  /// Whether comparisons and functions with corners may come.
  private let isSmooth: Bool

  package init(seed: UInt64, isSmooth: Bool = false) {
    random = SplitMix64(seed: seed)
    self.isSmooth = isSmooth
  }

  package mutating func expression(depth: Int = 5) -> Expression {
    if depth == 0 || Int.random(in: 0..<6, using: &random) == 0 { return leaf() }
    switch Int.random(in: 0..<10, using: &random) {
    case 0...5:
      let operations: [BinaryOperator] =
        isSmooth ? [.add, .subtract, .multiply, .divide, .power] : BinaryOperator.allCases
      let operation = operations[Int.random(in: 0..<operations.count, using: &random)]
      let left = expression(depth: depth - 1)
      let right =
        operation == .power && isSmooth
        ? Expression.number(Double(Int.random(in: 2...3, using: &random))) : expression(depth: depth - 1)
      return Expression(.binary(operation, left, right))
    case 6: return Expression(.negation(nonLiteral(depth - 1)))
    case 7 where !isSmooth: return Expression(.not(expression(depth: depth - 1)))
    default:
      let smooth: [Function] = [
        .exp, .expm1, .exprel, .log, .sqrt, .sin, .cos, .tan, .atan, .sinh, .cosh, .tanh, .log10, .asin, .acos,
      ]
      let all = isSmooth ? smooth : Function.ofEquations
      let function = all[Int.random(in: 0..<all.count, using: &random)]
      if isSmooth { return tame(function, expression(depth: depth - 1)) }
      return Expression(.function(function, function.parameters.map { _ in expression(depth: depth - 1) }))
    }
  }

  /// A call whose argument lies where the function is defined and does not overflow.
  private func tame(_ function: Function, _ argument: Expression) -> Expression {
    let square = Expression(.binary(.multiply, argument, argument))
    let above = Expression(.binary(.add, square, .number(1)))
    switch function {
    case .log, .log10, .sqrt: return Expression(.function(function, [above]))
    case .sin, .cos, .tanh, .atan: return Expression(.function(function, [argument]))
    default: return Expression(.function(function, [Expression(.binary(.divide, argument, above))]))
    }
  }

  /// A negated literal is a literal.
  private mutating func nonLiteral(_ depth: Int) -> Expression {
    while true {
      let candidate = expression(depth: max(1, depth))
      if case .number = candidate.node { continue }
      if case .quantity = candidate.node { continue }
      return candidate
    }
  }

  private mutating func leaf() -> Expression {
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let value = Double(Int.random(in: isSmooth ? -24...24 : -400...400, using: &random)) / 8
      return .number(value)
    case 1: return .number(Double(Int.random(in: 1...5, using: &random)))
    default: return .symbol(["x", "y", "t"][Int.random(in: 0..<3, using: &random)])
    }
  }
}
