package import Diagnostics

extension Scope {
  /// What can be asked of what an expression gives.
  fileprivate func shape(of expression: Expression) -> Shape? {
    let type: ValueType?
    switch expression.node {
    case .symbol(let name): type = self.type(of: name)
    case .query(let base, let name, let arguments):
      type = shape(of: base)?.query(name, hasArguments: arguments != nil)?.gives
    default: type = nil
    }
    if case .object(let shape)? = type { return shape }
    return nil
  }

  /// The unit of the number that is asked for: `s.C(60)`, `fit.k.error`, `s.max(C)`.
  fileprivate func unit(ofQuery expression: Expression) -> Unit? {
    guard case .query(let base, let name, let arguments) = expression.node,
      let query = shape(of: base)?.query(name, hasArguments: arguments != nil)
    else { return nil }
    if case .symbol(let state)? = arguments?.first(where: { $0.name == nil })?.value.node,
      let unit = query.unitsByName[state]
    {
      return unit
    }
    return query.unit
  }
}

extension Written {
  /// A formula over results with its literals in the units of what they stand beside, `s.C(60) == 5 mg/L` in those of C, and
  /// what it measures. Results whose units differ cannot be added or compared.
  ///
  /// - Returns: the formula in plain numbers, its unit, and what that is if numbers without a unit have none.
  package func inUnits(of scope: some Scope, _ diagnostics: inout [Diagnostic]) -> (
    written: Written, unit: Unit?, ofNamed: Unit?
  ) {
    var checker = UnitChecker(fragment, ofQuery: { scope.unit(ofQuery: $0) }) { name in
      scope.unit(of: name).map { .unit($0) } ?? .unknown
    }
    let (resolved, measure) = checker.resolve(expression)
    diagnostics += checker.diagnostics
    return (with(resolved), measure.unit, measure.unit ?? measure.ofNamed?.withoutTurns)
  }
}

extension Written {
  /// The formula with units of several parts read as such: `1000 mg/g`. Nothing is divided by a solve that is called `s`.
  package func joiningUnits(besides scope: some Scope, _ diagnostics: inout [Diagnostic]) -> Written {
    let names = Set(scope.names.filter { scope.type(of: $0)?.isNumeric ?? true })
    return joiningUnits(besides: names, &diagnostics)
  }
}

extension UnitChecker {
  /// What a literal is converted to by what stands on its other side, in a formula over results.
  func unitForLiteral(_ a: Expression, beside b: Expression) -> Unit? {
    guard ofQuery != nil, a.unitOfLiteral != nil, b.unitOfLiteral == nil else { return nil }
    var trial = self
    return trial.resolve(b).1.ofNamed
  }

  /// A literal with a unit says nothing beside a result that has none: what its number means would be a guess.
  mutating func refuseLoneLiteral(_ a: Expression, _ ma: Measure, _ b: Expression, _ mb: Measure, _ verb: String) {
    guard ofQuery != nil else { return }
    for (one, other, measure) in [(a, b, mb), (b, a, ma)] where one.unitOfLiteral != nil && measure.ofNamed == nil {
      fail(
        "cannot \(verb) '\(one.text)' and '\(other.text)', which has no unit", one,
        hint: "write the number alone, in the unit in which the page shows such results")
    }
  }

  /// `a == b within tolerance`: a tolerance is a difference, which has no zero.
  mutating func within(
    _ a: Expression, _ b: Expression, _ tolerance: Expression, _ whole: Expression
  ) -> (Expression, Measure) {
    let mistakes = diagnostics.count
    let (x, y, measure) = alike(a, b, nil, "compare")
    let unit = measure.ofNamed?.ofDifferences
    let (t, other) = resolve(tolerance, wanted: unit)
    // What is wrong with the two sides is one mistake.
    guard diagnostics.count == mistakes else { return (whole, .unit(.one)) }
    refuseLoneLiteral(x, measure, tolerance, other, "compare")
    if let unit, let own = (tolerance.unitOfLiteral ?? other.unit)?.ofDifferences,
      own.isApart(from: unit) || other.unit ?? unit != unit
    {
      failUnlike("compare", a, unit, tolerance, own)
    }
    return (Expression(.within(x, y, tolerance: t), at: whole.range), .unit(.one))
  }
}

extension Expression {
  /// The unit of a number that is written with one, with or without a sign.
  fileprivate var unitOfLiteral: Unit? {
    switch node {
    case .quantity(_, let unit): unit
    case .negation(let x): x.unitOfLiteral
    default: nil
    }
  }
}
