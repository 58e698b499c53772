extension Expression {
  /// Whether it adds numbers with a unit to numbers without one, `70 pA + 30`, or chooses between the like: shown as it was
  /// written it would puzzle.
  package var mixesUnits: Bool {
    switch node {
    case .binary(let operation, let a, let b) where [.add, .subtract].contains(operation) || operation.isComparison:
      if a.isMeasured && b.isBare || a.isBare && b.isMeasured { return true }
    case .function(.conditional, let arguments) where arguments.count == 3:
      if arguments[1].isMeasured && arguments[2].isBare || arguments[1].isBare && arguments[2].isMeasured {
        return true
      }
    default: break
    }
    return children.contains { $0.mixesUnits }
  }

  /// Whether its size is that of a number with a unit.
  private var isMeasured: Bool {
    switch node {
    case .quantity: true
    case .negation(let x): x.isMeasured
    case .binary(.multiply, let a, let b), .binary(.add, let a, let b), .binary(.subtract, let a, let b):
      a.isMeasured || b.isMeasured
    case .binary(.divide, let a, let b): a.isMeasured && !b.isMeasured
    case .function(.conditional, let arguments): arguments.dropFirst().contains { $0.isMeasured }
    default: false
    }
  }

  /// Whether it is made of numbers without a unit, and conditions. Nought needs none.
  private var isBare: Bool {
    switch node {
    case .number(let value): value != 0
    case .negation(let x): x.isBare
    case .binary(.multiply, let a, let b): (a.isBare || a.isCondition) && (b.isBare || b.isCondition)
    case .binary(.divide, let a, let b): a.isBare && b.isBare
    default: false
    }
  }

  private var isCondition: Bool {
    guard case .binary(let operation, _, _) = node else { return false }
    return operation.isComparison || operation.isLogical
  }
}
