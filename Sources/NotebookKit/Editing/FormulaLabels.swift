import Diagnostics
import Expressions

extension Written {
  /// Where the formula names labels, each time.
  ///
  /// A bare word in the place of an argument may be a method or a state instead: `orders.order(method = rk4)`,
  /// `euler.rmse(v, exact)`.
  func labels(in scope: NotebookScope) -> [LabelReference] {
    var finder = LabelFinder(scope: scope)
    _ = finder.visit(expression)
    return finder.found.map { LabelReference(label: $0.label, location: fragment.location($0.range)) }
  }
}

private struct LabelFinder {
  let scope: NotebookScope
  var found: [(label: String, range: Range<Int>)] = []

  /// Gives the type of what the expression stands for, where that matters for what is asked of it.
  mutating func visit(_ expression: Expression) -> ValueType? {
    switch expression.node {
    case .symbol(let name):
      if scope.numbers.contains(name) { return .number }
      if scope.labels[name] != nil { found.append((name, expression.range)) }
      return scope.type(of: name)
    case .query(let base, let name, let arguments):
      var query: Query?
      if case .object(let shape)? = visit(base) { query = shape.query(name) }
      var parameters = (query?.parameters ?? [])[...]
      for argument in arguments ?? [] {
        let parameter = argument.name == nil ? parameters.popFirst() : nil
        if case .symbol = argument.value.node {
          if argument.name != nil { continue }
          if case .name? = parameter { continue }
        }
        _ = visit(argument.value)
      }
      return query?.gives
    default:
      for child in expression.children { _ = visit(child) }
      return nil
    }
  }
}
