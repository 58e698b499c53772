import Diagnostics

/// Numbers with units that can be read in two ways: asked back, since either would be taken for the other without a word.
extension ExpressionAdvice {
  /// `1/7 1/day`: a seventh per day, or one over seven per day?
  static func rateOrItsInverse(_ left: Expression, _ right: Expression, _ fragment: Fragment) -> ExpressionAdvice? {
    guard case .number = left.node, case .quantity(_, let unit) = right.node, unit.text.hasPrefix("1/") else {
      return nil
    }
    let (above, below) = (fragment.slice(left.range).text, fragment.slice(right.range).text)
    let number = below.prefix { !" /".contains($0) }
    // In parentheses it is said.
    guard below.first?.isNumber == true else { return nil }
    let whole = left.range.lowerBound..<right.range.upperBound
    return ExpressionAdvice(
      "'\(fragment.slice(whole).text)' can be read in two ways", whole,
      hint: "write '(\(above)/\(number)) \(unit.text)' or '\(above)/(\(number) \(unit.text.dropFirst(2)))'")
  }

  /// `1.28 h-1`: the unit 1/h, or a difference?
  ///
  /// - Parameter position: the token behind the unit.
  static func unitOrDifference(_ position: Int, _ tokens: [Token], _ fragment: Fragment) -> ExpressionAdvice? {
    guard position >= 2, position + 1 < tokens.count, tokens[position].isSymbol("-"),
      case .number(let power, let decimal) = tokens[position + 1].kind, (1...4).contains(power), decimal.count == 1,
      tokens[position - 1].range.upperBound == tokens[position].range.lowerBound,
      tokens[position].range.upperBound == tokens[position + 1].range.lowerBound
    else { return nil }
    let number = fragment.slice(tokens[position - 2].range).text
    let word = fragment.slice(tokens[position - 1].range).text
    return ExpressionAdvice(
      "'\(word)-\(decimal)' can be read in two ways",
      tokens[position - 1].range.lowerBound..<tokens[position + 1].range.upperBound,
      hint:
        "write '\(number) \(word)^-\(decimal)' for the unit, and '\(number) \(word) - \(decimal)' for the difference")
  }
}
