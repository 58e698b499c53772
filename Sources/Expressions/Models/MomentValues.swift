/// What a model's names are at one moment, for states in order: each named sub-expression is computed once, however many build on it.
package final class MomentValues {
  private let named: [String: Expression]
  private var known: [String: Double]

  package init(_ model: ModelDefinition, _ time: Double, _ states: some Sequence<Double>, parameters: [Double]) {
    named = model.namedExpressions
    known = ["t": time]
    for (name, value) in zip(model.stateNames, states) { known[name] = value }
    for (name, value) in zip(model.parameterNames, parameters) { known[name] = value }
  }

  /// Nothing for a name that has no value.
  package func value(_ name: String) -> Value? {
    if let number = known[name] { return .number(number) }
    guard let number = try? named[name]?.number(value) else { return nil }
    known[name] = number
    return .number(number)
  }
}
