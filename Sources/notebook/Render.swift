import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// Renders notebooks into pages.
struct Render: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Render notebooks into self-contained HTML pages, and into other forms.",
    discussion: """
      Ends with 0 if all is good, 1 if a directive failed or an expectation did not hold, 2 for mistakes in the notebooks
      or on the command line. Several notebooks get an index page, unless one of them is called index. A page with mistakes is written all the same, with a box where each of them is.
      """)

  @OptionGroup var options: NotebookOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the pages go; 'output' in the project's folder if not given.", valueName: "folder"))
  var output: String?

  @OptionGroup var exporting: ExportOptions

  @Option(help: ArgumentHelp("Write every result as CSV and JSON below this folder.", valueName: "folder"))
  var data: String?

  @Flag(help: "Leave the last good page in place where a notebook has mistakes or failures.")
  var keepGood = false

  @Flag(help: "Stop at the first failure.")
  var failFast = false

  @OptionGroup var caching: CacheOptions

  @Option(
    name: .customShort("j"),
    help: ArgumentHelp("How many blocks run at a time; as many as there are processors if not given.", valueName: "n"))
  var jobs: Int?

  @Flag(
    help:
      "Say how long each block took, and measure what compare blocks ask for: seconds and cpu. No page tells times otherwise."
  )
  var timings = false

  @Option(help: ArgumentHelp("Write when each block ran as a trace for Chrome or Perfetto.", valueName: "file"))
  var trace: String?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("'-j \(jobs)' runs nothing: at least one block runs at a time") }
    for (name, path) in [("-o", output), ("--data", data), ("--trace", trace)] where path == "" {
      throw ValidationError("'\(name)' is given no path")
    }
    if let trace, let reason = OwnFile.trace.reason(againstReplacing: trace) {
      throw ValidationError("'--trace \(trace)' is not written: \(reason)")
    }
  }

  mutating func run() async throws {
    let console = options.console
    defer { console.finish() }
    let exports = try exporting.exports()
    let editions = try options.editions(in: output, console)
    let watching = Interruption.watch()
    defer { withExtendedLifetime(watching) {} }
    let clock = Timings()
    let workers = Workers(jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let jobs = editions.map { edition in
      RenderJob(
        edition: edition, options: options.planning, exports: exports, cache: caching.cache(for: edition.notebook),
        data: data, keepsGood: keepGood, failsFast: failFast, timings: clock, stopwatch: timings ? .system : nil)
    }
    var worst = Int32(0)
    var indices = IndexFiles(exports.hasPage ? editions.map(\.page) : [])
    var hasWritten: [String: DiskCache] = [:]
    // All begin at once and share the workers; they are reported in the order given.
    let running = failFast ? [] : jobs.map { job in Task { await job.run(workers, console) } }
    for (position, job) in jobs.enumerated() {
      let outcome = failFast ? await job.run(workers, console) : await running[position].value
      console.report(outcome.diagnostics)
      if let line = outcome.line { console.say(line) }
      console.finish(job.edition, status: outcome.status)
      if let entry = outcome.entry { indices.add(entry, at: job.edition.page) }
      if let cache = job.cache, !outcome.isRemembered { hasWritten[cache.folder] = cache }
      worst = max(worst, outcome.status)
      if failFast && worst > 0 { throw ExitStatus(code: worst) }
    }
    do throws(Disk.WriteFailure) { try indices.write(console) } catch {
      console.report([.error(error.message, at: nil)])
      worst = max(worst, 1)
    }
    for cache in hasWritten.values.sorted(by: { $0.folder < $1.folder }) {
      if cache.canBeWritten {
        cache.prune(to: DiskCache.standardLimit)
      } else {
        console.report([
          .warning(
            "results are not kept: '\(cache.folder)' cannot be written", at: nil,
            hint: "say '--no-cache', or '--cache' with another folder")
        ])
      }
    }
    if timings { console.say(clock.table) }
    if let trace {
      do throws(Disk.WriteFailure) { _ = try Disk.write(clock.trace, to: trace, as: .trace) } catch {
        console.report([.error(error.message, at: nil)])
        worst = max(worst, 1)
      }
    }
    if worst > 0 { throw ExitStatus(code: worst) }
  }
}
