import NotebookKit
import Synchronization

/// What runs for a page, in words for its reader.
final class Underway: Sendable {
  private let running = Mutex<[(name: String, detail: String)]>([])
  private let clock = WorkClock()

  /// The words after a step; empty when nothing runs.
  func text(after progress: RunProgress) -> String {
    running.withLock { running in
      switch progress {
      case .planned: running = []
      case .began(let label, let directive): running.append((Self.name(label, directive), ""))
      case .ended(let label, let directive):
        let name = Self.name(label, directive)
        if let place = running.firstIndex(where: { $0.name == name }) { running.remove(at: place) }
      case .advanced(let label, let directive, let step):
        let name = Self.name(label, directive)
        let time = clock.time(of: name, step)
        if time.isDue, let place = running.firstIndex(where: { $0.name == name }) {
          running[place].detail = step.text(left: time.left, rate: time.rate)
        }
      }
      return running.map { $0.name + $0.detail }.joined(separator: "\n")
    }
  }

  private static func name(_ label: String?, _ directive: String) -> String {
    directive + (label.map { " " + $0 } ?? "")
  }
}
