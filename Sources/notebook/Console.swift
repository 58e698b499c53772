import Diagnostics
import NotebookKit

/// What the user sees while the command works: live lines on a terminal, plain lines elsewhere, or objects for machines.
struct Console {
  enum Format: String, CaseIterable {
    case text, json, github, sarif

    static let names = "text, json, github or sarif"
  }

  enum Progress: String, CaseIterable { case text, json }

  let isQuiet: Bool
  let format: Format
  /// For the format that is one document.
  private let sarif = SarifLog()
  private let live: LiveLines?
  private let lines: ProgressLines?

  init(isQuiet: Bool, format: Format, progress: Progress = .text) {
    self.isQuiet = isQuiet
    self.format = format
    lines = progress == .json ? ProgressLines() : nil
    live = progress == .text && !isQuiet && Terminal.isLive ? LiveLines() : nil
  }

  /// A line that stays.
  func say(_ text: String) {
    if isQuiet { return }
    if let lines { return lines.say(text) }
    live?.clear()
    Terminal.write(text + "\n", to: .error)
  }

  /// Messages that are put in words already.
  func report(texts: [String]) {
    if texts.isEmpty { return }
    live?.clear()
    Terminal.write(texts.map { $0 + "\n" }.joined(), to: .error)
  }

  /// What runs now.
  func show(_ progress: RunProgress, of edition: Edition) {
    live?.show(progress, in: edition.title)
    lines?.show(progress, of: edition)
  }

  /// A page is made, or compared.
  func finish(_ edition: Edition, status: Int32) { lines?.finish(edition, status: status) }

  /// A line of the report that the command was asked for.
  func conclude(_ text: String) {
    if isQuiet { return }
    guard format == .text else { return say(text) }
    live?.clear()
    Terminal.write(text + "\n", to: .output)
  }

  /// Something in which a page is not what its notebook gives.
  func report(_ difference: Difference, of edition: Edition) {
    let parameters = edition.point.values.isEmpty ? "" : " (\(edition.point.text))"
    guard format == .text else {
      let message = (difference.location == nil ? "\(edition.title): " : "") + difference.message
      return report([.error(message + (difference.location == nil ? "" : parameters), at: difference.location)])
    }
    live?.clear()
    let place = difference.location.map { "\($0.source.path):\($0.line)" } ?? edition.notebook
    Terminal.write("\(place)\(parameters): \(difference.message)\n", to: .output)
  }

  /// Ends the output, where its format has an end.
  func finish() { if format == .sarif { Terminal.write(sarif.text, to: .output) } }

  func report(_ diagnostics: [Diagnostic]) {
    if format == .sarif { return sarif.add(diagnostics) }
    live?.clear()
    for diagnostic in diagnostics {
      switch format {
      case .text where lines != nil: lines?.report(diagnostic)
      case .text: Terminal.write(diagnostic.text(colour: Terminal.hasColour) + "\n", to: .error)
      case .json: Terminal.write(JSONLine.text(DiagnosticLine(diagnostic)) + "\n", to: .output)
      case .github: Terminal.write(github(diagnostic) + "\n", to: .output)
      case .sarif: break
      }
    }
  }

  /// A workflow command of GitHub Actions: the message appears beside the line.
  private func github(_ diagnostic: Diagnostic) -> String {
    func escaped(_ text: String) -> String {
      text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }
    let place =
      diagnostic.location.map { location in
        let file = escaped(location.source.path).replacing(":", with: "%3A")
          .replacing(",", with: "%2C")
        return " file=\(file),line=\(location.line),col=\(location.column)"
      } ?? ""
    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
    return "::\(diagnostic.severity.rawValue)\(place)::\(escaped(diagnostic.message + hint))"
  }
}
