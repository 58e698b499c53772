extension SpikeTrain {
  /// The distance of two trains after each spike has become a step of 1 that decays with the time constant `tau`: the square root
  /// of 2/tau times the integral of their squared difference.
  ///
  /// A spike more or less is a distance of 1, two spikes far apart one of √2; the original has no factor 2, which makes all
  /// distances smaller by √2. Small `tau` counts coincidences, large `tau` counts spikes. O(n + m).
  /// M. C. W. van Rossum, Neural Comput. 13 (2001) 751, doi:10.1162/089976601300014321; with this factor C. Houghton, T. Kreuz,
  /// Network 23 (2012) 48, doi:10.3109/0954898X.2012.673048.
  package func vanRossumDistance(to other: SpikeTrain, tau: Double) -> Double {
    // Between two spikes the difference of the trains decays, so each piece of the integral is known. All pieces are positive: equal
    // trains are at a distance of 0, and nearly equal ones lose no digits.
    var (mine, theirs) = (times[...], other.times[...])
    var (difference, square) = (0.0, 0.0)
    var last = 0.0
    while let next = [mine.first, theirs.first].compactMap({ $0 }).min() {
      square -= difference * difference * Elementary.exponentialLessOne(-2 * (next - last) / tau)
      difference *= Elementary.exponential(-(next - last) / tau)
      while mine.first == next {
        difference += 1
        mine.removeFirst()
      }
      while theirs.first == next {
        difference -= 1
        theirs.removeFirst()
      }
      last = next
    }
    return (square + difference * difference).squareRoot()
  }
}
