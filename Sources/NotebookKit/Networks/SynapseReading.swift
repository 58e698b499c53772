import Diagnostics
import Dynamics
import Expressions
import Markup

/// The synapses of a network.
extension NetworkReader {
  mutating func read(_ group: LayeredArguments) {
    let name = group.name.text
    let known = mistakes
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
    guard mistakes == known else { return }
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
        if group.isMentioned(SynapseKeys.reversal) { warnOfNegative(weight, "conductances", at: text.location) }
        if group.isMentioned(SynapseKeys.reversal), let middle = read.values.middle.first, middle < 0 {
          fail(
            "a conductance is not negative", at: text.location,
            hint: "whether it excites or inhibits is up to 'reversal'")
          return
        }
      }
      if drafts[target].receptors[place.receptor].isPulse {
        lastsAStep = lastsAStep ?? "a spike of the synapses '\(name)'"
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
        guard let delay, let rules, let rule = rule(rules, group, source, sources, target, place.unit) else { return }
        let purpose = "synapses \(name): \(drafts[source].name) to \(to)"
        let allowsSelf = group[SynapseKeys.selfConnection] ?? true
        var projection = SpikingNetwork.Projection(
          purpose: purpose, source: source, target: target, receptor: place.receptor, rule: rule.rule,
          allowsSelf: allowsSelf, weight: weight.values, delay: delay.values)
        if case .inDegree = rule.rule, sources.count > 1 {
          projection.pool = pool(sources, source, target, "synapses \(name): to \(to)")
        }
        projections.append(projection)
        note(purpose, "\(rule.text) | self \(allowsSelf) | delay \(delay.text)")
        count(rule, weight, delay, target)
      }
    }
  }

  private var mistakes: Int { planning.diagnostics.count { $0.severity == .error } }

  /// What an in-degree from several populations is drawn from.
  private func pool(_ sources: [Int], _ source: Int, _ target: Int, _ purpose: String) -> Wiring.Pool {
    func first(_ index: Int) -> Int { sources.prefix { $0 != index }.reduce(0) { $0 + drafts[$1].size } }
    return Wiring.Pool(
      purpose: purpose, size: sources.reduce(0) { $0 + drafts[$1].size }, first: first(source),
      targets: sources.contains(target) ? first(target) : nil)
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
          hint: Spelling.help(name.text, among: drafts.map(\.name) + ["all"]))
      }
    }
    return found.indices.filter { !found[..<$0].contains(found[$0]) }.map { found[$0] }
  }
}
