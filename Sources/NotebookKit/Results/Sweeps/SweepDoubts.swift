import Dynamics

extension SweepWork {
  /// How many of the solves are looked at again.
  private static let looked = 8

  /// What is to be said of the first of some solves whose fixed steps are outside of where the method is stable.
  var doubt: StoredSweep.Doubt? {
    for (point, solve) in samples(Self.looked) {
      let result = solve()
      if let unstable = UnstableSteps(result) {
        return StoredSweep.Doubt(point: point, message: unstable.message(result), hint: UnstableSteps.hint)
      }
    }
    return nil
  }

  /// Whether any of the solves could be in doubt: one with steps of a fixed size.
  var hasFixedSteps: Bool {
    (requests.first ?? groups.first?.request).map { $0.settings.step != nil } ?? false
  }
}
