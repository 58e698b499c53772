internal import Kernels

/// One instruction of a program as an operation on power series: the recurrence that gives each coefficient of the result
/// from earlier ones.
///
/// A. Griewank, A. Walther, Evaluating Derivatives, 2nd ed. (SIAM 2008), ch. 13, doi:10.1137/1.9780898717761;
/// R. E. Moore, Methods and Applications of Interval Analysis (SIAM 1979), ch. 3.
struct SeriesStep {
  var rule: Rule
  /// Gives the coefficient of order 0 from those of a, b and c.
  let operation: Operation
  let target: UnsafeMutablePointer<Double>
  let a: UnsafeMutablePointer<Double>
  let b: UnsafeMutablePointer<Double>
  let c: UnsafeMutablePointer<Double>
  /// What the recurrence reads: those of a, b and c that vary, in the order that the rule wants.
  var x: UnsafeMutablePointer<Double>
  var y: UnsafeMutablePointer<Double>
  /// Of a look into a table.
  let table: UnsafePointer<notebook_table>?
  /// Rows of the rule's own, side by side.
  let own: UnsafeMutablePointer<Double>

  /// How a coefficient of order 1 and above comes about.
  enum Rule: UInt8 {
    /// 0: the result is a constant within a step.
    case none
    case copy, negate, add, subtract
    /// x times or divided by the constant y.
    case scale, unscale
    case multiply, square, divide, squareRoot
    /// x to the constant power y.
    case power
    case exponential, exponentialLessOne, exprel
    case logarithm, decimalLogarithm
    case sine, cosine, tangent, arcSine, arcCosine, arcTangent
    case hyperbolicSine, hyperbolicCosine, hyperbolicTangent
    /// One of the operands, chosen by the values at order 0.
    case choice
    case magnitude, modulo

    /// How many rows of its own a rule needs, where series go up to `order`.
    func ownRows(order: Int) -> Int {
      switch self {
      case .none, .copy, .negate, .add, .subtract, .scale, .unscale, .multiply, .square, .divide, .squareRoot, .power,
        .choice, .magnitude:
        0
      case .modulo, .exponential, .logarithm, .decimalLogarithm: 1
      case .exponentialLessOne, .sine, .cosine, .tangent, .arcTangent, .hyperbolicSine, .hyperbolicCosine,
        .hyperbolicTangent:
        2
      case .arcSine, .arcCosine: 3
      case .exprel: ExprelSeries.rows(order: order)
      }
    }
  }
}
