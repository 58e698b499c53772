/// Conditions of events as numbers: at least 0 where the condition holds.
package enum EventCondition {
  /// The margin by which the condition holds: left minus right of a comparison; `and` is the least of two margins, `or` the
  /// greatest. Nothing for what is not made of inequalities.
  package static func margin(of condition: Expression) -> Expression? {
    switch condition.node {
    case .binary(.greaterOrEqual, let a, let b), .binary(.greater, let a, let b): a - b
    case .binary(.lessOrEqual, let a, let b), .binary(.less, let a, let b): b - a
    case .binary(.and, let a, let b): combine(.min, a, b)
    case .binary(.or, let a, let b): combine(.max, a, b)
    case .not(let x): margin(of: x).map { -$0 }
    default: nil
    }
  }

  private static func combine(_ function: Function, _ a: Expression, _ b: Expression) -> Expression? {
    guard let x = margin(of: a), let y = margin(of: b) else { return nil }
    return Expression(.function(function, [x, y]), at: a.range)
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
