import Diagnostics
import Dynamics
import Expressions
import Markup

/// Which neurons a group of synapses connects, and how long its spikes take.
extension NetworkReader {
  mutating func delay(_ group: LayeredArguments) -> DrawnQuantity? {
    guard let text = group[SynapseKeys.delay] else {
      return group.isMentioned(SynapseKeys.delay) ? nil : DrawnQuantity(0)
    }
    guard
      let delay = DrawnQuantity(
        reading: text, "the delay", in: timeUnit, parameters: planning.parameters.expressions, &planning.diagnostics)
    else { return nil }
    let longest = delay.values.greatest
    let size = Digits.compact(step, 6)
    guard longest >= 0 else {
      fail("a delay is not negative", at: text.location, hint: "spikes come later, or without 'delay' at once")
      return nil
    }
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
    warnOfNegative(delay, "delays", ", and become one step", least: size, at: text.location)
    if let constant = delay.values.constant, Self.steps(constant, step) == nil {
      fail(
        "the delay is no whole number of steps of \(size)", at: text.location, hint: "take a step that divides it")
      return nil
    }
    return delay
  }

  /// Tells how many draws are negative that should not be.
  mutating func warnOfNegative(
    _ quantity: DrawnQuantity, _ what: String, _ rest: String = "", least: String = "0", at place: Location
  ) {
    guard quantity.values.constant == nil else { return }
    let drawing = ValueDrawing(quantity.values)
    let sample = drawing.table(1000, drawing.streams(seed: 1, purpose: what))[0]
    let share = Double(sample.count { $0 < 0 }) / Double(sample.count)
    guard share > 0 else { return }
    planning.warn(
      "\(Digits.compact(100 * share, 2)) % of such \(what) are negative\(rest)", at: place,
      hint: "draw what is positive, by 'uniform', or with 'max(..., \(least))' around it")
  }

  enum RuleText {
    case probability(Double)
    case inDegree(Int)
    case pairs([[Fragment]])
  }

  struct CountedRule {
    let rule: Wiring.Rule
    let text: String
    let count: Double
    let isDense: Bool
  }

  mutating func rule(_ group: LayeredArguments) -> RuleText? {
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

  mutating func rule(
    _ text: RuleText, _ group: LayeredArguments, _ source: Int, _ sources: [Int], _ target: Int, _ unit: Unit?
  ) -> CountedRule? {
    let (from, to) = (drafts[source], drafts[target])
    let refusesSelf = source == target && group[SynapseKeys.selfConnection] == false
    switch text {
    case .probability(let probability):
      return CountedRule(
        rule: .probability(probability), text: "probability \(Digits.shortest(probability))",
        count: probability * Double(from.size) * Double(to.size), isDense: probability == 1 && !refusesSelf)
    case .inDegree(let degree):
      let all = sources.reduce(0) { $0 + drafts[$1].size }
      let hasSelf = sources.contains(target) && group[SynapseKeys.selfConnection] == false
      let choices = hasSelf ? all - 1 : all
      guard degree <= choices else {
        let names = sources.map { "'\(drafts[$0].name)'" }
        fail(
          "an in-degree of \(degree) wants as many different neurons, and \(names.joined(separator: " and ")) \(names.count == 1 ? "has" : "have") \(all)",
          at: group.location(of: SynapseKeys.inDegree),
          hint: hasSelf && degree == all ? "with 'self: no' there are \(choices) to choose from" : nil)
        return nil
      }
      return CountedRule(
        rule: .inDegree(degree), text: "in-degree \(degree)",
        count: Double(degree) * Double(to.size) * Double(from.size) / Double(max(1, all)), isDense: false)
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

  mutating func count(_ rule: CountedRule, _ weight: DrawnQuantity, _ delay: DrawnQuantity, _ target: Int) {
    synapseCount += rule.count
    var size = rule.isDense ? 0.0 : 4
    if weight.values.constant == nil { size += 8 }
    if delay.values.constant == nil { size += 4 }
    let slots = (delay.values.greatest / step).rounded(.up) + 2
    bytes += size * rule.count + 8 * slots * Double(drafts[target].size)
  }
}
