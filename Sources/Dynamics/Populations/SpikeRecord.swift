/// The spikes of many neurons, in the order of their times; of equal times the lower number comes first.
package struct SpikeRecord: Sendable, Equatable {
  /// Neurons of one kind: numbers that follow one another.
  package struct Population: Sendable, Equatable {
    package let name: String
    package let neurons: Range<Int>

    package init(name: String, neurons: Range<Int>) {
      self.name = name
      self.neurons = neurons
    }
  }

  package let populations: [Population]
  /// The time that was simulated.
  package let span: ClosedRange<Double>
  /// The time of each spike, in the unit of the model's time.
  package let times: [Double]
  /// The number of the neuron that fired it.
  package let neurons: [Int32]

  package init(populations: [Population], span: ClosedRange<Double>, times: [Double], neurons: [Int32]) {
    precondition(times.count == neurons.count)
    self.populations = populations
    self.span = span
    self.times = times
    self.neurons = neurons
  }

  package var neuronCount: Int { populations.last?.neurons.upperBound ?? 0 }

  /// The spikes of some neurons alone, the neurons numbered as before.
  package func spikes(of chosen: Range<Int>) -> (times: [Double], neurons: [Int32]) {
    let rows = neurons.indices.filter { chosen.contains(Int(neurons[$0])) }
    return (rows.map { times[$0] }, rows.map { neurons[$0] })
  }

  /// What comes at `time` or after it: without a transient.
  package func after(_ time: Double) -> SpikeRecord {
    let rows = times.indices.filter { times[$0] >= time }
    return SpikeRecord(
      populations: populations, span: min(max(span.lowerBound, time), span.upperBound)...span.upperBound,
      times: rows.map { times[$0] }, neurons: rows.map { neurons[$0] })
  }

  /// The spike times of each neuron.
  package var trains: [[Double]] {
    var trains = [[Double]](repeating: [], count: neuronCount)
    for (time, neuron) in zip(times, neurons) { trains[Int(neuron)].append(time) }
    return trains
  }
}
