/// Literals in other units than those of what stands beside them: `30 min` in a formula of hours.
extension UnitChecker {
  /// The expression for something in `target`, with its literals in the units of the formula.
  ///
  /// As it is written, a literal is converted by what it is added to, or by the whole. Where that does not say all, since a number
  /// without a unit may have any, each literal is taken in the unit that the formula's names, its target and the time have for its kind: the
  /// 30 of `0.5*A/(30 min)` is half an hour.
  mutating func resolve(
    _ expression: Expression, for what: String, in target: Unit?, isBare: Bool = false
  ) -> (Expression, Measure) {
    var asWritten = self
    let found = asWritten.settle(expression, for: what, in: target, isBare: isBare)
    let isExact =
      asWritten.count == count && !asWritten.numbersConvert && target != nil && found.1.unit == target
    guard !isExact, ofQuery == nil, let own = inOwnUnits(expression, target) else {
      self = asWritten
      return found
    }
    var converted = self
    let second = converted.settle(own, for: what, in: target, isBare: isBare)
    guard converted.count == count || asWritten.count > count && converted.count <= asWritten.count else {
      self = asWritten
      return found
    }
    self = converted
    return second
  }

  /// The same with literals in the formula's units; nothing where all are.
  private func inOwnUnits(_ expression: Expression, _ target: Unit?) -> Expression? {
    let time = measure("t").unit
    let names = expression.symbols.filter { $0 != "pi" }.sorted().compactMap { measure($0).unit }
    let known =
      [time, time.map { .one / $0 }, target, target.flatMap { rate in time.map { rate * $0 } }].compactMap { $0 }
      + names
    var isChanged = false
    func converted(_ expression: Expression) -> Expression {
      guard case .quantity(let value, let unit) = expression.node else { return expression.mapChildren(converted) }
      let alike = known.filter { $0.measuresSame(as: unit) && !$0.hasOtherZero(than: unit) && !$0.isDimensionless }
      guard let own = alike.first, !alike.contains(unit),
        let number = own.magnitude(of: value, decimal: decimal(expression, value), in: unit)
      else { return expression }
      isChanged = true
      return Expression(.quantity(number, own), at: expression.range)
    }
    let result = converted(expression)
    return isChanged ? result : nil
  }
}
