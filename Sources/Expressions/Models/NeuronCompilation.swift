package import Dynamics

/// An input of a model that synapses and noise add to.
package struct AddedInput: Sendable {
  package let name: String
  /// The state that conductances multiply; nothing where there are none.
  package let potential: String?

  package init(name: String, potential: String?) {
    self.name = name
    self.potential = potential
  }
}

extension ModelDefinition {
  /// The model as a population runs it.
  ///
  /// - Parameters:
  ///   - spike: the index of the event whose coming is a spike.
  ///   - added: what is added to: each such input becomes its own value + current − conductance × potential.
  package func neuronModel(spike: Int, addingTo added: [AddedInput]) -> NeuronModel {
    // Names that no author can write.
    func current(_ input: String) -> String { "current \(input)" }
    func conductance(_ input: String) -> String { "conductance \(input)" }
    var extra: [Parameter] = []
    var inputs = self.inputs
    var addends: [NeuronModel.Addend] = []
    for item in added {
      guard let index = inputs.firstIndex(where: { $0.name == item.name }) else { continue }
      let first = parameters.count + extra.count
      extra.append(Parameter(name: current(item.name), value: 0, unit: nil, meaning: nil))
      var value = inputs[index].value.expression + .symbol(current(item.name))
      if let potential = item.potential {
        extra.append(Parameter(name: conductance(item.name), value: 0, unit: nil, meaning: nil))
        value = value - .symbol(conductance(item.name)) * .symbol(potential)
      }
      addends.append(NeuronModel.Addend(current: first, conductance: item.potential.map { _ in first + 1 }))
      let input = inputs[index]
      inputs[index] = Input(
        name: input.name, value: input.value.with(value), given: value, unit: input.unit, meaning: input.meaning)
    }
    let model = ModelDefinition(
      states: states, definitions: definitions, parameters: parameters + extra, inputs: inputs, events: events,
      timeUnit: timeUnit, rest: nil, layers: layers)
    return ModelCompiler(model, false).neuronModel(spike: spike, addends: addends, parameterCount: parameters.count)
  }
}

extension ModelCompiler {
  fileprivate func neuronModel(spike: Int, addends: [NeuronModel.Addend], parameterCount: Int) -> NeuronModel {
    var outputs = rates + margins
    func add(_ expressions: [Expression]) -> Range<Int> {
      outputs += expressions
      return outputs.count - expressions.count..<outputs.count
    }
    let events = model.events.enumerated().map { index, event -> NeuronModel.Event in
      let condition = statesBehind(event.when.expression)
      let jumps = add(jumps[index])
      var refractory: (result: Int, mode: Int)?
      if let hold = holds.firstIndex(of: index), let time = event.refractory {
        refractory = (add([time.expression]).lowerBound, switches.count + hold)
      }
      return NeuronModel.Event(
        name: event.name,
        targets: event.assignments.compactMap { name in model.states.firstIndex { $0.name == name.state } },
        jumps: jumps, isStrict: EventCondition.isStrict(event.when.expression),
        resetsCondition: event.assignments.contains { condition.contains($0.state) }, refractory: refractory,
        held: event.held.compactMap { name in model.states.firstIndex { $0.name == name } })
    }
    let timeModes = switches.enumerated().map { (mode: $0.offset, result: add([$0.element.value]).lowerBound) }
    return NeuronModel(
      program: program(outputs), events: events, spike: spike, timeModes: timeModes, addends: addends,
      parameterCount: parameterCount)
  }
}
