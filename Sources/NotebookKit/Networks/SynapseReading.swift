import Diagnostics
import Dynamics
import Expressions
import Markup

/// The synapses of a network.
extension NetworkReader {
  mutating func read(_ group: LayeredArguments) {
    let name = group.name.text
    let known = planning.diagnostics.count
    for key in [SynapseKeys.from, SynapseKeys.to] where !group.isMentioned(key) {
      fail(
        "missing key '\(key.name)' in the synapses '\(name)'", at: group.name.location,
        hint: "'\(key.name)' is \(key.meaning)")
    }
    let isPoisson = group[SynapseKeys.from]?.map(\.text) == ["poisson"]
    let sources = isPoisson ? [] : populations(group[SynapseKeys.from] ?? [])
    let targets = populations(group[SynapseKeys.to] ?? [])
    let hasPairWeights = group[SynapseKeys.pairs]?.allSatisfy { $0.count > 2 } == true
    if !group.isMentioned(SynapseKeys.weight), !hasPairWeights {
      fail(
        "missing key 'weight' in the synapses '\(name)'", at: group.name.location,
        hint: "'weight' is \(SynapseKeys.weight.meaning)")
    }
    let mean = isPoisson ? meanPerStep(group) : nil
    if isPoisson { refuseConnections(group) }
    if !isPoisson, group.isMentioned(SynapseKeys.rate) {
      fail(
        "a rate belongs to Poisson processes", at: group.location(of: SynapseKeys.rate), hint: "write 'from: poisson'")
    }
    let delay = isPoisson ? nil : delay(group)
    let rules = isPoisson ? nil : rule(group)
    guard planning.diagnostics.count == known else { return }
    for target in targets {
      guard let place = receptor(group, target) else { return }
      var weight = DrawnQuantity(0)
      if let text = group[SynapseKeys.weight] {
        guard
          let read = DrawnQuantity(
            reading: text, "the weight", in: place.unit, parameters: planning.parameters.expressions,
            &planning.diagnostics)
        else { return }
        weight = read
      }
      func note(_ purpose: String, _ text: String) {
        parts.append(Identity.Part(purpose, "\(text) | weight \(weight.text) | \(place.text)"))
      }
      let to = drafts[target].name
      if let mean {
        let purpose = "synapses \(name): poisson to \(to)"
        poissonInputs.append(
          SpikingNetwork.PoissonInput(
            purpose: purpose, target: target, receptor: place.receptor, mean: mean, weight: weight.values))
        note(purpose, "\(Digits.shortest(mean)) a step")
      }
      for source in sources {
        guard let delay, let rules, let rule = rule(rules, group, source, target, place.unit) else { return }
        let purpose = "synapses \(name): \(drafts[source].name) to \(to)"
        let allowsSelf = group[SynapseKeys.selfConnection] ?? true
        projections.append(
          SpikingNetwork.Projection(
            purpose: purpose, source: source, target: target, receptor: place.receptor, rule: rule.rule,
            allowsSelf: allowsSelf, weight: weight.values, delay: delay.values))
        note(purpose, "\(rule.text) | self \(allowsSelf) | delay \(delay.text)")
        count(rule, weight, delay, target)
      }
    }
  }

  /// The populations named; `all` are all of them.
  private mutating func populations(_ names: [Fragment]) -> [Int] {
    var found: [Int] = []
    for name in names {
      if name.text == "all" {
        found += drafts.indices
      } else if let index = drafts.firstIndex(where: { $0.name == name.text }) {
        found.append(index)
      } else if name.text == "poisson" {
        fail("'poisson' stands alone and behind 'from'", at: name.location, hint: "give it a group of its own")
      } else {
        fail(
          "there is no population '\(name.text)'", at: name.location,
          hint: Spelling.hint(name.text, among: drafts.map(\.name) + ["all"]))
      }
    }
    return found.indices.filter { !found[..<$0].contains(found[$0]) }.map { found[$0] }
  }

  // MARK: Where spikes arrive

  private struct Place {
    let receptor: Int
    /// That of the weight.
    let unit: Unit?
    let text: String
  }

  private mutating func receptor(_ group: LayeredArguments, _ target: Int) -> Place? {
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
        hint: Spelling.hint(name, among: inputs + model.stateNames))
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
        at: group.location(of: SynapseKeys.potential), hint: Spelling.hint(name, among: model.stateNames))
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

  // MARK: Poisson processes

  private mutating func meanPerStep(_ group: LayeredArguments) -> Double? {
    let place = group.location(of: SynapseKeys.rate)
    guard group.isMentioned(SynapseKeys.rate) else {
      fail(
        "missing key 'rate' in the synapses '\(group.name.text)'", at: group.name.location,
        hint: "'rate' is how often each process fires, such as '800 Hz'")
      return nil
    }
    guard let quantity = group[SynapseKeys.rate] else { return nil }
    guard quantity.value >= 0 else {
      fail("a rate is not negative", at: place)
      return nil
    }
    guard let timeUnit else {
      return SolveKeys.checkUnit(quantity.unit, nil, place, &planning) ? bounded(quantity.value * step, at: place) : nil
    }
    guard quantity.unit != nil, let rate = quantity.magnitude(in: Unit.one / timeUnit) else {
      fail("a rate is measured in Hz", at: place, hint: "write 'rate: 800 Hz'")
      return nil
    }
    return bounded(rate * step, at: place)
  }

  private mutating func bounded(_ mean: Double, at place: Location) -> Double? {
    let limit = SpikingNetwork.PoissonInput.mostEvents
    if mean <= limit { return mean }
    fail(
      "that is \(Digits.compact(mean, 3)) events a step, and the limit is \(Digits.compact(limit, 3))", at: place,
      hint: "so many are as good as a constant with normal noise")
    return nil
  }

  private mutating func refuseConnections(_ group: LayeredArguments) {
    let others: [any AnyParameter] = SynapseKeys.rules + [SynapseKeys.selfConnection, SynapseKeys.delay]
    for key in others where group.isMentioned(key) {
      fail(
        "'\(key.name)' has no meaning for Poisson processes: each target has one of its own",
        at: group.location(of: key))
    }
  }

  // MARK: Connections

  private mutating func delay(_ group: LayeredArguments) -> DrawnQuantity? {
    guard let text = group[SynapseKeys.delay] else {
      return group.isMentioned(SynapseKeys.delay) ? nil : DrawnQuantity(0)
    }
    guard
      let delay = DrawnQuantity(
        reading: text, "the delay", in: timeUnit, parameters: planning.parameters.expressions, &planning.diagnostics)
    else { return nil }
    let longest = delay.values.greatest
    let size = Digits.compact(step, 6)
    guard longest >= step * (1 - 1e-9) else {
      fail(
        "the delay is shorter than a step of \(size)", at: text.location,
        hint: "take a smaller step; without 'delay' a spike acts in the step that it begins")
      return nil
    }
    guard longest / step <= Double(SpikingLimits.delay) else {
      fail(
        "that is a delay of \(Digits.compact(longest / step, 3)) steps, and the limit is \(SpikingLimits.delay)",
        at: text.location)
      return nil
    }
    if let constant = delay.values.constant, Self.steps(constant, step) == nil {
      fail(
        "the delay is no whole number of steps of \(size)", at: text.location, hint: "take a step that divides it")
      return nil
    }
    return delay
  }

  private enum RuleText {
    case probability(Double)
    case inDegree(Int)
    case pairs([[Fragment]])
  }

  private struct CountedRule {
    let rule: Wiring.Rule
    let text: String
    let count: Double
    let isDense: Bool
  }

  private mutating func rule(_ group: LayeredArguments) -> RuleText? {
    guard let layer = group.last(mentioning: SynapseKeys.rules) else {
      fail(
        "who is connected by the synapses '\(group.name.text)'?", at: group.name.location,
        hint: "give 'probability', 'in-degree' or 'pairs'; 'probability: 1' connects all with all")
      return nil
    }
    let given = SynapseKeys.rules.filter { layer.isMentioned($0) }
    if given.count > 1 {
      fail("give '\(given[0].name)' or '\(given[1].name)', not both", at: layer.place(of: given[1]))
      return nil
    }
    if let probability = layer[SynapseKeys.probability] {
      if (0...1).contains(probability) { return .probability(probability) }
      fail(
        "a probability is between 0 and 1, not \(Digits.compact(probability, 6))",
        at: layer.location(of: SynapseKeys.probability))
    }
    if let degree = layer[SynapseKeys.inDegree] { return .inDegree(degree) }
    if let pairs = layer[SynapseKeys.pairs] { return .pairs(pairs) }
    return nil
  }

  private mutating func rule(
    _ text: RuleText, _ group: LayeredArguments, _ source: Int, _ target: Int, _ unit: Unit?
  ) -> CountedRule? {
    let (from, to) = (drafts[source], drafts[target])
    let refusesSelf = source == target && group[SynapseKeys.selfConnection] == false
    switch text {
    case .probability(let probability):
      return CountedRule(
        rule: .probability(probability), text: "probability \(Digits.shortest(probability))",
        count: probability * Double(from.size) * Double(to.size), isDense: probability == 1 && !refusesSelf)
    case .inDegree(let degree):
      let choices = refusesSelf ? from.size - 1 : from.size
      guard degree <= choices else {
        fail(
          "an in-degree of \(degree) wants as many different neurons, and '\(from.name)' has \(from.size)",
          at: group.location(of: SynapseKeys.inDegree),
          hint: refusesSelf && degree == from.size ? "with 'self: no' there are \(choices) to choose from" : nil)
        return nil
      }
      return CountedRule(
        rule: .inDegree(degree), text: "in-degree \(degree)", count: Double(degree) * Double(to.size), isDense: false)
    case .pairs(let rows):
      var pairs: [(source: Int, target: Int, weight: Double?)] = []
      for row in rows {
        guard let pair = pair(row, from, to, unit) else { return nil }
        pairs.append(pair)
      }
      let text = pairs.map { "\($0.source) \($0.target) \($0.weight.map(Digits.shortest) ?? "")" }
      return CountedRule(
        rule: .pairs(pairs), text: "pairs \(text.joined(separator: ", "))", count: Double(pairs.count), isDense: false)
    }
  }

  private mutating func pair(
    _ row: [Fragment], _ from: PopulationDraft, _ to: PopulationDraft, _ unit: Unit?
  ) -> (source: Int, target: Int, weight: Double?)? {
    guard let first = row.first, row.count == 2 || row.count == 3 else {
      fail(
        "a pair is a source, a target and perhaps a weight", at: row.first?.location ?? whole.name.location,
        hint: "write [0, 1] or [0, 1, 0.5]")
      return nil
    }
    for (cell, draft) in [(first, from), (row[1], to)] {
      guard let neuron = Int(cell.text), (0..<draft.size).contains(neuron) else {
        fail(
          "'\(draft.name)' has no neuron '\(cell.text)'", at: cell.location,
          hint: "its \(draft.size) neurons are counted from 0")
        return nil
      }
    }
    var weight: Double?
    if row.count == 3 {
      guard let quantity = Quantity(parsing: row[2].text), let value = quantity.magnitude(in: unit),
        quantity.unit == nil || unit != nil
      else {
        fail(
          "expected a weight\(unit.map { " in \($0.text)" } ?? ""), not '\(row[2].text)'", at: row[2].location)
        return nil
      }
      weight = value
    }
    return (Int(first.text) ?? 0, Int(row[1].text) ?? 0, weight)
  }

  private mutating func count(_ rule: CountedRule, _ weight: DrawnQuantity, _ delay: DrawnQuantity, _ target: Int) {
    synapseCount += rule.count
    var size = rule.isDense ? 0.0 : 4
    if weight.values.constant == nil { size += 8 }
    if delay.values.constant == nil { size += 4 }
    let slots = (delay.values.greatest / step).rounded(.up) + 2
    bytes += size * rule.count + 8 * slots * Double(drafts[target].size)
  }
}
