import Foundation
import NotebookKit
import Synchronization

/// How long a training will go on, from how long it took so far.
final class TrainingClock: Sendable {
  private struct Seen {
    var first: (epoch: Int, time: Double)
    var shown: Double
  }
  private let seen = Mutex<[String: Seen]>([:])

  /// The rate and the time left, in words; nothing where something was shown a moment ago.
  func left(_ notebook: String, _ label: String?, _ step: TrainingStep) -> String? {
    let now = ProcessInfo.processInfo.systemUptime
    return seen.withLock { all in
      let key = notebook + (label ?? "")
      guard var item = all[key], item.first.epoch < step.epoch else {
        all[key] = Seen(first: (step.epoch, now), shown: 0)
        return nil
      }
      guard now - item.shown > 0.1 else { return nil }
      item.shown = now
      all[key] = item
      let each = (now - item.first.time) / Double(step.epoch - item.first.epoch)
      return String(format: "%.0f a second, %.0f s left", 1 / each, each * Double(step.of - step.epoch))
    }
  }
}
