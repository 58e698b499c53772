/// Numbers with the unit behind them: `5 mV`, `0.02 1/h`, `(1/7) 1/day`.
extension ExpressionParser {
  mutating func literal(_ value: Double, _ token: Token) -> Expression {
    advance()
    if let (unit, end) = perUnit {
      for _ in 0..<3 { advance() }
      return Expression(.quantity(value, unit), at: token.range.lowerBound..<end)
    }
    guard case .name(let word) = current.kind, let unit = Unit.named(word), !Self.isWord(word) else {
      return Expression(.number(value), at: token.range)
    }
    let range = token.range.lowerBound..<current.range.upperBound
    advance()
    if current.isSymbol("(") { failUnexpected() }
    if let advice = ExpressionAdvice.unitOrDifference(position, tokens, fragment) { fail(advice) }
    return Expression(.quantity(value, unit), at: range)
  }

  /// The unit of `5 1/h` behind its number, and where it ends.
  private var perUnit: (unit: Unit, end: Int)? {
    guard case .number(1, decimal: "1") = current.kind, position + 2 < tokens.count, tokens[position + 1].isSymbol("/"),
      case .name(let word) = tokens[position + 2].kind, let unit = Unit.named(word)
    else { return nil }
    return (.one / unit, tokens[position + 2].range.upperBound)
  }

  /// The number that stands in parentheses with the unit behind them: `(1/7) 1/day`.
  mutating func inParentheses(_ inner: Expression) -> Expression? {
    guard let value = try? inner.number({ _ in nil }) else { return nil }
    if let (unit, end) = perUnit {
      for _ in 0..<3 { advance() }
      return Expression(.quantity(value, unit), at: inner.range.lowerBound..<end)
    }
    guard case .name(let word) = current.kind, let unit = Unit.named(word), !Self.isWord(word) else { return nil }
    let end = current.range.upperBound
    advance()
    return Expression(.quantity(value, unit), at: inner.range.lowerBound..<end)
  }
}
