import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// Computes what pages show again, and compares.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute the results of notebooks again, and compare them with their pages, number by number.",
    discussion: """
      Numbers may differ by the tolerance, whole numbers and texts not at all, and the values of figures by one unit of the last digit that is printed.
      Ends with 0 if all is as the pages say, 3 if something differs or a page is missing; 1 and 2 mean the same as in 'render'. Nothing is written without '--accept'.
      """)

  @OptionGroup var options: NotebookOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the pages are; 'output' in the project's folder if not given.", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp("How far numbers may differ, as a part of the larger one.", valueName: "part"))
  var tolerance = 1e-6

  @Flag(help: "Put new pages in the place of those that differ.")
  var accept = false

  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp(
      "Take results of earlier runs from this folder, and keep them there; all is computed if not given.",
      valueName: "folder"))
  var cache: String?

  @Option(
    name: .customShort("j"),
    help: ArgumentHelp("How many blocks run at a time; as many as there are processors if not given.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("'-j \(jobs)' runs nothing: at least one block runs at a time") }
    if !(0..<1).contains(tolerance) {
      throw ValidationError("'--tolerance' wants a part, such as 1e-6: it is 0 or more, and less than 1")
    }
  }

  mutating func run() async throws {
    let console = options.console
    defer { console.finish() }
    let editions = try options.editions(in: output, console)
    let watching = Interruption.watch()
    defer { withExtendedLifetime(watching) {} }
    let workers = Workers(jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let jobs = editions.map { edition in
      VerifyJob(
        edition: edition, options: options.planning, cache: cache.map(DiskCache.init(folder:)), tolerance: tolerance,
        accepts: accept)
    }
    var summary = VerifySummary()
    var indices = IndexFiles(editions.map(\.page))
    let running = jobs.map { job in Task { await job.run(workers, console) } }
    for (job, task) in zip(jobs, running) {
      let outcome = await task.value
      console.report(outcome.diagnostics)
      for difference in outcome.differences { console.report(difference, of: job.edition) }
      if let line = outcome.line { console.conclude("\(job.edition.title): \(line)") }
      if let entry = outcome.entry { indices.add(entry, at: job.edition.page) }
      console.finish(job.edition, status: outcome.status > 0 || outcome.differences.isEmpty ? outcome.status : 3)
      summary.add(outcome)
    }
    if summary.hasAccepted {
      do throws(Disk.WriteFailure) { try indices.write(console) } catch {
        console.report([.error(error.message, at: nil)])
        summary.status = 1
      }
    }
    console.conclude(summary.text)
    if summary.status > 0 { throw ExitStatus(code: summary.status) }
  }
}
