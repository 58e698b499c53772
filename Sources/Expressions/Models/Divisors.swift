/// What the right-hand sides of a model divide by, where that changes: a quotient may have a pole where it is zero.
package struct Divisors: Sendable {
  /// Each with its quotient.
  package let parts: [UndefinedPart]
  private let observer: Observer

  /// Nothing where there are none.
  ///
  /// - Parameter parameters: in place of the model's own.
  package init?(_ model: ModelDefinition, parameters: [Double]) {
    guard parameters.count == model.parameters.count else { return nil }
    let named = model.namedExpressions
    var varying = Dictionary((["t"] + model.stateNames).map { ($0, true) }) { first, _ in first }
    func varies(_ name: String) -> Bool {
      if let known = varying[name] { return known }
      varying[name] = false
      let found = named[name].map { $0.symbols.contains(where: varies) } ?? false
      varying[name] = found
      return found
    }
    var (divisors, parts): ([Expression], [UndefinedPart]) = ([], [])
    var visited: Set<String> = []
    func visit(_ expression: Expression) {
      switch expression.node {
      case .symbol(let name):
        guard visited.insert(name).inserted, let definition = named[name] else { return }
        return visit(model.removingSingularities(definition))
      default:
        guard let divisor = expression.vanishingDivisor, divisor.symbols.contains(where: varies),
          !divisors.contains(divisor)
        else { break }
        divisors.append(divisor)
        parts.append(UndefinedPart(text: expression.text, reason: "\(divisor.text) is 0"))
      }
      for child in expression.children { visit(child) }
    }
    for state in model.states { visit(model.removingSingularities(state.equation.rate)) }
    if divisors.isEmpty { return nil }
    self.parts = parts
    observer = Observer(
      model, divisors + model.states.map { model.removingSingularities($0.equation.rate) },
      parameters: parameters)
  }

  /// The divisors, and the rates of the states, row by row.
  package struct Table: Sendable {
    fileprivate let numbers: [Double]
    fileprivate let states: Int
    fileprivate let divisors: Int

    private func start(_ row: Int) -> Int { row * (2 * states + divisors) + states }

    package func divisor(_ row: Int, _ index: Int) -> Double { numbers[start(row) + index] }
    package func rates(_ row: Int) -> ArraySlice<Double> { numbers[(start(row) + divisors)...].prefix(states) }
  }

  /// Their values for states one after the other at these times.
  package func table(_ states: [Double], at times: [Double]) -> Table {
    Table(
      numbers: observer.extend(states, at: times), states: states.count / max(1, times.count), divisors: parts.count)
  }
}

extension Expression {
  /// What changes its sign where a quotient or a power has a pole: of `1/abs(x - a)` and of `(x - a)^(-2)` it is `x - a`.
  fileprivate var vanishingDivisor: Expression? {
    switch node {
    case .binary(.divide, _, let divisor): divisor.withoutEvenParts
    case .binary(.power, let base, let exponent): (exponent.constant ?? 0) < 0 ? base.withoutEvenParts : nil
    default: nil
    }
  }

  private var withoutEvenParts: Expression {
    switch node {
    case .function(.abs, let arguments): arguments[0].withoutEvenParts
    case .binary(.power, let base, let exponent): (exponent.constant ?? 0) > 0 ? base.withoutEvenParts : self
    default: self
    }
  }
}
