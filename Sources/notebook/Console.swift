import Diagnostics
import Foundation
import NotebookKit

/// What the user sees while the command works: a live line on a terminal, plain lines elsewhere.
struct Console {
  enum Format: String, CaseIterable {
    case text, json, github, sarif

    static let names = "text, json, github or sarif"
  }

  let isQuiet: Bool
  let format: Format
  private let isLive = Terminal.isLive
  private let clock = TrainingClock()
  /// For the format that is one document.
  private let sarif = SarifLog()

  /// A line that stays.
  func say(_ text: String) {
    if isQuiet { return }
    Terminal.write((isLive ? "\r\u{1B}[K" : "") + text + "\n", to: .error)
  }

  /// What runs now: on a terminal only, in one line that the next one replaces.
  func show(_ progress: RunProgress, in notebook: String) {
    guard isLive, !isQuiet else { return }
    switch progress {
    case .began(let label, let directive):
      Terminal.write("\r\u{1B}[K\(notebook): \(directive)\(label.map { " " + $0 } ?? "") ...", to: .error)
    case .trained(let label, let step):
      guard let left = clock.left(notebook, label, step) else { return }
      Terminal.write(
        "\r\u{1B}[K\(notebook): pinn\(label.map { " " + $0 } ?? "") epoch \(step.epoch) of \(step.of), loss \(String(format: "%.3g", step.loss)), \(left)",
        to: .error)
    case .ended: Terminal.write("\r\u{1B}[K", to: .error)
    }
  }

  /// A line of the report that the command was asked for.
  func conclude(_ text: String) {
    if isQuiet { return }
    guard format == .text else { return say(text) }
    clear()
    Terminal.write(text + "\n", to: .output)
  }

  /// Something in which a page is not what its notebook gives.
  func report(_ difference: Difference, of notebook: String) {
    guard format == .text else {
      let message = (difference.location == nil ? "\(notebook): " : "") + difference.message
      return report([.error(message, at: difference.location)])
    }
    clear()
    let place = difference.location.map { "\($0.source.path):\($0.line)" } ?? notebook
    Terminal.write("\(place): \(difference.message)\n", to: .output)
  }

  /// Ends the output, where its format has an end.
  func finish() { if format == .sarif { Terminal.write(sarif.text, to: .output) } }

  private func clear() { if isLive { Terminal.write("\r\u{1B}[K", to: .error) } }

  func report(_ diagnostics: [Diagnostic]) {
    if format == .sarif { return sarif.add(diagnostics) }
    for diagnostic in diagnostics {
      switch format {
      case .text: Terminal.write(diagnostic.text(colour: Terminal.hasColour) + "\n", to: .error)
      case .json: Terminal.write(json(diagnostic) + "\n", to: .output)
      case .github: Terminal.write(github(diagnostic) + "\n", to: .output)
      case .sarif: break
      }
    }
  }

  private struct Line: Encodable {
    let severity: String
    let file: String?
    let line: Int?
    let column: Int?
    let endColumn: Int?
    let message: String
    let hint: String?
    let notes: [Note]?

    struct Note: Encodable {
      let file: String?
      let line: Int?
      let column: Int?
      let message: String
    }
  }

  private func json(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location
    let line = Line(
      severity: diagnostic.severity.rawValue, file: place?.source.path, line: place?.line, column: place?.column,
      endColumn: place.map { $0.column + $0.textMarked.count }, message: diagnostic.message, hint: diagnostic.hint,
      notes: diagnostic.notes.isEmpty
        ? nil
        : diagnostic.notes.map { note in
          Line.Note(
            file: note.location?.source.path, line: note.location?.line, column: note.location?.column,
            message: note.message)
        })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(line)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// A workflow command of GitHub Actions: the message appears beside the line.
  private func github(_ diagnostic: Diagnostic) -> String {
    func escaped(_ text: String) -> String {
      text.replacingOccurrences(of: "%", with: "%25").replacingOccurrences(of: "\r", with: "%0D")
        .replacingOccurrences(of: "\n", with: "%0A")
    }
    let place =
      diagnostic.location.map { location in
        let file = escaped(location.source.path).replacingOccurrences(of: ":", with: "%3A")
          .replacingOccurrences(of: ",", with: "%2C")
        return " file=\(file),line=\(location.line),col=\(location.column)"
      } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "::\(diagnostic.severity.rawValue)\(place)::\(escaped(diagnostic.message + hint))"
  }
}
