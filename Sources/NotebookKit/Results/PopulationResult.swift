package import Dynamics
package import Expressions

/// What is known of a population before it runs.
package struct PopulationFacts: Sendable {
  /// The states of one population that are kept.
  package struct Recording: Sendable {
    package struct State: Sendable {
      package let name: String
      package let unit: Unit?
    }

    package let population: String
    /// Counted from 0 in their population.
    package let neurons: [Int]
    package let states: [State]
  }

  package var populations: [SpikeRecord.Population]
  package var span: ClosedRange<Double>
  package var timeUnit: Unit?
  package var recordings: [Recording]

  package init(
    populations: [SpikeRecord.Population], span: ClosedRange<Double>, timeUnit: Unit?, recordings: [Recording] = []
  ) {
    self.populations = populations
    self.span = span
    self.timeUnit = timeUnit
    self.recordings = recordings
  }
}

/// The spikes of many neurons, from a network: what rasters, histograms and rates work on.
package protocol PopulationResult: Queryable {
  var facts: PopulationFacts { get }
  var record: SpikeRecord { get }
}
