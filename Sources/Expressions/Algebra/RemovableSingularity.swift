/// Quotients such as (v + 40)/(1 − exp(−(v + 40)/10)), which are 0/0 at v = −40 though their limit is 10: the opening rates
/// of Hodgkin and Huxley.
///
/// Written with exprel(x) = (eˣ − 1)/x they are exact there and beside it, where the literal quotient loses digits to
/// cancellation: x/(1 − e⁻ˣ) = 1/exprel(−x).
extension Expression {
  /// The expression with such quotients rewritten.
  ///
  /// - Parameter definition: gives the expression behind a name, so that a denominator may have one.
  func removingSingularities(_ definition: (String) -> Expression? = { _ in nil }) -> Expression {
    let inner = mapChildren { $0.removingSingularities(definition) }
    guard case .binary(let operation, _, _) = inner.node, operation == .divide || operation == .multiply else {
      return inner
    }
    return Quotient(inner).removingSingularity(definition)?.expression ?? inner
  }
}

/// A product of factors over a product of factors.
private struct Quotient {
  private var number = 1.0
  private var above: [Expression] = []
  private var below: [Expression] = []

  init(_ expression: Expression) { multiply(by: expression) }

  private mutating func multiply(by expression: Expression, isBelow: Bool = false) {
    switch expression.node {
    case .negation(let x):
      number = -number
      multiply(by: x, isBelow: isBelow)
    case .number(let value) where value != 0: if isBelow { number /= value } else { number *= value }
    case .binary(.multiply, let a, let b):
      multiply(by: a, isBelow: isBelow)
      multiply(by: b, isBelow: isBelow)
    case .binary(.divide, let a, let b):
      multiply(by: a, isBelow: isBelow)
      multiply(by: b, isBelow: !isBelow)
    default: if isBelow { below.append(expression) } else { above.append(expression) }
    }
  }

  var expression: Expression {
    func product(_ factors: [Expression]) -> Expression? {
      factors.isEmpty ? nil : factors.dropFirst().reduce(factors[0], *)
    }
    let numerator = product(above).map { .number(number) * $0 } ?? .number(number)
    return product(below).map { numerator / $0 } ?? numerator
  }

  /// The quotient with one pair of a factor x and an eˣ − 1 below it, or above it, made an exprel; nothing without such a pair.
  func removingSingularity(_ definition: (String) -> Expression?) -> Quotient? {
    for isBelow in [true, false] {
      let (ones, others) = isBelow ? (below, above) : (above, below)
      for (place, factor) in ones.enumerated() {
        guard let growth = Growth(factor, definition) else { continue }
        for (other, candidate) in others.enumerated() {
          guard let share = growth.share(of: candidate) else { continue }
          var result = self
          // candidate = share · x, and factor = scale · x · exprel(x).
          let exprel = Expression.call(.exprel, growth.exponent)
          if isBelow {
            result.below[place] = exprel
            result.above.remove(at: other)
            result.number /= growth.scale
            result.multiply(by: share)
          } else {
            result.above[place] = exprel
            result.below.remove(at: other)
            result.number *= growth.scale
            result.multiply(by: share, isBelow: true)
          }
          return result.removingSingularity(definition) ?? result
        }
      }
    }
    return nil
  }

  /// scale · (eˣ − 1).
  private struct Growth {
    let scale: Double
    let exponent: Expression

    init?(_ factor: Expression, _ definition: (String) -> Expression?) {
      var expression = factor
      if case .symbol(let name) = factor.node, let known = definition(name) { expression = known }
      let form = LinearForm(expression)
      guard form.terms.count == 1, case .function(let function, let arguments) = form.terms[0].atom.node,
        arguments.count == 1, form.terms[0].coefficient != 0
      else { return nil }
      scale = form.terms[0].coefficient
      exponent = arguments[0]
      switch function {
      case .exp where form.constant == -scale: break
      case .expm1 where form.constant == 0: break
      default: return nil
      }
    }

    /// What `candidate` is in units of the exponent, if it has that factor.
    func share(of candidate: Expression) -> Expression? {
      let form = LinearForm(candidate)
      if let ratio = form.ratio(to: LinearForm(exponent)) { return .number(ratio) }
      let factors = Quotient(exponent)
      for (place, factor) in factors.above.enumerated() {
        guard let ratio = form.ratio(to: LinearForm(factor)) else { continue }
        // The exponent is number · factor · rest, and the candidate ratio · factor.
        var rest = factors
        rest.above.remove(at: place)
        return .number(ratio) / rest.expression
      }
      return nil
    }
  }
}
