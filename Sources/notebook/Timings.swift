import Foundation
import NotebookKit
import Synchronization

/// When each block began and ended: a table for people, and a trace for Chrome's tracing page and Perfetto.
final class Timings: Sendable {
  private struct Span {
    let notebook: String
    let name: String
    let start: Double
    var end: Double?
  }

  private let spans = Mutex<[Span]>([])
  private let start = ProcessInfo.processInfo.systemUptime

  func note(_ progress: RunProgress, in notebook: String) {
    let now = ProcessInfo.processInfo.systemUptime - start
    spans.withLock { spans in
      switch progress {
      case .began(let label, let directive):
        spans.append(Span(notebook: notebook, name: Self.name(label, directive), start: now, end: nil))
      case .ended(let label, let directive):
        let name = Self.name(label, directive)
        guard let place = spans.lastIndex(where: { $0.notebook == notebook && $0.name == name && $0.end == nil }) else {
          return
        }
        spans[place].end = now
      case .planned, .advanced: break
      }
    }
  }

  private static func name(_ label: String?, _ directive: String) -> String {
    directive + (label.map { " " + $0 } ?? "")
  }

  private var ended: [(span: Span, seconds: Double)] {
    spans.withLock { spans in spans.compactMap { span in span.end.map { (span, $0 - span.start) } } }
  }

  /// The blocks that took longest, and the sum of all.
  var table: String {
    let all = ended.sorted { ($1.seconds, $0.span.name) < ($0.seconds, $1.span.name) }
    let lines = all.prefix(20).map { span, seconds in
      String(format: "%9.1f ms  ", 1000 * seconds) + "\(span.notebook): \(span.name)"
    }
    let total = all.reduce(0) { $0 + $1.seconds }
    let rest = all.count > 20 ? ", of which the 20 longest are above" : ""
    return (lines + [String(format: "%9.1f ms  ", 1000 * total) + "in \(all.count) blocks\(rest)"])
      .joined(separator: "\n")
  }

  private struct TraceEvent: Encodable {
    let name: String
    let cat: String
    let ph = "X"
    let ts: Int
    let dur: Int
    let pid = 1
    let tid: Int
  }

  /// What a trace begins with.
  static let opening = "{\"traceEvents\":"

  /// Chrome's trace format: complete events in microseconds. Blocks that overlap stand in rows of their own.
  var trace: [UInt8] {
    var rows: [Double] = []
    let events = ended.sorted { $0.span.start < $1.span.start }.map { span, seconds -> TraceEvent in
      let row = rows.firstIndex { $0 <= span.start } ?? rows.count
      if row == rows.count { rows.append(0) }
      rows[row] = span.start + seconds
      return TraceEvent(
        name: span.name, cat: span.notebook, ts: Int(1e6 * span.start), dur: Int(1e6 * seconds), tid: row + 1)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(["traceEvents": events])).map(Array.init) ?? []
  }
}
