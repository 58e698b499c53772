extension SpikeTrain {
  /// The coefficient of variation of the intervals: their standard deviation over their mean. 0 for a clock, 1 for a Poisson
  /// process. Nothing for fewer than two intervals.
  ///
  /// The variance has the number of intervals as its divisor, as in Elephant and the Allen SDK. A rate that drifts raises it.
  /// W. R. Softky, C. Koch, J. Neurosci. 13 (1993) 334, doi:10.1523/JNEUROSCI.13-01-00334.1993.
  package var cv: Double? {
    let intervals = intervals
    guard intervals.count > 1 else { return nil }
    let n = Double(intervals.count)
    let mean = intervals.reduce(0, +) / n
    guard mean > 0 else { return nil }
    return (intervals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot() / mean
  }

  /// The mean of 2·|I₂ − I₁|/(I₂ + I₁) over neighbouring intervals: as ``cv`` 0 for a clock and 1 for a Poisson process, but
  /// blind to slow changes of the rate. Nothing for fewer than two intervals.
  ///
  /// G. R. Holt, W. R. Softky, C. Koch, R. J. Douglas, J. Neurophysiol. 75 (1996) 1806, doi:10.1152/jn.1996.75.5.1806.
  package var cv2: Double? { meanOfNeighbours { 2 * abs($1 - $0) / ($1 + $0) } }

  /// The mean of (I₂ − I₁)/(I₂ + I₁) over neighbouring intervals: above 0 where they grow longer, that is where the neuron adapts,
  /// below 0 where it speeds up; between −1 and 1. Nothing for fewer than two intervals.
  ///
  /// The adaptation index of the Allen Cell Types Database: N. W. Gouwens et al., Nat. Neurosci. 22 (2019) 1182,
  /// doi:10.1038/s41593-019-0417-0.
  package var adaptation: Double? { meanOfNeighbours { ($1 - $0) / ($1 + $0) } }

  /// Two intervals without length, of three spikes at one time, are alike.
  private func meanOfNeighbours(_ contrast: (Double, Double) -> Double) -> Double? {
    let intervals = intervals
    guard intervals.count > 1 else { return nil }
    let sum = zip(intervals, intervals.dropFirst()).reduce(0) { sum, pair in
      pair.0 + pair.1 > 0 ? sum + contrast(pair.0, pair.1) : sum
    }
    return sum / Double(intervals.count - 1)
  }
}
