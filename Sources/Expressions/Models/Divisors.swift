/// What the right-hand sides of a model divide by, where that changes with the states: a quotient may have a pole where it is zero.
package struct Divisors: Sendable {
  /// Each with its quotient.
  package let parts: [UndefinedPart]
  private let observer: Observer

  /// Nothing where there are none.
  package init?(_ model: ModelDefinition) {
    let named = model.namedExpressions
    var varying = Dictionary(model.stateNames.map { ($0, true) }) { first, _ in first }
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
      case .binary(.divide, _, let divisor)
      where divisor.symbols.contains(where: varies) && !divisors.contains(divisor):
        divisors.append(divisor)
        parts.append(UndefinedPart(text: expression.text, reason: "\(divisor.text) is 0"))
      default: break
      }
      for child in expression.children { visit(child) }
    }
    for state in model.states { visit(model.removingSingularities(state.equation.rate)) }
    if divisors.isEmpty { return nil }
    self.parts = parts
    observer = Observer(model, divisors + model.states.map { model.removingSingularities($0.equation.rate) })
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
