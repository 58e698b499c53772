/// Conditions of events as numbers: at least 0 where the condition holds.
package enum EventCondition {
  /// The margin by which the condition holds: left minus right of a comparison; `and` is the least of two margins, `or` the
  /// greatest. Nothing for what is not made of inequalities.
  ///
  /// Where only some of several comparisons are without their border, those are below zero there by the least number that there
  /// is: `x >= 1 and max(y, 0) > 0` does not hold where max(y, 0) is 0.
  package static func margin(of condition: Expression) -> Expression? {
    let comparisons = strictness(of: condition)
    let isMixed = comparisons.contains(true) && comparisons.contains(false)
    return margin(of: condition, isMixed: isMixed)
  }

  private static func margin(of condition: Expression, isMixed: Bool) -> Expression? {
    func open(_ difference: Expression) -> Expression {
      isMixed
        ? Expression(.binary(.subtract, difference, .number(.leastNonzeroMagnitude)), at: condition.range) : difference
    }
    switch condition.node {
    case .binary(.greaterOrEqual, let a, let b): return a - b
    case .binary(.greater, let a, let b): return open(a - b)
    case .binary(.lessOrEqual, let a, let b): return b - a
    case .binary(.less, let a, let b): return open(b - a)
    case .binary(.and, let a, let b), .binary(.or, let a, let b):
      guard let x = margin(of: a, isMixed: isMixed), let y = margin(of: b, isMixed: isMixed) else { return nil }
      let isBoth = if case .binary(.and, _, _) = condition.node { true } else { false }
      return Expression(.function(isBoth ? .min : .max, [x, y]), at: a.range)
    case .not(let x): return margin(of: x, isMixed: isMixed).map { -$0 }
    default: return nil
    }
  }

  /// For each comparison in it, whether it is without its border.
  private static func strictness(of condition: Expression) -> [Bool] {
    switch condition.node {
    case .binary(.greater, _, _), .binary(.less, _, _): [true]
    case .binary(.greaterOrEqual, _, _), .binary(.lessOrEqual, _, _): [false]
    case .binary(.and, let a, let b), .binary(.or, let a, let b): strictness(of: a) + strictness(of: b)
    case .not(let x): strictness(of: x)
    default: []
    }
  }

  /// Whether the condition is without its border.
  package static func isStrict(_ condition: Expression) -> Bool {
    switch condition.node {
    case .binary(.greater, _, _), .binary(.less, _, _): true
    case .binary(.and, let a, let b), .binary(.or, let a, let b): isStrict(a) && isStrict(b)
    case .not(let x): !isStrict(x)
    default: false
    }
  }
}
