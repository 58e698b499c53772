import Diagnostics
import NotebookKit
import Synchronization

/// Progress for machines: one object of JSON a line on standard error, and nothing else there.
///
/// `event` says what happened: `began` and `ended` of a block, `trained` (epochs) and `solved` (points of a sweep) within
/// one, `page` when a page is done, `message` and `diagnostic` for what is said elsewhere in words. `fraction` is how much
/// of the notebook's blocks, or of the block, is done; `secondsLeft` is there once it can be told.
final class ProgressLines: Sendable {
  private struct Line: Encodable {
    let event: String
    var notebook: String?
    var parameters: [String: String]?
    var label: String?
    var directive: String?
    var fraction: Double?
    var done: Int?
    var of: Int?
    var loss: Double?
    var secondsLeft: Double?
    var page: String?
    var status: Int32?
    var text: String?
  }

  private let clock = WorkClock()
  /// The blocks of each page, and how many of them have ended.
  private let blocks = Mutex<[String: (ended: Int, of: Int)]>([:])

  func say(_ text: String) { write(Line(event: "message", text: text)) }

  func report(_ diagnostic: Diagnostic) {
    Terminal.write(JSONLine.text(DiagnosticLine(diagnostic, event: "diagnostic")) + "\n", to: .error)
  }

  func finish(_ edition: Edition, status: Int32) {
    var line = line("page", edition)
    line.page = Disk.shortened(edition.page)
    line.status = status
    write(line)
  }

  func show(_ progress: RunProgress, of edition: Edition) {
    switch progress {
    case .planned(let count): blocks.withLock { $0[edition.page] = (0, count) }
    case .began(let label, let directive):
      var line = line("began", edition, label, directive)
      line.fraction = fraction(edition, ended: 0)
      write(line)
    case .ended(let label, let directive):
      var line = line("ended", edition, label, directive)
      line.fraction = fraction(edition, ended: 1)
      write(line)
    case .advanced(let label, let directive, let step):
      let time = clock.time(of: "\(edition.page) \(directive) \(label ?? "")", step)
      guard time.isDue else { return }
      var line = line(step.unit == .epoch ? "trained" : "solved", edition, label, directive)
      (line.done, line.of, line.secondsLeft) = (step.done, step.of, time.left)
      line.fraction = Double(step.done) / Double(max(1, step.of))
      line.loss = step.loss.flatMap { $0.isFinite ? $0 : nil }
      write(line)
    }
  }

  private func line(_ event: String, _ edition: Edition, _ label: String? = nil, _ directive: String? = nil) -> Line {
    let parameters = edition.point.values.map { ($0.name, $0.value.text) }
    return Line(
      event: event, notebook: edition.notebook,
      parameters: parameters.isEmpty ? nil : Dictionary(parameters) { first, _ in first }, label: label,
      directive: directive)
  }

  private func fraction(_ edition: Edition, ended: Int) -> Double {
    blocks.withLock { blocks in
      blocks[edition.page]?.ended += ended
      let count = blocks[edition.page] ?? (0, 1)
      return Double(count.ended) / Double(max(1, count.of))
    }
  }

  private func write(_ line: Line) { Terminal.write(JSONLine.text(line) + "\n", to: .error) }
}
