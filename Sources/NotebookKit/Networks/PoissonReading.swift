import Diagnostics
import Dynamics
import Expressions
import Markup

/// Synapses whose spikes come from Poisson processes, one for each target.
extension NetworkReader {
  mutating func meanPerStep(_ group: LayeredArguments) -> Double? {
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
      if let unit = quantity.unit {
        fail(
          "the models give time no unit, so '\(unit.text)' has no meaning here", at: place,
          hint: "write the number of spikes per unit of time, or add 't: ms' under the models' 'units'")
        return nil
      }
      return bounded(quantity.value * step, at: place)
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

  mutating func refuseConnections(_ group: LayeredArguments) {
    let others: [any AnyParameter] = SynapseKeys.rules + [SynapseKeys.selfConnection, SynapseKeys.delay]
    for key in others where group.isMentioned(key) {
      fail(
        "'\(key.name)' has no meaning for Poisson processes: each target has one of its own",
        at: group.location(of: key))
    }
  }
}
