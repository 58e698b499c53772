/// Hopf points that two neighbours on a branch do not show: near a fold the pair of complex eigenvalues may be there between them
/// alone, and real at both.
extension Continuation {
  /// Those between points where none is `known`. What is tested is the product of the sums of all pairs of eigenvalues, the
  /// determinant of twice the Jacobian's bialternate product with 1 (A. T. Fuller, J. Math. Anal. Appl. 23 (1968) 71); it is zero where two
  /// real eigenvalues are opposite, too, and nothing is born there.
  func hopfPoints(between points: [Point], besides known: [(first: Int, last: Int)]) -> [Bifurcation] {
    signChanges(points.map { Self.pairSums($0) }).compactMap { ends in
      if known.contains(where: { $0.last > ends.first && $0.first < ends.last }) { return nil }
      guard let found = refined(.hopf, points[ends.first], points[ends.last], Self.pairSums) else { return nil }
      search.field.set(parameter: index, to: found.parameter)
      let pairs = search.field.equilibrium(at: found.state)?.eigenvalues.filter { $0.imaginary > 0 } ?? []
      return pairs.contains { abs($0.real) < 1e-3 * $0.imaginary } ? found : nil
    }
  }

  /// The product of the sums of all pairs of eigenvalues, each as a share of the largest eigenvalue. It is real.
  private static func pairSums(_ point: Point) -> Double? {
    let values = point.equilibrium.eigenvalues
    guard let largest = values.map(\.magnitude).max(), largest > 0, values.count > 1 else { return nil }
    var (real, imaginary) = (1.0, 0.0)
    for i in values.indices {
      for j in values.indices where j > i {
        // Of a centre, and of a saddle with opposite eigenvalues, rounding is all there is.
        let sum = ((values[i].real + values[j].real) / largest, (values[i].imaginary + values[j].imaginary) / largest)
        guard abs(sum.0) > 1e-10 || abs(sum.1) > 1e-10 else { return 0 }
        (real, imaginary) = (real * sum.0 - imaginary * sum.1, real * sum.1 + imaginary * sum.0)
      }
    }
    return real
  }
}
