extension [Eigenvalue] {
  /// Of the multipliers of a small cycle that one which tells whether it attracts in its own plane: what is left when each of the
  /// equilibrium's other eigenvalues λ has been given the multiplier nearest to exp(λ T), which is tanh(λ T/2) here.
  ///
  /// - Parameters:
  ///   - eigenvalues: of the equilibrium at the Hopf point.
  ///   - pair: the one above the real axis of those that cross it.
  func own(beside eigenvalues: [Eigenvalue], pair: Eigenvalue) -> Eigenvalue? {
    var left = self
    var others = eigenvalues
    for imaginary in [pair.imaginary, -pair.imaginary] {
      if let place = others.firstIndex(where: { $0.real == pair.real && $0.imaginary == imaginary }) {
        others.remove(at: place)
      }
    }
    let period = 2 * Double.pi / pair.imaginary
    // The slowest first: it is the one that might be taken for another.
    for other in others.sorted(by: { abs($0.real) < abs($1.real) }) {
      let expected = other.multiplier(over: period)
      let nearest = left.indices.min { left[$0].distance(to: expected) < left[$1].distance(to: expected) }
      if let nearest { left.remove(at: nearest) }
    }
    return left.first { $0.imaginary == 0 }
  }
}

extension Eigenvalue {
  /// (exp(λ T) - 1)/(exp(λ T) + 1)
  fileprivate func multiplier(over period: Double) -> Eigenvalue {
    let (growth, turn) = (real * period, imaginary * period)
    let small = Elementary.exponential(-abs(growth))
    // The inverse of cosh.
    let share = 2 * small / (1 + small * small)
    let below = 1 + share * Elementary.cosine(turn)
    return Eigenvalue(
      Elementary.hyperbolicTangent(growth) / below, share * Elementary.sine(turn) / below)
  }

  fileprivate func distance(to other: Eigenvalue) -> Double {
    let (x, y) = (real - other.real, imaginary - other.imaginary)
    return x * x + y * y
  }
}
