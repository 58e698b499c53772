/// The mean rate of some neurons over time, in spikes per neuron and unit of time.
package struct PopulationRate: Sendable {
  /// Of bins: their borders, one more than there are values. Of a smooth rate: the times of the values.
  package let times: [Double]
  package let values: [Double]

  /// In bins that follow one another from the start of the span; the last one is shorter where they do not fill it.
  package init(
    _ spikes: some Sequence<Double>, neurons: Int, over span: ClosedRange<Double>, binsOf width: Double
  ) {
    let counts = SpikeCounts(spikes, over: span, width: width)
    let share = 1 / Double(max(1, neurons))
    values =
      counts.values.map { Double($0) * share / width }
      + (counts.rest.map { [Double($0.count) * share / $0.length] } ?? [])
    let whole = (0...counts.values.count).map { span.lowerBound + Double($0) * width }
    times = counts.rest == nil ? whole.dropLast() + [span.upperBound] : whole + [span.upperBound]
  }

  /// Each spike as a bell of the standard deviation `kernel`, cut off after five of them. What the ends of the span cut off a bell is
  /// made up for, so that a steady rate is steady up to the ends.
  ///
  /// H. Shimazaki, S. Shinomoto, J. Comput. Neurosci. 29 (2010) 171, doi:10.1007/s10827-009-0180-4.
  package init(
    _ spikes: some Sequence<Double>, neurons: Int, over span: ClosedRange<Double>, kernel: Double
  ) {
    let duration = span.upperBound - span.lowerBound
    precondition(kernel > 0 && kernel >= duration * SpikeCounts.leastShare, "too many samples")
    let count = max(1, Int((duration / kernel * 4).rounded(.up)))
    let step = duration / Double(count)
    var sums = Array(repeating: 0.0, count: count + 1)
    var masses = sums
    let reach = 5.0
    let height = 1 / (kernel * (2 * Double.pi).squareRoot())
    for time in spikes where span.contains(time) {
      let place = step > 0 ? (time - span.lowerBound) / step : 0
      let half = step > 0 ? reach * kernel / step : 0
      for index in Int(max(0, place - half).rounded(.up))...Int(min(Double(count), place + half)) {
        let z = (Double(index) - place) * step / kernel
        sums[index] += height * Elementary.exponential(-0.5 * z * z)
      }
    }
    // How much of the bell of a sample lies inside the span.
    for index in sums.indices {
      let (left, right) = (Double(index) * step / kernel, Double(count - index) * step / kernel)
      masses[index] = 1 - Self.tail(left) - Self.tail(right)
    }
    times = (0...count).map { span.lowerBound + Double($0) * step }
    values = zip(sums, masses).map { $0 / $1 / Double(max(1, neurons)) }
  }

  /// What of a normal distribution lies beyond `z` ≥ 0, to 10⁻⁷: M. Abramowitz, I. A. Stegun 1964, 26.2.17.
  private static func tail(_ z: Double) -> Double {
    let t = 1 / (1 + 0.2316419 * z)
    let series =
      t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    return Elementary.exponential(-0.5 * z * z) / (2 * Double.pi).squareRoot() * series
  }
}
