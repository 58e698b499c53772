/// The spikes of one neuron, and how long it was watched.
package struct SpikeTrain: Sendable, Equatable {
  /// In order; those outside the span are left out.
  package let times: [Double]
  package let span: ClosedRange<Double>

  package init(_ times: [Double], over span: ClosedRange<Double>) {
    self.times = times.filter(span.contains)
    self.span = span
  }

  package var duration: Double { span.upperBound - span.lowerBound }

  /// The times between neighbouring spikes.
  package var intervals: [Double] { zip(times.dropFirst(), times).map { $0 - $1 } }

  /// Spikes per unit of time over the whole span, silent parts included; nothing for a span without length.
  ///
  /// The count over the duration, and not the inverse of the mean interval: it is defined for no spike and for one, and rates of
  /// neurons add up to that of their population.
  package var rate: Double? { duration > 0 ? Double(times.count) / duration : nil }

  /// How long after `onset` the first spike comes; nothing where none does.
  package func latency(after onset: Double) -> Double? { times.first { $0 >= onset }.map { $0 - onset } }
}
