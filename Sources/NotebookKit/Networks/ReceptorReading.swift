import Diagnostics
import Dynamics
import Expressions
import Markup

/// Where the spikes of a group of synapses arrive: an input or a state of the target's model.
extension NetworkReader {
  struct Place {
    let receptor: Int
    /// That of the weight.
    let unit: Unit?
    let text: String
  }

  mutating func receptor(_ group: LayeredArguments, _ target: Int) -> Place? {
    let (draft, model) = (drafts[target], drafts[target].model)
    let place = group.location(of: SynapseKeys.acts)
    let inputs = model.inputs.map(\.name)
    guard let name = group[SynapseKeys.acts]?.text ?? (inputs.count == 1 ? inputs[0] : nil) else {
      fail(
        "what do the synapses '\(group.name.text)' act on in '\(draft.name)'?", at: place,
        hint: inputs.isEmpty
          ? "its model has no input: give one, or let 'acts' name a state"
          : "let 'acts' name one of \(inputs.joined(separator: ", "))")
      return nil
    }
    let decay = group.isMentioned(SynapseKeys.decay) ? self.decay(group) : nil
    if group.isMentioned(SynapseKeys.decay), decay == nil { return nil }
    if let state = model.stateNames.firstIndex(of: name) {
      for key in [SynapseKeys.decay as any AnyParameter, SynapseKeys.reversal, SynapseKeys.potential]
      where group.isMentioned(key) {
        fail(
          "'\(name)' is a state and jumps: '\(key.name)' is for inputs", at: group.location(of: key),
          hint: inputs.first.map { "write 'acts: \($0)'" })
        return nil
      }
      let receptor = SpikingNetwork.Receptor(target: .state(state), decay: nil, reversal: nil)
      return Place(receptor: drafts[target].receptor(receptor), unit: model.unit(of: name), text: "jump of \(name)")
    }
    guard inputs.contains(name) else {
      fail(
        "the model of '\(draft.name)' has no input or state '\(name)'", at: place,
        hint: Spelling.help(name, among: inputs + model.stateNames))
      return nil
    }
    var unit = model.unit(of: name)
    var text = "input \(name)" + (decay.map { ", decay \(Digits.shortest($0))" } ?? "")
    var reversal: Double?
    let addend = drafts[target].addend(name)
    if group.isMentioned(SynapseKeys.reversal) {
      guard let found = self.reversal(group, target, addend, hasDecay: decay != nil) else { return nil }
      reversal = found.value
      if let own = unit, let other = model.unit(of: found.potential) { unit = own / other }
      text += ", reversal \(Digits.shortest(found.value)) of \(found.potential)"
    } else if group.isMentioned(SynapseKeys.potential) {
      fail(
        "'potential' is for conductances", at: group.location(of: SynapseKeys.potential),
        hint: "add 'reversal: 0 mV', the potential at which no current flows")
      return nil
    }
    let receptor = SpikingNetwork.Receptor(target: .input(addend), decay: decay, reversal: reversal)
    return Place(receptor: drafts[target].receptor(receptor), unit: unit, text: text)
  }

  private mutating func decay(_ group: LayeredArguments) -> Double? {
    group[SynapseKeys.decay].flatMap { time($0, at: group.location(of: SynapseKeys.decay)) }
  }

  private mutating func reversal(
    _ group: LayeredArguments, _ target: Int, _ addend: Int, hasDecay: Bool
  ) -> (value: Double, potential: String)? {
    let model = drafts[target].model
    let place = group.location(of: SynapseKeys.reversal)
    guard let quantity = group[SynapseKeys.reversal] else { return nil }
    guard hasDecay else {
      fail("a conductance decays: 'reversal' wants 'decay'", at: place, hint: "add 'decay: 5 ms'")
      return nil
    }
    let name = group[SynapseKeys.potential]?.text ?? model.stateNames[0]
    guard model.stateNames.contains(name) else {
      fail(
        "there is no state '\(name)' in the model of '\(drafts[target].name)'",
        at: group.location(of: SynapseKeys.potential), hint: Spelling.help(name, among: model.stateNames))
      return nil
    }
    let unit = model.unit(of: name)
    guard let value = quantity.magnitude(in: unit), quantity.unit == nil || unit != nil else {
      fail(
        "'\(quantity.unit?.text ?? "")' does not measure what '\(name)' does", at: place,
        hint: unit.map { "'\(name)' is in \($0.text)" } ?? "'\(name)' has no unit: write the number alone")
      return nil
    }
    if let other = drafts[target].setPotential(name, of: addend) {
      fail(
        "conductances of one input multiply one state, and others take '\(other)'",
        at: group.location(of: SynapseKeys.potential))
      return nil
    }
    return (value, name)
  }
}
