package import Diagnostics

/// An expression with the text it was read from, so that messages about it have a place.
package struct Written: Sendable {
  package let expression: Expression
  package let fragment: Fragment
  /// What a page shows: as `expression`, but for calls of functions of the author's own, which stay calls.
  package let shown: Expression

  package init(_ expression: Expression, _ fragment: Fragment) { self.init(expression, fragment, shown: expression) }

  private init(_ expression: Expression, _ fragment: Fragment, shown: Expression) {
    self.expression = expression
    self.fragment = fragment
    self.shown = shown
  }

  package init(parsing fragment: Fragment, names: Set<String> = [], _ diagnostics: inout [Diagnostic]) {
    let (expression, found) = ExpressionParser.parse(fragment, names: names)
    diagnostics += found
    self.init(expression, fragment)
  }

  package var location: Location { fragment.location(expression.range.isEmpty ? fragment.range : expression.range) }

  /// The same text read as another expression; what calls functions is shown as it was.
  package func with(_ expression: Expression) -> Written {
    Written(expression, fragment, shown: shown.calls.isEmpty ? expression : shown)
  }
}

extension Written {
  /// Reads a formula in which `params.x` stands for the notebook's parameters.
  ///
  /// - Parameters:
  ///   - functions: those of the model's author that it may call.
  ///   - mayDraw: whether random draws may stand in it: `uniform(0, 1)`.
  package init(
    parsing fragment: Fragment, parameters: [String: Expression], functions: OwnFunction.Signatures = [:],
    mayDraw: Bool = false, _ diagnostics: inout [Diagnostic]
  ) {
    // A lone value may have a unit of several parts: 0.5 uA/cm^2.
    if let quantity = Quantity(parsing: fragment.text), let unit = quantity.unit {
      self.init(Expression(.quantity(quantity.value, unit), at: fragment.range), fragment)
      return
    }
    if let list = ExpressionAdvice.list(fragment) {
      diagnostics.append(.error(list.message, at: fragment.location, hint: list.hint))
      self.init(Expression(.hole, at: fragment.range), fragment)
      return
    }
    let data = parameters.keys.compactMap { name in name.firstIndex(of: ".").map { String(name[..<$0]) } }
    // Where nothing is asked of it, `a-b` is a difference.
    let labels = Set(data.filter { fragment.text.contains($0 + ".") })
    let (expression, found) = ExpressionParser.parse(fragment, names: labels, functions: functions, mayDraw: mayDraw)
    diagnostics += found
    self.init(expression.replacingParameters(parameters, fragment, &diagnostics), fragment)
  }
}

extension Expression {
  /// The formula with numbers for `params.x`.
  package func replacingParameters(
    _ parameters: [String: Expression], _ fragment: Fragment, _ diagnostics: inout [Diagnostic]
  ) -> Expression {
    if case .query(let base, let name, nil) = node, base.node == .symbol("params") {
      if let value = parameters[name] { return Expression(value.node, at: range) }
      diagnostics.append(
        .error(
          "the notebook has no number 'params.\(name)'", at: fragment.location(range),
          hint: Spelling.help(name, among: parameters.keys.sorted())))
      return Expression(.hole, at: range)
    }
    if let recorded = recorded(in: parameters, fragment, &diagnostics) { return recorded }
    var found: [Diagnostic] = []
    let result = mapChildren { $0.replacingParameters(parameters, fragment, &found) }
    diagnostics += found
    return result
  }

  /// What stands for `wind.d(t)`, where `wind.d` is among the parameters: a column of data.
  private func recorded(
    in parameters: [String: Expression], _ fragment: Fragment, _ diagnostics: inout [Diagnostic]
  ) -> Expression? {
    guard case .query(let base, let column, let arguments) = node, case .symbol(let label) = base.node,
      parameters.keys.contains(where: { $0.hasPrefix(label + ".") })
    else { return nil }
    func fail(_ message: String, hint: String?) -> Expression {
      diagnostics.append(.error(message, at: fragment.location(range), hint: hint))
      return Expression(.hole, at: range)
    }
    guard case .recorded(let recorded, _)? = parameters["\(label).\(column)"]?.node else {
      let columns = parameters.keys.filter { $0.hasPrefix(label + ".") }.map { String($0.dropFirst(label.count + 1)) }
      return fail("'\(label)' has no column '\(column)'", hint: Spelling.help(column, among: columns.sorted()))
    }
    guard let arguments, arguments.count == 1, arguments[0].name == nil, arguments[0].value.node == .symbol("t") else {
      return fail("data are an input at the time t", hint: "write '\(recorded.name)(t)'")
    }
    return Expression(.recorded(recorded, arguments[0].value), at: range)
  }
}
