/// One arithmetic step of a ``Program``: takes up to three numbers and gives one. True is 1 and false is 0.
package enum Operation: UInt32, Sendable, CaseIterable {
  case add, subtract, multiply, divide, negate, power
  case squareRoot, exp, expm1, exprel, log, log10
  case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh
  case abs, sign, floor, ceil, round, minimum, maximum, modulo
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
  case and, or, not, select
  /// The value of a table at a time: see ``ValueTable``.
  case lookUp

  /// How many of its three operands the operation reads.
  package var operandCount: Int {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .minimum, .maximum, .modulo, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .equal, .notEqual, .and, .or:
      2
    case .select: 3
    default: 1
    }
  }

  /// The one place that says what an operation gives; constants, prose and solvers all come here. A look into a table wants the
  /// table: numbers alone give nothing.
  @inline(__always)
  package static func apply(_ operation: Operation, _ a: Double, _ b: Double, _ c: Double) -> Double {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .negate: -a
    case .power: Elementary.power(a, b)
    case .squareRoot: a.squareRoot()
    case .exp: Elementary.exponential(a)
    case .expm1: Elementary.exponentialLessOne(a)
    case .exprel: a == 0 ? 1 : Elementary.exponentialLessOne(a) / a
    case .log: Elementary.logarithm(a)
    case .log10: Elementary.decimalLogarithm(a)
    case .sin: Elementary.sine(a)
    case .cos: Elementary.cosine(a)
    case .tan: Elementary.tangent(a)
    case .asin: Elementary.arcSine(a)
    case .acos: Elementary.arcCosine(a)
    case .atan: Elementary.arcTangent(a)
    case .sinh: Elementary.hyperbolicSine(a)
    case .cosh: Elementary.hyperbolicCosine(a)
    case .tanh: Elementary.hyperbolicTangent(a)
    case .abs: Swift.abs(a)
    case .sign: a > 0 ? 1 : a < 0 ? -1 : a
    case .floor: a.rounded(.down)
    case .ceil: a.rounded(.up)
    case .round: (a + 0.5).rounded(.down)
    case .minimum: b < a ? b : a
    case .maximum: b > a ? b : a
    case .modulo: a - b * (a / b).rounded(.down)
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    case .and: a != 0 && b != 0 ? 1 : 0
    case .or: a != 0 || b != 0 ? 1 : 0
    case .not: a == 0 ? 1 : 0
    case .select: a != 0 ? b : c
    case .lookUp: .nan
    }
  }
}
