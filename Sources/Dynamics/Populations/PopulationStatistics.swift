/// Measures of the neurons of a population, each over the whole span.
extension SpikeRecord {
  package var duration: Double { span.upperBound - span.lowerBound }

  /// Of every neuron that is asked for, in order.
  package func trains(of chosen: Range<Int>) -> [SpikeTrain] {
    var times = [[Double]](repeating: [], count: chosen.count)
    for (time, neuron) in zip(self.times, neurons) where chosen.contains(Int(neuron)) {
      times[Int(neuron) - chosen.lowerBound].append(time)
    }
    return times.map { SpikeTrain($0, over: span) }
  }

  package func count(of chosen: Range<Int>) -> Int { neurons.count { chosen.contains(Int($0)) } }

  /// Spikes per neuron and unit of time; nothing without neurons or time.
  package func meanRate(of chosen: Range<Int>) -> Double? {
    guard !chosen.isEmpty, duration > 0 else { return nil }
    return Double(count(of: chosen)) / Double(chosen.count) / duration
  }

  /// The mean of a measure over the neurons that have it: a CV wants three spikes.
  package func mean(_ measure: (SpikeTrain) -> Double?, of chosen: Range<Int>) -> Double? {
    let values = trains(of: chosen).compactMap(measure)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The Fano factor over the neurons: the variance of their spike counts over the mean.
  ///
  /// - Parameter window: without one the whole span is counted; with one the mean over windows that follow one another is given,
  ///   those without any spike left out.
  package func fano(of chosen: Range<Int>, window: Double? = nil) -> Double? {
    guard let window else { return SpikeCounts.fano(trains(of: chosen).map(\.times.count)) }
    let counts = trains(of: chosen).map { SpikeCounts($0.times, over: span, width: window).values }
    let windows = counts.first?.count ?? 0
    let factors = (0..<windows).compactMap { window in SpikeCounts.fano(counts.map { $0[window] }) }
    return factors.isEmpty ? nil : factors.reduce(0, +) / Double(factors.count)
  }

  /// The share of the neurons that fired at all.
  package func activeShare(of chosen: Range<Int>) -> Double? {
    guard !chosen.isEmpty else { return nil }
    return Double(Set(neurons.filter { chosen.contains(Int($0)) }).count) / Double(chosen.count)
  }

  /// The mean rate in bins.
  package func rate(of chosen: Range<Int>, binsOf width: Double) -> PopulationRate {
    PopulationRate(spikes(of: chosen).times, neurons: chosen.count, over: span, binsOf: width)
  }

  /// The spectrum of the mean rate in bins of `width`; the rate per unit of time times `scale` is what is transformed, and
  /// frequencies are in that unit. Nothing for a span of too few bins.
  package func spectrum(of chosen: Range<Int>, binsOf width: Double, scale: Double = 1) -> PowerSpectrum? {
    let counts = SpikeCounts(spikes(of: chosen).times, over: span, width: width)
    let factor = scale / width / Double(max(1, chosen.count))
    return PowerSpectrum(counts.values.map { Double($0) * factor }, interval: width / scale)
  }
}
