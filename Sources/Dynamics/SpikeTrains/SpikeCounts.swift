/// How many spikes fall into each of equal windows that follow one another.
package struct SpikeCounts: Sendable, Equatable {
  /// Of the whole windows. A spike at the border of two belongs to the later one, at the end of the last to the last.
  package private(set) var values: [Int]
  /// What is left behind the last whole window: the spikes in it, and its length; nothing where the windows fill the span.
  package private(set) var rest: (count: Int, length: Double)?

  /// Windows shorter than this share of the span are refused by whoever asks: that many would be no counts any more.
  package static let leastShare = 1e-6

  /// Times on a grid of steps meet the borders of windows, but for the last digits: those count as met.
  private static let rounding = 1e-9

  package init(_ times: some Sequence<Double>, over span: ClosedRange<Double>, width: Double) {
    let duration = span.upperBound - span.lowerBound
    precondition(width > 0 && duration >= 0 && width >= duration * Self.leastShare, "too many windows")
    let whole = Int(duration / width + Self.rounding)
    let length = duration - Double(whole) * width
    var values = Array(repeating: 0, count: whole + 1)
    for time in times where span.contains(time) {
      values[min(whole, Int((time - span.lowerBound) / width + Self.rounding))] += 1
    }
    let behind = values.removeLast()
    if length > Self.rounding * max(width, duration) {
      rest = (behind, length)
    } else if whole > 0 {
      values[whole - 1] += behind
    }
    self.values = values
  }

  package static func == (one: SpikeCounts, other: SpikeCounts) -> Bool {
    one.values == other.values && one.rest?.count == other.rest?.count && one.rest?.length == other.rest?.length
  }

  /// The Fano factor of some counts: their variance over their mean. 0 where all are alike, 1 for a Poisson process. Nothing for
  /// fewer than two counts, or where nothing was counted.
  ///
  /// The variance has n − 1 as its divisor, so that few windows give 1 for a Poisson process too; Elephant's has n.
  /// U. Fano, Phys. Rev. 72 (1947) 26, doi:10.1103/PhysRev.72.26; U. T. Eden, M. A. Kramer, J. Neurosci. Methods 190 (2010) 149,
  /// doi:10.1016/j.jneumeth.2010.04.012.
  package static func fano(_ counts: [Int]) -> Double? {
    let n = Double(counts.count)
    let mean = Double(counts.reduce(0, +)) / n
    guard counts.count > 1, mean > 0 else { return nil }
    return counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / (n - 1) / mean
  }
}
