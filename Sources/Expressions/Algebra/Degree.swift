extension Expression {
  /// Of what degree the expression is in what moves: 0 where it stays, 1 where it is a sum of multiples, 2 for anything else.
  ///
  /// - Parameter symbol: the same of each name.
  func degree(of symbol: (String) -> Int) -> Int {
    func degree(_ part: Expression) -> Int { part.degree(of: symbol) }
    switch node {
    case .symbol(let name): return symbol(name)
    case .negation(let x): return degree(x)
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b): return max(degree(a), degree(b))
    case .binary(.multiply, let a, let b): return min(2, degree(a) + degree(b))
    case .binary(.divide, let a, let b) where degree(b) == 0: return degree(a)
    default: return children.allSatisfy { degree($0) == 0 } ? 0 : 2
    }
  }
}
