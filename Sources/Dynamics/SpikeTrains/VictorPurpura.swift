extension SpikeTrain {
  /// The least cost of turning one train into the other: 1 for each spike that is added or taken away, and `cost` for each unit
  /// of time that one is moved. Spikes further apart than 2/cost are not moved, so 1/cost is the precision that counts.
  ///
  /// O(n·m) time and O(m) memory.
  /// J. D. Victor, K. P. Purpura, J. Neurophysiol. 76 (1996) 1310, doi:10.1152/jn.1996.76.2.1310; Network 8 (1997) 127,
  /// doi:10.1088/0954-898X_8_2_003.
  package func victorPurpuraDistance(to other: SpikeTrain, cost: Double) -> Double {
    let (rows, columns) = (times, other.times)
    // Row i holds the cost of turning the first i spikes into the first j.
    var above = (0...columns.count).map(Double.init)
    var row = above
    for (i, time) in rows.enumerated() {
      row[0] = Double(i + 1)
      for j in columns.indices {
        row[j + 1] = min(above[j + 1] + 1, row[j] + 1, above[j] + cost * abs(time - columns[j]))
      }
      swap(&above, &row)
    }
    return above[columns.count]
  }

  /// Comparisons beyond this many steps take longer than anybody waits for a number.
  package static let mostPairs = 400_000_000
}
