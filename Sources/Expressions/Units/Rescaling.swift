/// A formula in another scale: not by a factor in front, but where a literal in it can take the factor up.
extension Expression {
  /// - Parameter resolved: the same formula in plain numbers, which measures in `from`.
  func rescaled(_ resolved: Expression, from: Unit, to: Unit) -> Expression? {
    guard from.measuresSame(as: to) else { return nil }
    switch (node, resolved.node) {
    case (.quantity, .number(let value)):
      return to.magnitude(of: value, decimal: nil, in: from).map { Expression(.number($0), at: range) }
    case (.negation(let x), .negation(let y)):
      return x.rescaled(y, from: from, to: to).map { Expression(.negation($0), at: range) }
    case (.binary(.multiply, let a, let b), .binary(.multiply, let x, let y)):
      if let left = a.rescaled(x, from: from, to: to) { return Expression(.binary(.multiply, left, y), at: range) }
      return b.rescaled(y, from: from, to: to).map { Expression(.binary(.multiply, x, $0), at: range) }
    case (.binary(.divide, let a, let b), .binary(.divide, let x, let y)):
      if let above = a.rescaled(x, from: from, to: to) { return Expression(.binary(.divide, above, y), at: range) }
      // `A/(600 min)`: below the line the other way round.
      return b.rescaled(y, from: to, to: from).map { Expression(.binary(.divide, x, $0), at: range) }
    case (.binary(let operation, let a, let b), .binary(_, let x, let y))
    where operation == .add || operation == .subtract:
      guard let left = a.rescaled(x, from: from, to: to), let right = b.rescaled(y, from: from, to: to) else {
        return nil
      }
      return Expression(.binary(operation, left, right), at: range)
    case (.function(.conditional, let own), .function(.conditional, let parts)):
      guard let first = own[1].rescaled(parts[1], from: from, to: to),
        let second = own[2].rescaled(parts[2], from: from, to: to)
      else { return nil }
      return Expression(.function(.conditional, [parts[0], first, second]), at: range)
    default: return nil
    }
  }
}
