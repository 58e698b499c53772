import Synchronization

/// What several points of a sweep are compared with: computed by the first that needs it, and let go after the last.
final class SharedReferences: Sendable {
  typealias Reference = any TrajectoryResult

  private final class Slot: Sendable {
    /// Nothing until it is computed; then it may be nothing for good.
    let found = Mutex<Reference??>(nil)
  }

  private struct Waiting {
    let slot = Slot()
    var points = 0
  }

  private let waiting: Mutex<[String: Waiting]>

  /// - Parameter keys: for each point what its reference goes by.
  init(keys: [String]) {
    var counted: [String: Waiting] = [:]
    for key in keys { counted[key, default: Waiting()].points += 1 }
    let all = counted
    waiting = Mutex(all)
  }

  /// The reference of one point. Others with the same key wait for it, and no others.
  func reference(_ key: String, _ compute: () -> Reference?) -> Reference? {
    let slot = waiting.withLock { $0[key]?.slot } ?? Slot()
    let reference = slot.found.withLock { found -> Reference? in
      if let known = found { return known }
      let computed = compute()
      found = .some(computed)
      return computed
    }
    waiting.withLock { all in
      all[key]?.points -= 1
      if all[key]?.points == 0 { all[key] = nil }
    }
    return reference
  }
}
