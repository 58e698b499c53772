import Dynamics

/// Takes out of equations what jumps or has a corner, such as `t >= 100` or `abs(v)`.
///
/// Each such part becomes a mode: a number that is held during a step. What depends on time alone changes at exact stops;
/// what depends on states changes where the state crosses the switching surface, which is located. So a step never sees
/// both sides of a jump, and every method keeps its order; a short pulse is never stepped over.
struct Switches {
  /// The modes found, in the order in which they are evaluated.
  private(set) var modes: [Mode] = []

  struct Mode {
    let name: String
    /// The value of the mode, in terms of time, states, parameters and earlier modes.
    let value: Expression
    /// Jumps where this crosses zero, or, for whole-number modes, where it crosses any whole number.
    let margin: Expression
    let isWhole: Bool
    /// Whether it depends on states.
    let isSurface: Bool

    /// When it jumps, where that is known without a search.
    var times: [Double]? { if case .recorded(let recorded, _) = value.node { recorded.times } else { nil } }

    /// Above 0 where the value is no longer right.
    var exit: Expression {
      let mode = Expression.symbol(name)
      if isWhole { return .call(.max, mode - margin, margin - mode - .one) }
      return Expression(.function(.conditional, [mode, -margin, margin]), at: value.range)
    }
  }

  /// Whether a name depends on states (2), on time alone (1) or on neither (0).
  private let level: (String) -> Int
  /// Whether what depends on states is taken out, too.
  private var locatesSurfaces: Bool

  init(locatesSurfaces: Bool, level: @escaping (String) -> Int) {
    self.locatesSurfaces = locatesSurfaces
    self.level = level
  }

  /// Of an expression that is evaluated as it is written: what in it jumps by time alone becomes modes, so that steps end there.
  mutating func noteTimes(in expression: Expression) -> Expression {
    let usual = locatesSurfaces
    locatesSurfaces = false
    defer { locatesSurfaces = usual }
    return extract(expression)
  }

  private func dependence(_ expression: Expression) -> Int {
    if case .symbol(let name) = expression.node { return level(name) }
    return expression.children.map { dependence($0) }.max() ?? 0
  }

  /// The expression with its switches replaced by modes.
  ///
  /// - Parameter isLimited: whether it has to stay within a domain also a little past the surfaces.
  mutating func extract(_ expression: Expression, isLimited: Bool = false) -> Expression {
    if case .function(let function, let arguments) = expression.node, let expanded = function.expanded(arguments) {
      return extract(expanded, isLimited: isLimited)
    }
    let dependence = dependence(expression)
    guard dependence == 1 || (dependence == 2 && locatesSurfaces) || dependence == 2 && contains(expression, level: 1)
    else {
      return expression
    }
    let limited = expression.limitedPart
    let children = expression.children.map { extract($0, isLimited: isLimited || $0 == limited) }
    var remaining = children
    let inner = expression.mapChildren { _ in remaining.removeFirst() }
    guard dependence == 1 || locatesSurfaces else { return inner }
    let isSurface = dependence == 2
    func mode(_ value: Expression, margin: Expression, isWhole: Bool = false) -> Expression {
      self.mode(value, margin: margin, isWhole: isWhole, isSurface: isSurface)
    }
    switch inner.node {
    case .recorded(let recorded, let time):
      // A step ends at each time of the data, so that what it sees is a straight line.
      guard !isSurface, let parts = recorded.stretches else { return inner }
      let (value, slope, beginning) = (
        mode(Expression(.recorded(parts.value, time)), margin: time),
        mode(Expression(.recorded(parts.slope, time)), margin: time),
        mode(Expression(.recorded(parts.beginning, time)), margin: time)
      )
      return value + slope * (time - beginning)
    case .binary(.equal, _, _), .binary(.notEqual, _, _):
      // Equality holds at single points at most: nothing to locate.
      return isSurface ? inner : mode(inner, margin: children[0] - children[1])
    case .binary(.greater, let a, let b), .binary(.greaterOrEqual, let a, let b): return mode(inner, margin: a - b)
    case .binary(.less, let a, let b), .binary(.lessOrEqual, let a, let b): return mode(inner, margin: b - a)
    case .function(.floor, _): return mode(inner, margin: children[0], isWhole: true)
    case .function(.ceil, _): return -mode(.call(.floor, -children[0]), margin: -children[0], isWhole: true)
    case .function(.round, _):
      let shifted = children[0] + .number(0.5)
      return mode(.call(.floor, shifted), margin: shifted, isWhole: true)
    case .function(.sign, _):
      let isAbove = mode(comparison(.greater, children[0], .zero), margin: children[0])
      let isBelow = mode(comparison(.less, children[0], .zero), margin: -children[0])
      return isAbove - isBelow
    case .function(.abs, _):
      let isPositive = mode(comparison(.greaterOrEqual, children[0], .zero), margin: children[0])
      return isLimited ? inner : .choose(isPositive, children[0], -children[0])
    case .function(.mod, _):
      let ratio = children[0] / children[1]
      return children[0] - children[1] * mode(.call(.floor, ratio), margin: ratio, isWhole: true)
    case .function(.min, _), .function(.max, _):
      let isFirst = mode(comparison(.less, children[0], children[1]), margin: children[1] - children[0])
      let sides = children.map { isLimited && self.dependence($0) >= 1 ? inner : $0 }
      return inner.isCall(of: .min) ? .choose(isFirst, sides[0], sides[1]) : .choose(isFirst, sides[1], sides[0])
    case .function(.conditional, _) where children[0] != expression.children[0]:
      // As above, for `if(x > 0, x^2.2, 0)`.
      let asWritten = Expression(.function(.conditional, [expression.children[0], children[1], children[2]]))
      let sides = children.dropFirst().map { hasLimitedParts($0) ? asWritten : $0 }
      return .choose(children[0], sides[0], sides[1])
    default: return inner
    }
  }

  /// Whether a part of the expression that changes has to stay within a domain.
  private func hasLimitedParts(_ expression: Expression) -> Bool {
    expression.contains { $0.limitedPart.map { dependence($0) >= 1 } ?? false }
  }

  /// Whether a part of the expression has the given dependence and may switch.
  private func contains(_ expression: Expression, level wanted: Int) -> Bool {
    expression.contains { part in
      switch part.node {
      case .binary(let operation, _, _) where operation.isComparison: dependence(part) == wanted
      case .function(let function, _) where function.hasCorner: dependence(part) == wanted
      default: false
      }
    }
  }

  private func comparison(_ operation: BinaryOperator, _ a: Expression, _ b: Expression) -> Expression {
    Expression(.binary(operation, a, b), at: a.range)
  }

  private mutating func mode(_ value: Expression, margin: Expression, isWhole: Bool, isSurface: Bool) -> Expression {
    if let known = modes.first(where: { $0.value == value }) { return .symbol(known.name) }
    // A name that no author can write.
    let name = "mode \(modes.count)"
    modes.append(Mode(name: name, value: value, margin: margin, isWhole: isWhole, isSurface: isSurface))
    return .symbol(name)
  }
}

extension Function {
  /// Whether its value jumps somewhere.
  fileprivate var jumps: Bool { [.floor, .ceil, .round, .mod, .sign, .pulse, .step].contains(self) }

  /// Whether its value or its slope jumps somewhere.
  fileprivate var hasCorner: Bool { jumps || [.abs, .min, .max, .clip].contains(self) }
}

extension Expression {
  /// Whether its value jumps somewhere, as that of a condition does.
  var jumps: Bool {
    switch node {
    case .binary(let operation, _, _): operation.isComparison
    case .function(let function, _): function == .conditional || function.jumps
    default: false
    }
  }

  /// Whether its value or its slope jumps somewhere: one part of it may hide another.
  var hasCorner: Bool { if case .function(let function, _) = node { jumps || function.hasCorner } else { jumps } }
}

extension Expression {
  fileprivate func isCall(of function: Function) -> Bool {
    if case .function(function, _) = node { true } else { false }
  }
}
