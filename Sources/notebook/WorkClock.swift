import Foundation
import NotebookKit
import Synchronization

/// How long computations will go on, from how long they took so far.
final class WorkClock: Sendable {
  private struct Seen {
    let first: (done: Int, time: Double)
    var told: Double
  }
  private let seen = Mutex<[String: Seen]>([:])

  /// How often one computation is told of, in seconds.
  private static let pause = 0.1

  /// Whether it is time to tell of the computation again; how many seconds are left, and how much of it is done in one. The
  /// first step of all tells nothing about time.
  func time(of computation: String, _ step: WorkStep) -> (isDue: Bool, left: Double?, rate: Double?) {
    let now = ProcessInfo.processInfo.systemUptime
    return seen.withLock { all in
      guard let item = all[computation], item.first.done < step.done else {
        all[computation] = Seen(first: (step.done, now), told: now)
        return (true, nil, nil)
      }
      guard now - item.told > Self.pause || step.done >= step.of else { return (false, nil, nil) }
      all[computation]?.told = now
      let each = (now - item.first.time) / Double(step.done - item.first.done)
      return (true, each * Double(max(0, step.of - step.done)), each > 0 ? 1 / each : nil)
    }
  }
}
