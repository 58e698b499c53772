import Diagnostics
import Dynamics
import Expressions
import Markup

/// A population while its network is read: synapses bring in what it has to be able to receive.
struct PopulationDraft {
  let text: LayeredArguments
  let size: Int
  let neurons: PopulationModel
  let spike: Int
  private(set) var added: [AddedInput] = []
  private(set) var receptors: [SpikingNetwork.Receptor] = []
  var noises: [SpikingNetwork.Noise] = []
  var recording: SpikingNetwork.Recording?
  var parts: [Int]

  var name: String { text.name.text }
  var model: ModelDefinition { neurons.model }

  init(_ text: LayeredArguments, size: Int, _ neurons: PopulationModel, spike: Int) {
    self.text = text
    self.size = size
    self.neurons = neurons
    self.spike = spike
    parts = Array(repeating: 1, count: neurons.model.states.count)
  }

  /// The states that a spike sets to something that does not depend on them.
  var replaced: Set<String> {
    Set(model.events[spike].assignments.filter { !$0.value.expression.symbols.contains($0.state) }.map(\.state))
  }

  /// The place of an input among those that are added to.
  mutating func addend(_ input: String) -> Int {
    if let index = added.firstIndex(where: { $0.name == input }) { return index }
    added.append(AddedInput(name: input, potential: nil))
    return added.count - 1
  }

  /// The state that conductances of an input multiply; another one where there is one already.
  mutating func setPotential(_ potential: String, of addend: Int) -> String? {
    if let known = added[addend].potential, known != potential { return known }
    added[addend] = AddedInput(name: added[addend].name, potential: potential)
    return nil
  }

  mutating func receptor(_ receptor: SpikingNetwork.Receptor) -> Int {
    if let index = receptors.firstIndex(of: receptor) { return index }
    receptors.append(receptor)
    return receptors.count - 1
  }

  var population: SpikingNetwork.Population {
    SpikingNetwork.Population(
      name: name, size: size, model: model.neuronModel(spike: spike, addingTo: added), values: neurons.values,
      receptors: receptors, noises: noises, recording: recording, parts: parts)
  }

  /// What it is a function of.
  var identityParts: [Identity.Part] {
    var parts = [Identity.Part("size", String(size))] + model.identityParts
    parts += neurons.formulas.map { Identity.Part($0.name, $0.text) }
    if let recording {
      parts.append(
        Identity.Part("recording", "\(recording.neurons) \(recording.states) every \(recording.steps) steps"))
    }
    return parts.map { Identity.Part("\(name): \($0.name)", $0.text) }
  }
}
