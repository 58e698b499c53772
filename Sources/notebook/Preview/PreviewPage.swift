import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit
import Synchronization

/// Makes one page for a preview, in a process of its own: so that a run is given up by ending it, whatever it is doing.
struct PreviewPage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview-page", abstract: "Make one page for 'preview', and end with it.", shouldDisplay: false)

  /// Whether to make everything ready before there is something to do.
  @Flag var rehearse = false
  @OptionGroup var planning: PlanOptions
  @OptionGroup var caching: CacheOptions
  @Option var output: String?

  mutating func run() async throws {
    signal(SIGINT, SIG_IGN)
    if rehearse { await Rehearsal.run() }
    // What is to be done comes in one line; without one the process is of no use any more.
    guard let line = readLine(), let notebook = PageProcess.notebook(of: line) else { return }
    Interruption.followInput()
    let job = RenderJob(
      edition: Edition(notebook, .standard, in: output), options: planning, cache: caching.cache(for: notebook),
      data: nil, keepsGood: false, failsFast: false, timings: Timings())
    let lines = Mutex(())
    @Sendable func say(_ line: PreviewLine) {
      guard let text = line.text else { return }
      lines.withLock { _ in Terminal.write(text, to: .output) }
    }
    let clock = ProgressPace()
    let log = ReadLog()
    var made = MadePage()
    let colour = Terminal.hasColour
    do throws(UnreadableNotebook) {
      let report = try await job.report(Workers(ProcessInfo.processInfo.activeProcessorCount), log) { progress in
        if clock.isDue(progress) { say(.progress(progress)) }
      }
      let page = Page(report)
      made.html = page.html(with: Companion.script)
      made.entry = IndexPage.Entry(page, name: job.edition.name)
      made.anchors = PageAnchor.all(of: report)
      let diagnostics = output == nil ? report.diagnostics : job.write(report, log.inputs).diagnostics
      made.messages = diagnostics.map { $0.text(colour: colour) }
    } catch {
      made.messages = [error.diagnostic.text(colour: colour)]
      made.note = error.diagnostic.text()
    }
    made.inputs =
      log.inputs.map { MadePage.Input(path: $0.path, state: .read($0.digest)) }
      + log.missing.map { MadePage.Input(path: $0, state: .missing) }
      + log.unread.map { MadePage.Input(path: $0, state: .unreadable) }
    say(.made(made))
  }
}

/// Which steps of a computation are told of: no more than ten a second.
final class ProgressPace: Sendable {
  private let clock = WorkClock()

  func isDue(_ progress: RunProgress) -> Bool {
    guard case .advanced(let label, let directive, let step) = progress else { return true }
    return clock.time(of: "\(directive) \(label ?? "")", step).isDue
  }
}
