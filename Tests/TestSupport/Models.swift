package import Diagnostics
import Dynamics
package import Expressions

/// Models written as text, the way a notebook's block gives them.
package enum ModelText {
  /// - Parameter items: `["C": "100 pF"]` and so on.
  package static func layer(
    equations: String? = nil, parameters: KeyValuePairs<String, String> = [:],
    initial: KeyValuePairs<String, String> = [:], inputs: KeyValuePairs<String, String> = [:],
    units: KeyValuePairs<String, String> = [:], events: [Event] = [], isOverride: Bool = false
  ) -> ModelLayer {
    var layer = ModelLayer()
    layer.equations = equations.map { Fragment($0, path: "equations") }
    layer.parameters = items(parameters)
    layer.initial = items(initial)
    layer.inputs = items(inputs)
    layer.units = items(units)
    layer.isOverride = isOverride
    layer.events = events.map {
      ModelLayer.EventText(
        name: Fragment($0.name, path: "event"), when: Fragment($0.when, path: "when"), assignments: items($0.set),
        isTerminal: $0.stops)
    }
    return layer
  }

  package struct Event {
    let name: String
    let when: String
    let set: KeyValuePairs<String, String>
    let stops: Bool
    package init(_ name: String, when: String, set: KeyValuePairs<String, String> = [:], stops: Bool = false) {
      self.name = name
      self.when = when
      self.set = set
      self.stops = stops
    }
  }

  /// The same from lists of pairs.
  package static func layer(
    equations: String, parameters: [(String, String)], initial: [(String, String)], inputs: [(String, String)],
    events: [Event]
  ) -> ModelLayer {
    var layer = layer(equations: equations, events: events)
    layer.parameters = items(parameters.map { (key: $0.0, value: $0.1) })
    layer.initial = items(initial.map { (key: $0.0, value: $0.1) })
    layer.inputs = items(inputs.map { (key: $0.0, value: $0.1) })
    return layer
  }

  private static func items(_ pairs: some Sequence<(key: String, value: String)>) -> [ModelLayer.Item] {
    pairs.map { ModelLayer.Item(name: Fragment($0.key, path: "name"), value: Fragment($0.value, path: "value")) }
  }

  /// The equations of Hodgkin and Huxley's axon, in mV, ms and uA/cm^2, with `current` for the input.
  package static func axon(current: String) -> String {
    """
    alpha_m = 1/exprel(-(v + 40)/10)
    beta_m = 4*exp(-(v + 65)/18)
    alpha_h = 0.07*exp(-(v + 65)/20)
    beta_h = 1/(1 + exp(-(v + 35)/10))
    alpha_n = 0.1/exprel(-(v + 55)/10)
    beta_n = 0.125*exp(-(v + 65)/80)
    dv/dt = \(current) - 120*m^3*h*(v - 50) - 36*n^4*(v + 77) - 0.3*(v + 54.387)
    dm/dt = alpha_m*(1 - m) - beta_m*m
    dh/dt = alpha_h*(1 - h) - beta_h*h
    dn/dt = alpha_n*(1 - n) - beta_n*n
    """
  }

  /// The regular-spiking cell of Izhikevich's 2007 form, with the input `current`.
  package static func regularSpiking(current: String) -> ModelLayer {
    layer(
      equations: "C*dv/dt = k*(v - vr)*(v - vt) - w + I\ndw/dt = a*(b*(v - vr) - w)",
      parameters: [
        "C": "100 pF", "k": "0.7", "vr": "-60 mV", "vt": "-40 mV", "a": "0.03", "b": "-2", "c": "-50 mV", "d": "100 pA",
        "vpeak": "35 mV",
      ],
      initial: ["v": "vr", "w": "0"], inputs: ["I": current], units: ["v": "mV", "w": "pA", "t": "ms"],
      events: [Event("spike", when: "v >= vpeak", set: ["v": "c", "w": "w + d"])])
  }
}

package struct ModelMistakes: Error, CustomStringConvertible {
  package let diagnostics: [Diagnostic]
  package var description: String { diagnostics.map { $0.text() }.joined(separator: "\n") }
}

extension ModelDefinition {
  /// The model, or an error that shows what is wrong with it.
  package static func reading(_ layers: ModelLayer...) throws -> ModelDefinition {
    var diagnostics: [Diagnostic] = []
    guard let model = ModelDefinition(layers: layers, &diagnostics) else {
      throw ModelMistakes(diagnostics: diagnostics)
    }
    return model
  }
}
