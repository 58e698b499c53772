import Diagnostics
import Dynamics
import Expressions
import Markup

/// A network ready to run, and what its result is a function of.
struct NetworkRequest: Sendable {
  let network: SpikingNetwork
  let facts: NetworkFacts
  let identity: Identity
  /// About how much memory a run takes.
  let bytes: Double
  let neurons: LoneNeurons
}

/// What is known of a network before it runs.
struct NetworkFacts: Sendable {
  let populations: [SpikeRecord.Population]
  /// The names of the states of each population.
  let stateNames: [[String]]
  /// Those that a spike sets to something that does not depend on them.
  let replaced: [Set<String>]
  let recordings: [PopulationFacts.Recording]
  let span: ClosedRange<Double>
  let timeUnit: Unit?
  let methodTitle: String
  let method: String
  let step: Double
  let eventTimes: SpikingNetwork.EventTimes
  let seed: UInt64
  /// As the page names it.
  let seedText: String
  /// The names of the projections.
  let projections: [String]
  /// What lasts for one step, so that its effect depends on the step.
  let lastsAStep: String?

  var population: PopulationFacts {
    PopulationFacts(populations: populations, span: span, timeUnit: timeUnit, recordings: recordings)
  }

  /// Spikes per unit of time to spikes per second, where the unit is known.
  var perSecond: Double {
    guard let timeUnit, let second = Unit.named("s"), let size = second.magnitude(of: 1, decimal: "1", in: timeUnit)
    else { return 1 }
    return 1 / size
  }

  var rateUnit: String? { timeUnit == nil ? nil : "Hz" }

  static let queryNames = ["neurons", "synapses", "spikes", "rate", "outcome"]

  /// What can be asked: of all neurons, and of each population under its name.
  var shape: Shape {
    let names = populations.map(\.name)
    let rate = rateUnit.map { "spikes of a neuron per second, in \($0)" } ?? "spikes of a neuron per unit of time"
    var queries =
      [
        Query("synapses", gives: .number, "how many synapses"),
        Query("spikes", gives: .object(EventTimes.shape(timeUnit)), "the spikes of all neurons"),
        Query("rate", [.name(names)], gives: .number, "mean rate of a population: \(rate)")
          .measured(in: TimeScale(timeUnit).rate),
        Query("outcome", gives: .text, "how the run ended: finished, diverged, ..."),
      ] + PopulationQueries.own(timeUnit) + [
        Query(
          "after", [.number], gives: .object(Shape("a part of a run", PopulationQueries.queries(self.population))),
          "what comes after a time, to leave a transient out: `net.after(200).rate`")
      ]
    for population in populations {
      queries.append(
        Query(population.name, gives: .object(shape(of: population)), "the population \(population.name)"))
    }
    return Shape("a network", queries)
  }

  private func shape(of population: SpikeRecord.Population) -> Shape {
    let recorded = recordings.first { $0.population == population.name }?.states ?? []
    return Shape(
      "a population",
      [
        Query("spikes", gives: .object(EventTimes.shape(timeUnit)), "the spikes of all its neurons"),
        Query(
          "spikes", [.number], gives: .object(EventTimes.shape(timeUnit)), "the spikes of one neuron, counted from 0"),
      ] + PopulationQueries.own(timeUnit)
        + recorded.map {
          Query($0.name, [.number, .number], gives: .number, "\($0.name) of a recorded neuron at a time").measured(
            in: $0.unit)
        })
  }
}
