import Dynamics
import Markup

/// A network's result as files that other programs read.
extension NetworkResult {
  /// The spikes, and the recorded states where there are any; neurons are counted from 0 in their population.
  func dataTables(_ label: String) -> [(label: String, text: String)] {
    var spikes = "population,neuron,t\n"
    var index = 0
    for (time, neuron) in zip(record.times, record.neurons) {
      if !network.populations[index].neurons.contains(Int(neuron)) {
        index = network.populations.firstIndex { $0.neurons.contains(Int(neuron)) } ?? index
      }
      let population = network.populations[index]
      spikes += "\(population.name),\(Int(neuron) - population.neurons.lowerBound),\(Digits.exact(time))\n"
    }
    guard !network.recordings.isEmpty else { return [(label, spikes)] }
    var states = "population,neuron,state,t,value\n"
    for recording in network.recordings {
      guard let place = network.populations.firstIndex(where: { $0.name == recording.population }) else { continue }
      for trace in recorded(place) {
        let name = "\(recording.population),\(trace.neuron),\(trace.state)"
        for (time, value) in zip(trace.times, trace.values) {
          states += "\(name),\(Digits.exact(time)),\(Digits.exact(value))\n"
        }
      }
    }
    // No label has a full stop in it.
    return [(label, spikes), (label + ".states", states)]
  }

  /// What was computed, from what, and what came out.
  var data: JSONValue {
    let populations = zip(network.populations, spikeCounts).map { population, count -> JSONValue in
      .object([
        "name": .text(population.name), "neurons": .whole(population.neurons.count), "spikes": .whole(count),
        "rate": .number(rate(count, of: population.neurons.count)),
      ])
    }
    return .object([
      "directive": .text("network"), "outcome": .text(activity.outcome.word), "method": .text(network.method),
      "step": .number(network.step), "eventTimes": .text(network.eventTimes.rawValue),
      "seed": .text(network.seedText), "populations": .list(populations), "synapses": .whole(synapseCount),
      "spikes": .whole(record.times.count),
      "start": .number(network.span.lowerBound), "end": .number(network.span.upperBound),
    ])
  }
}
