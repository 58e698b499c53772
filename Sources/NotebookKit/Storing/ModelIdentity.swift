import Expressions
import Markup

extension ModelDefinition {
  /// What solutions of the model are a function of: its equations, events, inputs and numbers, and the units that data are
  /// converted to. Meanings are not.
  var identityParts: [Identity.Part] {
    var parts: [Identity.Part] = []
    func add(_ name: String, _ text: String) { parts.append(Identity.Part(name, text)) }
    for definition in definitions { add("definition of \(definition.subject.name)", definition.rate.text) }
    for state in states { add("equation of \(state.name)", state.equation.rate.text) }
    // Data are converted to the units of all that can be measured.
    for name in stateNames + definitions.map(\.subject.name) + inputs.map(\.name) {
      if let unit = unit(of: name) { add("unit of \(name)", unit.text) }
    }
    if let timeUnit { add("unit of time", timeUnit.text) }
    for event in events {
      let assignments = event.assignments.map { "\($0.state): \($0.value.expression.text)" }.joined(separator: ", ")
      var text = "\(event.when.expression.text) | \(assignments)"
      if event.isTerminal { text += " | stop" }
      if let refractory = event.refractory { text += " | refractory \(refractory.expression.text)" }
      if !event.held.isEmpty { text += " | hold \(event.held.joined(separator: ", "))" }
      add("event \(event.name)", text)
    }
    for input in inputs {
      add("input \(input.name)", input.value.expression.text)
      for data in input.value.expression.recordings {
        add(
          data.name,
          zip(data.times, data.values).map { "\(Digits.shortest($0)) \(Digits.shortest($1))" }.joined(separator: "; "))
      }
    }
    for parameter in parameters { add("parameter \(parameter.name)", Digits.shortest(parameter.value)) }
    for state in states { add("initial value of \(state.name)", state.initial.expression.text) }
    if rest != nil { add("initial values", "equilibrium") }
    return parts
  }
}

extension SolveFrame {
  static func part(_ span: ClosedRange<Double>) -> Identity.Part {
    Identity.Part("span", "\(Digits.shortest(span.lowerBound)) to \(Digits.shortest(span.upperBound))")
  }

  /// What every run of the model on its span is a function of.
  var identityParts: [Identity.Part] {
    model.identityParts + [Self.part(span)]
  }
}
