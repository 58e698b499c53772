extension Expression {
  /// The derivative with respect to the name `variable`, simplified.
  ///
  /// - Parameter inner: gives the derivative of another name that depends on the variable, such as a named
  ///   sub-expression; nothing for names that do not.
  ///
  /// Comparisons, floor, ceil, round and sign have derivative 0, and abs, min, max and if that of the branch they are on:
  /// right everywhere except at the jump itself.
  package func derivative(_ variable: String, inner: (String) -> Expression? = { _ in nil }) -> Expression {
    switch node {
    case .number, .quantity, .hole, .call, .query, .within, .not: return .zero
    case .recorded(let recorded, let time):
      return Expression(.recorded(recorded.slope, time)) * time.derivative(variable, inner: inner)
    case .symbol(let name): return name == variable ? .one : inner(name) ?? .zero
    case .negation(let x): return -x.derivative(variable, inner: inner)
    case .binary(let operation, let a, let b):
      let (da, db) = (a.derivative(variable, inner: inner), b.derivative(variable, inner: inner))
      switch operation {
      case .add: return da + db
      case .subtract: return da - db
      case .multiply: return da * b + a * db
      case .divide: return db.constant == 0 ? da / b : (da - a / b * db) / b
      case .power: return Self.powerDerivative(a, b, da, db)
      default: return .zero
      }
    case .function(let function, let arguments):
      if let expanded = function.expanded(arguments) { return expanded.derivative(variable, inner: inner) }
      return function.derivative(arguments, arguments.map { $0.derivative(variable, inner: inner) })
    }
  }

  private static func powerDerivative(
    _ a: Expression, _ b: Expression, _ da: Expression, _ db: Expression
  ) -> Expression {
    let isRoot = b.constant.map { $0 < 1 } ?? false
    let fromBase = da.constant == 0 ? zero : (b * (a ^ (b - one)) * da).unlessZero(a, where: isRoot)
    let fromExponent = db.constant == 0 ? zero : (a ^ b) * call(.log, a) * db
    return fromBase + fromExponent
  }

  /// The slope of a root of `x`, which has none at zero. A rectified `max(v - 3, 0)` is zero over a while, and so is its root.
  fileprivate func unlessZero(_ x: Expression, where isRoot: Bool = true) -> Expression {
    guard isRoot, x.mayRest else { return self }
    return .choose(Expression(.binary(.equal, x, .zero), at: x.range), .zero, self)
  }

  /// Whether parts of it may be constant over a while.
  private var mayRest: Bool {
    switch node {
    case .function(let function, _) where [.max, .min, .abs, .clip, .conditional, .step, .pulse].contains(function):
      true
    default: children.contains(where: \.mayRest)
    }
  }
}

extension Function {
  /// The derivative of a call, from its arguments and their derivatives.
  fileprivate func derivative(_ arguments: [Expression], _ slopes: [Expression]) -> Expression {
    let x = arguments[0]
    let dx = slopes[0]
    if self != .conditional && slopes.allSatisfy({ $0.constant == 0 }) { return .zero }
    switch self {
    case .exp: return .call(.exp, x) * dx
    case .expm1: return .call(.exp, x) * dx
    case .exprel:
      // d/dx (eˣ − 1)/x = (eˣ − exprel x)/x, which is 1/2 at 0; near 0 the series has no cancellation.
      let series = Expression.number(0.5) + x / .number(3) + x * x / .number(8)
      let closed = (Expression.call(.exp, x) - .call(.exprel, x)) / x
      let isSmall = Expression(.binary(.less, .call(.abs, x), .number(1e-5)), at: x.range)
      return .choose(isSmall, series, closed) * dx
    case .log: return dx / x
    case .log10: return dx / (x * .number(2.302585092994045684))
    case .sqrt: return (dx / (.number(2) * .call(.sqrt, x))).unlessZero(x)
    case .sin: return .call(.cos, x) * dx
    case .cos: return -(.call(.sin, x) * dx)
    case .tan: return (.one + (.call(.tan, x) ^ .number(2))) * dx
    case .asin: return dx / .call(.sqrt, .one - x * x)
    case .acos: return -(dx / .call(.sqrt, .one - x * x))
    case .atan: return dx / (.one + x * x)
    case .sinh: return .call(.cosh, x) * dx
    case .cosh: return .call(.sinh, x) * dx
    case .tanh: return (.one - (.call(.tanh, x) ^ .number(2))) * dx
    case .abs: return .call(.sign, x) * dx
    case .min: return .choose(Expression(.binary(.less, arguments[1], x), at: x.range), slopes[1], dx)
    case .max: return .choose(Expression(.binary(.greater, arguments[1], x), at: x.range), slopes[1], dx)
    case .mod: return dx - .call(.floor, x / arguments[1]) * slopes[1]
    case .conditional: return .choose(x, slopes[1], slopes[2])
    case .floor, .ceil, .round, .sign, .clip, .pulse, .step, .uniform, .normal: return .zero
    }
  }
}
