import Foundation
import NotebookKit
import Synchronization

/// The lines at the end of a terminal that say what runs now, how far it is, and how long it will take: one for each block
/// under way. They are replaced as it goes on, and gone when it is over.
final class LiveLines: Sendable {
  private struct Item {
    let notebook: String
    let name: String
    var detail = ""
  }

  private struct State {
    var running: [Item] = []
    var blocks: [String: (ended: Int, of: Int)] = [:]
    /// How many lines stand on the terminal.
    var drawn = 0
    var lastDrawn = 0.0
  }

  private let state = Mutex(State())
  private let clock = WorkClock()

  /// Often enough to be alive, seldom enough to cost nothing.
  private static let pause = 0.05
  private static let lineLimit = 8

  func show(_ progress: RunProgress, in notebook: String) {
    state.withLock { state in
      switch progress {
      case .planned(let count):
        // What ran before for it was given up.
        state.running.removeAll { $0.notebook == notebook }
        state.blocks[notebook] = (0, count)
      case .began(let label, let directive):
        state.running.append(Item(notebook: notebook, name: Self.name(label, directive)))
      case .ended(let label, let directive):
        let name = Self.name(label, directive)
        if let place = state.running.firstIndex(where: { $0.notebook == notebook && $0.name == name }) {
          state.running.remove(at: place)
        }
        state.blocks[notebook]?.ended += 1
      case .advanced(let label, let directive, let step):
        let name = Self.name(label, directive)
        let time = clock.time(of: "\(notebook) \(name)", step)
        guard time.isDue, let place = state.running.firstIndex(where: { $0.notebook == notebook && $0.name == name })
        else { return }
        state.running[place].detail = step.text(left: time.left, rate: time.rate)
      }
      let now = ProcessInfo.processInfo.systemUptime
      if state.running.isEmpty {
        Self.erase(&state)
      } else if now - state.lastDrawn > Self.pause {
        state.lastDrawn = now
        Self.draw(&state)
      }
    }
  }

  /// Takes the lines away, for text that stays. They come back with the next progress.
  func clear() { state.withLock { Self.erase(&$0) } }

  private static func name(_ label: String?, _ directive: String) -> String {
    directive + (label.map { " " + $0 } ?? "")
  }

  private static func draw(_ state: inout State) {
    var text = erasing(state)
    let width = Terminal.width
    let lines = state.running.prefix(lineLimit).map { item in
      let count = state.blocks[item.notebook].map { " \($0.ended)/\($0.of)" } ?? ""
      return String("\(item.notebook)\(count): \(item.name)\(item.detail)".prefix(width - 1))
    }
    text += lines.joined(separator: "\n")
    state.drawn = lines.count
    Terminal.write(text, to: .error)
  }

  private static func erase(_ state: inout State) {
    if state.drawn > 0 { Terminal.write(erasing(state), to: .error) }
    state.drawn = 0
    state.lastDrawn = 0
  }

  /// The control sequences that take the lines away: to the beginning of the line, erase it; one up, erase it; and so on.
  private static func erasing(_ state: State) -> String {
    guard state.drawn > 0 else { return "" }
    return "\r\u{1B}[K" + String(repeating: "\u{1B}[1A\u{1B}[K", count: state.drawn - 1)
  }
}

extension WorkStep {
  /// How far the computation is: `, epoch 300 of 6000, 21 s left`.
  ///
  /// - Parameters:
  ///   - left: how many seconds it will go on.
  ///   - rate: how many steps there are in one.
  func text(left: Double?, rate: Double?) -> String {
    var text = ", \(unit.rawValue) \(done) of \(of)"
    if let left { text += String(format: ", %.0f s left", left) }
    if let rate { text += String(format: ", %.0f a second", rate) }
    if let loss { text += String(format: ", loss %.3g", loss) }
    return text
  }
}
