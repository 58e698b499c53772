import Diagnostics

/// Units of several parts inside formulas: `10 uA/cm^2*(t >= 5 ms)`.
///
/// The parser takes the first unit behind a number; what it is multiplied with or divided by may be a quantity of the model, or
/// more of the unit. It is a unit where the model has no such name.
extension Expression {
  /// - Parameter names: those that stand for something.
  func joiningUnits(besides names: Set<String>) -> Expression {
    let inner = mapChildren { $0.joiningUnits(besides: names) }
    guard case .binary(let operation, let left, let right) = inner.node, operation == .multiply || operation == .divide,
      let other = right.unit(besides: names)
    else { return inner }
    return left.joined(operation, other, at: inner.range) ?? inner
  }

  /// The literal, or the last one of a product, with more of its unit: `2*9.81 m` with `/s^2` behind it.
  private func joined(_ operation: BinaryOperator, _ other: Unit, at range: Range<Int>) -> Expression? {
    switch node {
    case .quantity(let value, let unit):
      return Expression(.quantity(value, operation == .multiply ? unit * other : unit / other), at: range)
    case .binary(.multiply, let first, let last):
      guard let joined = last.joined(operation, other, at: last.range.lowerBound..<range.upperBound) else { return nil }
      return Expression(.binary(.multiply, first, joined), at: range)
    default: return nil
    }
  }

  /// The literal with a unit, or the last one of a product.
  var lastLiteral: Expression? {
    switch node {
    case .quantity: self
    case .binary(.multiply, _, let last): last.lastLiteral
    default: nil
    }
  }

  /// `cm`, `cm^2` or `(mol*K)`.
  func unit(besides names: Set<String>) -> Unit? {
    switch node {
    case .symbol(let name): return names.contains(name) ? nil : Unit.named(name)
    case .binary(.power, let base, let exponent):
      guard case .number(let value) = exponent.node, let whole = Int(exactly: value), abs(whole) <= 9 else {
        return nil
      }
      return base.unit(besides: names)?.power(whole)
    case .binary(let operation, let a, let b) where operation == .multiply || operation == .divide:
      guard let left = a.unit(besides: names), let right = b.unit(besides: names) else { return nil }
      return operation == .multiply ? left * right : left / right
    default: return nil
    }
  }
}

extension ModelReader {
  /// Reads units of several parts in all formulas, once all names are known.
  mutating func joinUnits() {
    let names = Set(equations.names + parameters.names + inputs.names + ["t"])
    var mistakes: [Diagnostic] = []
    func joined(_ written: Written) -> Written {
      written.joiningUnits(besides: names, &mistakes)
    }
    mapFormulas(joined)
    for index in functions.entries.indices {
      functions.entries[index].item.body = joined(functions.entries[index].item.body)
    }
    diagnostics += mistakes
  }
}
