package import Dynamics
package import Expressions

/// What is known of a population before it runs.
package struct PopulationFacts: Sendable {
  package var populations: [SpikeRecord.Population]
  package var span: ClosedRange<Double>
  package var timeUnit: Unit?

  package init(populations: [SpikeRecord.Population], span: ClosedRange<Double>, timeUnit: Unit?) {
    self.populations = populations
    self.span = span
    self.timeUnit = timeUnit
  }
}

/// The spikes of many neurons, from a network: what rasters, histograms and rates work on.
package protocol PopulationResult: Queryable {
  var facts: PopulationFacts { get }
  var record: SpikeRecord { get }
}
