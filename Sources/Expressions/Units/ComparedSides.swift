extension Expression {
  /// The first side of a comparison within the condition that is not a number where the condition is looked at, or a
  /// tolerance below zero: what is compared with it holds or fails by accident.
  package func sideWithoutNumber(_ value: (String) -> Value?) -> Expression? {
    func isNone(_ side: Expression) -> Bool { (try? side.evaluate(value))?.number?.isNaN ?? false }
    switch node {
    case .not(let x): return x.sideWithoutNumber(value)
    case .binary(let operation, let a, let b) where operation.isLogical:
      if let side = a.sideWithoutNumber(value) { return side }
      // As in the evaluation, the right side counts only where it matters.
      guard let left = try? a.number(value), (left != 0) == (operation == .and) else { return nil }
      return b.sideWithoutNumber(value)
    case .binary(let operation, let a, let b) where operation.isComparison: return [a, b].first(where: isNone)
    case .within(let a, let b, let tolerance):
      if let side = [a, b, tolerance].first(where: isNone) { return side }
      return (try? tolerance.number(value)).map { $0 < 0 } == true ? tolerance : nil
    default: return nil
    }
  }
}
