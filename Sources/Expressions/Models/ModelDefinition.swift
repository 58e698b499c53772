package import Diagnostics

/// A system of ordinary differential equations with events, as its author wrote it: names, units and expressions.
package struct ModelDefinition: Sendable {
  package struct State: Sendable {
    package let name: String
    package let unit: Unit?
    package let equation: Equation
    package let initial: Written
    package let meaning: String?
  }

  package struct Parameter: Sendable {
    package let name: String
    package let value: Double
    package let unit: Unit?
    package let meaning: String?
    /// What it is computed from other parameters by, where it is.
    package var formula: Expression?
  }

  /// A quantity given from outside, such as a current: an expression in time and parameters.
  package struct Input: Sendable {
    package let name: String
    package let value: Written
    /// The same with the units that its numbers were given in.
    package let given: Expression
    package let unit: Unit?
    package let meaning: String?
  }

  package struct Event: Sendable {
    package let name: String
    package let when: Written
    package let assignments: [(state: String, value: Written)]
    package let isTerminal: Bool
    /// How long the event cannot come again, in the model's unit of time.
    package let refractory: Written?
    /// States that keep their value for that time.
    package let held: [String]
    /// The times at which it comes, as people read them, where it comes by the clock.
    package let schedule: String?
    package let place: Location?
    /// The condition and the new values with the units that their numbers were given in.
    package let given: (when: Expression, values: [Expression])

    /// The dead time of an event that comes once.
    package static let forEver = "1e300"
    package var comesOnce: Bool { refractory?.expression.node == .number(1e300) }
  }

  package let states: [State]
  package let definitions: [Equation]
  /// Functions of the author's own; the formulas have what they stand for in place of their calls.
  package var functions: [OwnFunction] = []
  package let parameters: [Parameter]
  package let inputs: [Input]
  package let events: [Event]
  package let timeUnit: Unit?
  /// Where it says that the model begins at an equilibrium; nothing where it begins at the values given.
  package let rest: Fragment?
  /// The texts that it was read from, so that overrides can be stacked on them.
  package let layers: [ModelLayer]
  /// What named sub-expressions measure, as far as that is known.
  var definitionUnits: [String: Unit] = [:]
  /// What named sub-expressions mean, where that was said.
  package var definitionMeanings: [String: String] = [:]

  /// Whether a parameter was given that nothing uses any more, since what used it was replaced.
  package func hasReplaced(_ name: String) -> Bool {
    !parameterNames.contains(name) && layers.contains { $0.parameters.contains { $0.name.text == name } }
  }

  /// Whether it says what time is measured in; else that is the unit of its equations, if they have one.
  package var statesUnitOfTime: Bool { layers.contains { $0.units.contains { $0.name.text == "t" } } }

  /// Where the model that it builds on is from.
  package var source: String? { layers.lazy.compactMap(\.source).first }

  /// Names in the order of the register file, and what else formulas may use.
  package var stateNames: [String] { states.map(\.name) }
  package var parameterNames: [String] { parameters.map(\.name) }

  package func unit(of name: String) -> Unit? {
    if name == "t" { return timeUnit }
    return states.first { $0.name == name }?.unit ?? parameters.first { $0.name == name }?.unit
      ?? inputs.first { $0.name == name }?.unit ?? definitionUnits[name]
  }

  /// Equations, inputs and definitions by name, for those who compile them.
  package var namedExpressions: [String: Expression] {
    var result: [String: Expression] = [:]
    for definition in definitions { result[definition.subject.name] = definition.rate }
    for input in inputs { result[input.name] = input.value.expression }
    return result
  }
}
