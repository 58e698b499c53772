import Diagnostics
private import Markup

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
      asWritten.diagnostics.count == diagnostics.count && !asWritten.numbersConvert && target != nil
      && found.1.unit == target
    guard !isExact, ofQuery == nil, let own = inOwnUnits(expression, target) else {
      self = asWritten
      return found
    }
    var converted = self
    let second = converted.settle(own, for: what, in: target, isBare: isBare)
    guard
      converted.diagnostics.count == diagnostics.count
        || asWritten.diagnostics.count > diagnostics.count && converted.diagnostics.count <= asWritten.diagnostics.count
    else {
      self = asWritten
      return found
    }
    if asWritten.diagnostics.count == diagnostics.count,
      convertsByNumbers(expression, for: what, in: target, isBare: isBare),
      let (written, own) = firstConverted(expression, own)
    {
      converted.fail(
        "the numbers in '\(fragment.slice(expression.range).text)' may convert it, and '\(written)' is converted by itself",
        expression,
        hint: "write '\(own)' for it where the numbers are plain; where one of them converts, leave that out")
    }
    self = converted
    return second
  }

  /// Whether the formula as it is written comes to its target by numbers that are written in it: `(2.4 1/day)/24` in 1/h may be
  /// 2.4/24, or a 24th of 0.1. What a name stands for converts nothing.
  private func convertsByNumbers(
    _ expression: Expression, for what: String, in target: Unit?, isBare: Bool
  ) -> Bool {
    var written = self
    written.number = { _ in nil }
    let found = written.settle(expression, for: what, in: target, isBare: isBare)
    guard written.diagnostics.count == diagnostics.count else { return false }
    if written.numbersConvert { return true }
    guard case .converted(let unit, _) = found.1, let target else { return false }
    return unit != target && found.1.alike(.unit(target)) != nil
  }

  /// The first literal that is converted, as it is written and in the formula's unit.
  private func firstConverted(_ expression: Expression, _ own: Expression) -> (written: String, own: String)? {
    func literals(_ expression: Expression) -> [Expression] {
      expression.parts { if case .quantity = $0.node { true } else { false } }
    }
    for (before, after) in zip(literals(expression), literals(own)) {
      guard case .quantity(_, let unit) = before.node, case .quantity(let value, let other) = after.node, unit != other
      else { continue }
      return (fragment.slice(before.range).text, "\(Digits.compact(value, 12)) \(other.text)")
    }
    return nil
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
      let alike = known.filter { $0.measuresSame(as: unit) && !$0.isApart(from: unit) && !$0.isDimensionless }
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
