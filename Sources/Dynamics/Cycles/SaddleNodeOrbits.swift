/// Cycles that end in an orbit from a fold of equilibria to itself.
///
/// Where two equilibria meet on the cycle, it stands still there: a saddle-node on an invariant circle (SNIC), where a neuron of
/// class 1 begins to fire at any rate, however low (Rinzel and Ermentrout 1989, Methods in Neuronal Modeling, MIT Press).
extension CycleBranch {
  /// The fold in which a branch ends whose period goes beyond bounds; nothing where it ends in another orbit, as one that leaves a
  /// saddle and comes back.
  ///
  /// Its period grows with the distance d of the parameter as 1/√d, to the fold and to no other value.
  func saddleNode(among folds: [Continuation.Bifurcation]) -> Continuation.Bifurcation? {
    guard end == .longPeriod, let last = points.last, let before = points.last(where: { $0.period < last.period / 2 })
    else { return nil }
    return folds.first { fold in
      let (far, near) = (before.parameter - fold.parameter, last.parameter - fold.parameter)
      let growth = last.period / before.period
      return far * near > 0 && Self.like.contains(growth * growth * near / far)
        && zip(last.extent, fold.state).allSatisfy { $0.contains($1) }
    }
  }

  /// How far the square of the period times the distance may change: at another value it grows as the square of the period.
  private static let like = 0.5...2
}
