import Diagnostics
import Foundation
import NotebookKit

/// One notebook on its way to a page.
struct RenderJob: Sendable {
  let edition: Edition
  let options: PlanOptions
  /// The forms in which it is written.
  var exports = Exports.page
  /// Results of earlier runs; nothing where none are wanted.
  let cache: DiskCache?
  /// Where data go, if they are wanted.
  let data: String?
  let keepsGood: Bool
  let failsFast: Bool
  /// Is told when blocks begin and end.
  let timings: Timings
  /// Where the page may tell times.
  var stopwatch: Stopwatch?

  struct Outcome: Sendable {
    var status: Int32 = 0
    var diagnostics: [Diagnostic] = []
    /// What is said of it.
    var line: String?
    var entry: IndexPage.Entry?
    /// Whether nothing had to be done.
    var isRemembered = false
  }

  private var notebook: String { edition.notebook }
  private var page: String { edition.page }

  func run(_ workers: Workers, _ console: Console) async -> Outcome {
    // Times are measured anew.
    if stopwatch == nil, let known = await workers.run({ remembered }) { return known }
    let log = ReadLog()
    do throws(UnreadableNotebook) {
      let report = try await report(workers, log) { [edition] in console.show($0, of: edition) }
      return await workers.run { write(report, log.inputs) }
    } catch {
      return Outcome(status: 2, diagnostics: [error.diagnostic])
    }
  }

  /// Plans and runs the notebook, with results of earlier runs where they are kept.
  ///
  /// - Parameter log: is told of every file that is read.
  func report(_ workers: Workers, _ log: ReadLog, progress: @escaping @Sendable (RunProgress) -> Void)
    async throws(UnreadableNotebook) -> Report
  {
    let planned = await workers.run {
      Result { () throws(UnreadableNotebook) in try options.plan(notebook, edition.point, log: log) }
    }
    let plan = try planned.get()
    let store = cache?.store(engine: Engine.name) ?? .none
    let noted: @Sendable (RunProgress) -> Void = { [edition, timings] in
      timings.note($0, in: edition.title)
      progress($0)
    }
    return failsFast
      ? Report(running: plan, failsFast: true, store: store, stopwatch: stopwatch, progress: noted)
      : await Report.running(plan, workers: workers, store: store, stopwatch: stopwatch, progress: noted)
  }

  /// The outcome where all that the page was made from is as it was: nothing is read but digests.
  private var remembered: Outcome? {
    guard exports.isPageAlone, let memory = cache?.memory(of: notebook, page), data == nil,
      memory.isCurrent(options.settings(edition.point), page: page)
    else { return nil }
    let size = (try? FileManager.default.attributesOfItem(atPath: page)[.size] as? Int) ?? 0
    return Outcome(line: said(size: size, isNew: false), entry: memory.entry, isRemembered: true)
  }

  /// Puts the page of a report in its place.
  func write(_ report: Report, _ inputs: [PageMemory.Input]) -> Outcome {
    let made = Page(report)
    let entry = IndexPage.Entry(made, name: edition.name, parameters: edition.point.values.map(\.name))
    var outcome = Outcome(
      status: Int32(report.status.rawValue), diagnostics: edition.naming(report.diagnostics), entry: entry)
    let main = exports.main(of: edition)
    if keepsGood, outcome.status != 0, FileManager.default.fileExists(atPath: main) {
      outcome.line = "\(notebook): the last good page stays at \(main)"
      outcome.entry = nil
      return outcome
    }
    // A slip on the command line is no change of the notebook: neither in what stands there, nor in what the notebook makes of it.
    if options.givesParameters || !edition.point.values.isEmpty, report.status == .mistaken,
      FileManager.default.fileExists(atPath: main)
    {
      outcome.line = "\(notebook): \(Disk.shortened(main)) stays as it was"
      // Its index tells of the page that is there.
      outcome.entry = nil
      return outcome
    }
    do throws(Disk.WriteFailure) {
      if let data { try DataFiles(report, name: edition.name).write(below: data) }
      let others = try exports.write(report, edition)
      guard exports.hasPage else {
        outcome.line = "\(notebook) -> " + others.joined(separator: ", ") + Self.remark(report)
        return outcome
      }
      let html = Array(made.html.utf8)
      let written = try Disk.write(html, to: page, as: .page)
      outcome.line =
        ([said(size: html.count, isNew: written == .new)] + others).joined(separator: ", ") + Self.remark(report)
      // A page with messages is made again, so that they are said again.
      if let cache, stopwatch == nil, report.diagnostics.isEmpty {
        cache.remember(
          PageMemory(
            report, page: html, entry: entry, settings: options.settings(edition.point), inputs: inputs),
          of: notebook, page)
      }
    } catch {
      outcome.diagnostics.append(.error(error.message, at: nil))
      outcome.status = max(outcome.status, 1)
    }
    return outcome
  }

  private func said(size: Int, isNew: Bool) -> String {
    "\(notebook) -> \(Disk.shortened(page)) (\(isNew ? "" : "unchanged, ")\((size + 1023) / 1024) KB)"
  }

  private static func remark(_ report: Report) -> String {
    switch report.status {
    case .good: ""
    case .failed: ", with failures"
    case .mistaken: ", with mistakes"
    }
  }
}
