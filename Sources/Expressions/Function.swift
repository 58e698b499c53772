package import Dynamics

/// A function that formulas may call: the one table of their names, arguments and meaning.
package enum Function: String, Sendable, CaseIterable {
  case exp, expm1, exprel, log, log10, sqrt, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh
  case abs, min, max, clip, floor, ceil, round, mod, sign, pulse, step
  case conditional = "if"
  case uniform, normal

  /// Whether a call is a random draw: it may stand where a network's populations and synapses get their numbers.
  package var isDraw: Bool { self == .uniform || self == .normal }

  /// Those that equations may call.
  package static let ofEquations = allCases.filter { !$0.isDraw }

  package var parameters: [String] {
    switch self {
    case .min, .max: ["a", "b"]
    case .mod: ["a", "b"]
    case .clip: ["x", "low", "high"]
    case .pulse: ["t", "on", "off"]
    case .step: ["t", "on"]
    case .conditional: ["condition", "then", "else"]
    case .uniform: ["low", "high"]
    case .normal: ["mean", "deviation"]
    default: ["x"]
    }
  }

  /// `min` and `max` take any number of arguments from two on.
  package var isVariadic: Bool { self == .min || self == .max }

  package var meaning: String {
    switch self {
    case .exp: "eˣ"
    case .expm1: "eˣ − 1, exact near 0"
    case .exprel: "(eˣ − 1)/x, 1 at 0"
    case .log: "natural logarithm"
    case .log10: "decimal logarithm"
    case .sqrt: "square root"
    case .sin, .cos, .tan: "of an angle in radians"
    case .asin, .acos, .atan: "angle in radians"
    case .sinh, .cosh, .tanh: "hyperbolic"
    case .abs: "magnitude"
    case .min: "the least of its arguments"
    case .max: "the greatest of its arguments"
    case .clip: "x, but not below low nor above high"
    case .floor: "next whole number below"
    case .ceil: "next whole number above"
    case .round: "nearest whole number"
    case .mod: "a − b·floor(a/b)"
    case .sign: "−1, 0 or 1"
    case .pulse: "1 from on until off, else 0"
    case .step: "1 from on, else 0"
    case .conditional: "then where the condition holds, else the other"
    case .uniform: "a random number from low to high, all alike"
    case .normal: "a random number with this mean and standard deviation"
    }
  }

  /// The machine's operation of the same meaning, where there is one.
  package var operation: Operation? {
    switch self {
    case .exp: .exp
    case .expm1: .expm1
    case .exprel: .exprel
    case .log: .log
    case .log10: .log10
    case .sqrt: .squareRoot
    case .sin: .sin
    case .cos: .cos
    case .tan: .tan
    case .asin: .asin
    case .acos: .acos
    case .atan: .atan
    case .sinh: .sinh
    case .cosh: .cosh
    case .tanh: .tanh
    case .abs: .abs
    case .floor: .floor
    case .ceil: .ceil
    case .round: .round
    case .mod: .modulo
    case .sign: .sign
    case .min: .minimum
    case .max: .maximum
    case .conditional: .select
    case .clip, .pulse, .step, .uniform, .normal: nil
    }
  }

  /// The call in terms of simpler ones, for the functions that are short for others.
  package func expanded(_ arguments: [Expression]) -> Expression? {
    switch self {
    case .clip where arguments.count == 3:
      let above = Expression(.function(.max, [arguments[0], arguments[1]]), at: arguments[0].range)
      return Expression(.function(.min, [above, arguments[2]]), at: arguments[0].range)
    case .step where arguments.count == 2:
      return Expression(.binary(.greaterOrEqual, arguments[0], arguments[1]), at: arguments[0].range)
    case .pulse where arguments.count == 3:
      let on = Expression(.binary(.greaterOrEqual, arguments[0], arguments[1]), at: arguments[1].range)
      let off = Expression(.binary(.less, arguments[0], arguments[2]), at: arguments[2].range)
      return Expression(.binary(.and, on, off), at: arguments[0].range)
    case .min where arguments.count > 2, .max where arguments.count > 2:
      return arguments.dropFirst().reduce(arguments[0]) { Expression(.function(self, [$0, $1]), at: $0.range) }
    default: return nil
    }
  }
}
