package import Dynamics
package import Expressions
import Markup

/// The spikes of a network, and the states that were recorded.
package struct NetworkResult: PopulationResult {
  let network: NetworkFacts
  package let activity: NetworkActivity
  package let record: SpikeRecord

  package var facts: PopulationFacts { network.population }

  init(_ facts: NetworkFacts, _ activity: NetworkActivity) {
    network = facts
    self.activity = activity
    record = SpikeRecord(
      populations: facts.populations, span: facts.span, times: activity.times, neurons: activity.neurons)
  }

  package var synapseCount: Int { activity.synapses.reduce(0, +) }

  /// How many spikes each population fired.
  var spikeCounts: [Int] {
    var counts = Array(repeating: 0, count: network.populations.count)
    var index = 0
    for neuron in record.neurons {
      if !network.populations[index].neurons.contains(Int(neuron)) {
        index = network.populations.firstIndex { $0.neurons.contains(Int(neuron)) } ?? index
      }
      counts[index] += 1
    }
    return counts
  }

  /// Spikes of one neuron per second; per unit of time where the models give time no unit.
  func rate(_ spikes: Int, of neurons: Int) -> Double {
    Double(spikes) / Double(neurons) / (network.span.upperBound - network.span.lowerBound) * network.perSecond
  }

  /// One line: what was run and what came out.
  var summary: String {
    let unit = network.timeUnit.map { " " + $0.text } ?? ""
    let rateUnit = network.rateUnit.map { " " + $0 } ?? ""
    let counts = spikeCounts
    let neurons = record.neuronCount
    func shown(_ value: Double) -> String { Digits.compact(value, 3) }
    var parts = [
      "\(network.methodTitle), h = \(Digits.compact(network.step, 6))\(unit)",
      Self.counted(neurons, "neuron"), Self.counted(synapseCount, "synapse"),
      Self.counted(record.times.count, "spike"),
    ]
    let rates = zip(network.populations, counts).map { population, count in
      "\(population.name) \(shown(rate(count, of: population.neurons.count)))\(rateUnit)"
    }
    parts.append(
      rates.count == 1
        ? "mean rate \(shown(rate(record.times.count, of: neurons)))\(rateUnit)"
        : "mean rate \(shown(rate(record.times.count, of: neurons)))\(rateUnit) (\(rates.joined(separator: ", ")))")
    if network.eventTimes == .interpolated { parts.append("spikes inside steps") }
    parts.append("seed \(network.seedText)")
    if activity.outcome != .finished { parts.append(phrase) }
    return parts.joined(separator: " · ")
  }

  private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

  /// How it ended, as a sentence says it.
  var phrase: String {
    activity.ranAway ? "ran away before \(ending)" : activity.outcome.phrase(timeUnit: network.timeUnit)
  }

  /// When it ended.
  var ending: String {
    let unit = network.timeUnit.map { " " + $0.text } ?? ""
    return "t = " + Digits.compact(activity.outcome.time ?? network.span.upperBound, 6) + unit
  }

  /// Whether it diverged in a state that spikes set.
  var isLostInAnUpstroke: Bool {
    lostState.map { network.replaced[$0.population].contains($0.name) } ?? false
  }

  /// Where it diverged, as a sentence goes on.
  var place: String {
    lostState.map { ": '\($0.name)' of '\(network.populations[$0.population].name)' has no finite value" } ?? ""
  }

  private var lostState: (population: Int, name: String)? {
    activity.lost.map { ($0.population, network.stateNames[$0.population][$0.state]) }
  }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    switch query {
    case "synapses": return .number(Double(synapseCount))
    case "spikes": return .object(EventTimes("spike", record.times))
    case "outcome": return .text(activity.outcome.word)
    case "after":
      let time = try arguments.first?.number(in: network.timeUnit) ?? .nan
      guard time < network.span.upperBound else {
        throw QueryFailure(
          "there is nothing after \(Digits.shortest(time)): the run ends at \(Digits.shortest(network.span.upperBound))"
        )
      }
      try requireEnd()
      return .object(queries(after: time))
    case "rate" where !arguments.isEmpty:
      guard let argument = arguments.first, let name = argument.asName, let index = index(of: name) else {
        throw QueryFailure("'rate' wants the name of a population")
      }
      return try PopulationPart(result: self, index: index).answer("rate", [])
    default:
      if let index = index(of: query) { return .object(PopulationPart(result: self, index: index)) }
      try requireEnd()
      return try queries.answer(query, arguments)
    }
  }

  /// A part of a run has no measures.
  fileprivate func requireEnd() throws(QueryFailure) {
    guard activity.outcome.isFinished else {
      throw QueryFailure(
        "there is no such measure: " + phrase,
        hint: "'outcome' asks how the run ended")
    }
  }

  /// The recorded states of a population's neurons.
  func recorded(_ index: Int) -> [RecordedTrace] {
    guard let recording = network.recordings.first(where: { $0.population == network.populations[index].name }) else {
      return []
    }
    let trace = activity.traces[index]
    return recording.neurons.enumerated().flatMap { row, neuron in
      recording.states.enumerated().map { column, state in
        RecordedTrace(
          state: state.name, neuron: neuron, times: trace.times,
          values: trace.values[row * recording.states.count + column])
      }
    }
  }

  /// What can be asked of any population.
  var queries: PopulationQueries { PopulationQueries(record, timeUnit: network.timeUnit) }

  /// The same of what comes after a time.
  func queries(after time: Double?) -> PopulationQueries {
    time.map { PopulationQueries(record.after($0), timeUnit: network.timeUnit) } ?? queries
  }

  private func index(of name: String) -> Int? { network.populations.firstIndex { $0.name == name } }
}

/// One population of a network: `net.excitatory.rate`, `net.excitatory.v(0, 250)`.
struct PopulationPart: Queryable {
  let result: NetworkResult
  let index: Int

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    let population = result.network.populations[index]
    switch query {
    case _ where PopulationQueries.own.contains { $0.name == query }:
      try result.requireEnd()
      return try result.queries.about(population).answer(query, arguments)
    case "spikes":
      guard let argument = arguments.first else {
        return .object(EventTimes("spike", result.record.spikes(of: population.neurons).times))
      }
      guard let number = try argument.number(in: nil), let neuron = Int(exactly: number),
        (0..<population.neurons.count).contains(neuron)
      else {
        throw QueryFailure("'\(population.name)' has \(population.neurons.count) neurons, counted from 0")
      }
      let first = population.neurons.lowerBound + neuron
      return .object(EventTimes("spike", result.record.spikes(of: first..<first + 1).times))
    default: return .number(try recorded(query, arguments))
    }
  }

  /// A recorded state at a time, by a straight line between two samples.
  private func recorded(_ name: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Double {
    let population = result.network.populations[index]
    guard let recording = result.network.recordings.first(where: { $0.population == population.name }),
      let state = recording.states.firstIndex(where: { $0.name == name })
    else { throw QueryFailure("'\(name)' of '\(population.name)' was not recorded") }
    guard arguments.count == 2, let number = try arguments[0].number(in: nil),
      let time = try arguments[1].number(in: result.network.timeUnit)
    else { throw QueryFailure("'\(name)' wants the number of a neuron and a time") }
    guard let neuron = recording.neurons.firstIndex(where: { Double($0) == number }) else {
      throw QueryFailure(
        "that neuron was not recorded",
        hint: "recorded are \(recording.neurons.prefix(8).map(String.init).joined(separator: ", "))")
    }
    let trace = result.activity.traces[index]
    guard let first = trace.times.first, let last = trace.times.last, (first...last).contains(time) else {
      throw QueryFailure(
        "there is no value at \(Digits.shortest(time))",
        hint: trace.times.first.map {
          "recorded from \(Digits.shortest($0)) to \(Digits.shortest(trace.times.last ?? $0))"
        })
    }
    let values = trace.values[neuron * recording.states.count + state]
    let after = trace.times.firstIndex { $0 >= time } ?? trace.times.count - 1
    guard after > 0, trace.times[after] > time else { return values[after] }
    let (t0, t1) = (trace.times[after - 1], trace.times[after])
    return values[after - 1] + (values[after] - values[after - 1]) * (time - t0) / (t1 - t0)
  }
}
