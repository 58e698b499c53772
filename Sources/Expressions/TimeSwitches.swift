private import Dynamics

/// Takes out of equations what jumps at fixed times, such as `t >= 100`, and finds those times.
///
/// Each such part becomes a mode: a number that is held between two stops. So a step never sees both sides of a jump, and
/// every method keeps its order; a short pulse is never stepped over.
struct TimeSwitches {
  /// The modes found, in the order in which they are evaluated.
  private(set) var modes: [Mode] = []

  struct Mode {
    let name: String
    /// The value of the mode, in terms of time, parameters and earlier modes.
    let value: Expression
    /// Jumps where this crosses zero, or, for whole-number modes, where it crosses any whole number.
    let margin: Expression
    let isWhole: Bool
  }

  /// Whether a name depends on states (2), on time alone (1) or on neither (0).
  private let level: (String) -> Int

  init(level: @escaping (String) -> Int) { self.level = level }

  private func dependence(_ expression: Expression) -> Int {
    if case .symbol(let name) = expression.node { return level(name) }
    return expression.children.map { dependence($0) }.max() ?? 0
  }

  /// The expression with its switches replaced by modes.
  mutating func extract(_ expression: Expression) -> Expression {
    if case .function(let function, let arguments) = expression.node, let expanded = function.expanded(arguments) {
      return extract(expanded)
    }
    let children = expression.children.map { extract($0) }
    var remaining = children
    let inner = expression.mapChildren { _ in remaining.removeFirst() }
    guard dependence(expression) == 1 else { return inner }
    switch inner.node {
    case .binary(let operation, let a, let b) where operation.isComparison:
      return mode(inner, margin: a - b)
    case .function(.floor, _): return mode(inner, margin: children[0], isWhole: true)
    case .function(.ceil, _): return mode(inner, margin: children[0], isWhole: true)
    case .function(.round, _): return mode(inner, margin: children[0] + .number(0.5), isWhole: true)
    case .function(.sign, _): return mode(inner, margin: children[0])
    case .function(.abs, _): return children[0] * mode(.call(.sign, children[0]), margin: children[0])
    case .function(.mod, _):
      let ratio = children[0] / children[1]
      return children[0] - children[1] * mode(.call(.floor, ratio), margin: ratio, isWhole: true)
    case .function(.min, _), .function(.max, _):
      let first = Expression(.binary(.less, children[0], children[1]), at: expression.range)
      let isFirst = mode(first, margin: children[0] - children[1])
      let takesFirst = inner.isCall(of: .min)
      return .choose(isFirst, takesFirst ? children[0] : children[1], takesFirst ? children[1] : children[0])
    default: return inner
    }
  }

  private mutating func mode(_ value: Expression, margin: Expression, isWhole: Bool = false) -> Expression {
    if let known = modes.first(where: { $0.value == value }) { return .symbol(known.name) }
    // A name that no author can write.
    let name = "mode \(modes.count)"
    modes.append(Mode(name: name, value: value, margin: margin, isWhole: isWhole))
    return .symbol(name)
  }
}

extension Expression {
  fileprivate func isCall(of function: Function) -> Bool {
    if case .function(function, _) = node { true } else { false }
  }
}
