private import Dynamics

/// Expressions put together with the obvious simplifications, so that derivatives stay readable and cheap.
extension Expression {
  static let zero = Expression.number(0)
  static let one = Expression.number(1)

  var constant: Double? {
    if case .number(let value) = node { value } else { nil }
  }

  static func + (a: Expression, b: Expression) -> Expression {
    if let x = a.constant, let y = b.constant { return .number(x + y) }
    if a.constant == 0 { return b }
    if b.constant == 0 { return a }
    if case .negation(let c) = b.node { return a - c }
    return Expression(.binary(.add, a, b), at: a.range)
  }

  static func - (a: Expression, b: Expression) -> Expression {
    if let x = a.constant, let y = b.constant { return .number(x - y) }
    if b.constant == 0 { return a }
    if a.constant == 0 { return -b }
    if case .negation(let c) = b.node { return a + c }
    return Expression(.binary(.subtract, a, b), at: a.range)
  }

  static func * (a: Expression, b: Expression) -> Expression {
    if let x = a.constant, let y = b.constant { return .number(x * y) }
    if a.constant == 0 || b.constant == 0 { return .zero }
    if a.constant == 1 { return b }
    if b.constant == 1 { return a }
    if a.constant == -1 { return -b }
    if b.constant == -1 { return -a }
    if case .negation(let c) = a.node { return -(c * b) }
    if case .negation(let c) = b.node { return -(a * c) }
    return Expression(.binary(.multiply, a, b), at: a.range)
  }

  static func / (a: Expression, b: Expression) -> Expression {
    if let x = a.constant, let y = b.constant, y != 0 { return .number(x / y) }
    if a.constant == 0 { return .zero }
    if b.constant == 1 { return a }
    if case .negation(let c) = a.node { return -(c / b) }
    return Expression(.binary(.divide, a, b), at: a.range)
  }

  static func ^ (a: Expression, b: Expression) -> Expression {
    if let x = a.constant, let y = b.constant { return .number(Operation.apply(.power, x, y, 0)) }
    if b.constant == 0 { return .one }
    if b.constant == 1 { return a }
    return Expression(.binary(.power, a, b), at: a.range)
  }

  static prefix func - (a: Expression) -> Expression {
    switch a.node {
    case .number(let value): .number(-value)
    case .negation(let inner): inner
    default: Expression(.negation(a), at: a.range)
    }
  }

  static func call(_ function: Function, _ arguments: Expression...) -> Expression {
    let constants = arguments.compactMap(\.constant) + [0, 0, 0]
    if constants.count == arguments.count + 3, let operation = function.operation {
      return .number(Operation.apply(operation, constants[0], constants[1], constants[2]))
    }
    return Expression(.function(function, arguments), at: arguments.first?.range ?? 0..<0)
  }

  /// if(condition, a, b), which is a where both are the same.
  static func choose(_ condition: Expression, _ a: Expression, _ b: Expression) -> Expression {
    if let known = condition.constant { return known != 0 ? a : b }
    return a == b ? a : Expression(.function(.conditional, [condition, a, b]), at: condition.range)
  }

  /// The expression with constant parts computed. Nothing else is changed, so that it has the same value everywhere.
  package var folded: Expression {
    if case .function(let function, let arguments) = node, let expanded = function.expanded(arguments) {
      return expanded.folded
    }
    let inner = mapChildren(\.folded)
    let constants = inner.children.compactMap(\.constant)
    guard !constants.isEmpty, constants.count == inner.children.count else { return inner }
    let operation: Operation?
    switch inner.node {
    case .negation: operation = .negate
    case .not: operation = .not
    case .binary(let binary, _, _): operation = binary.operation
    case .function(let function, _): operation = function.operation
    default: operation = nil
    }
    guard let operation else { return inner }
    let padded = constants + [0, 0, 0]
    return Expression(.number(Operation.apply(operation, padded[0], padded[1], padded[2])), at: range)
  }
}
