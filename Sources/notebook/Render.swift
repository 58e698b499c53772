import ArgumentParser
import Diagnostics
import Foundation
import NotebookKit

/// Renders notebooks into pages.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Render notebooks into self-contained HTML pages.",
    discussion: """
      Ends with 0 if all is good, 1 if a directive failed or an expectation did not hold, 2 for mistakes in the notebooks
      or on the command line. Several notebooks get an index page, unless one of them is called index. A page with mistakes is written all the same, with a box where each of them is.
      """)

  @OptionGroup var options: NotebookOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the pages go; 'output' in the project's folder if not given.", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("Write every result as CSV and JSON below this folder.", valueName: "folder"))
  var data: String?

  @Flag(help: "Leave the last good page in place where a notebook has mistakes or failures.")
  var keepGood = false

  @Flag(help: "Stop at the first failure.")
  var failFast = false

  func run() throws {
    let console = options.console
    let pages = try targets()
    var worst = Int32(0)
    var indices = IndexFiles(pages)
    for (path, page) in zip(options.notebooks, pages) {
      worst = max(worst, render(path, page, &indices, console))
      if failFast && worst > 0 { throw ExitStatus(code: worst) }
    }
    do throws(Disk.WriteFailure) { try indices.write(console) } catch {
      console.report([.error(error.message, at: nil)])
      worst = max(worst, 1)
    }
    if worst > 0 { throw ExitStatus(code: worst) }
  }

  /// The page of each notebook. Two notebooks for one page are a mistake.
  private func targets() throws -> [String] {
    var owners: [String: String] = [:]
    return try options.notebooks.map { path in
      let folder = output ?? Disk.root(of: path) + "/output"
      let name = URL(fileURLWithPath: path).lastPathComponent
      let page = folder + "/" + (name.hasSuffix(".md") ? String(name.dropLast(3)) : name) + ".html"
      if let other = owners[page] {
        throw ValidationError("'\(other)' and '\(path)' would both become '\(page)'")
      }
      owners[page] = path
      return page
    }
  }

  private func render(_ path: String, _ page: String, _ indices: inout IndexFiles, _ console: Console) -> Int32 {
    guard let plan = options.plan(path, console) else { return 2 }
    let report = Report(running: plan, failsFast: failFast) { console.show($0, in: path) }
    console.report(report.diagnostics)
    indices.add(report, at: page)
    let status = Int32(report.status.rawValue)
    if keepGood, status != 0, FileManager.default.fileExists(atPath: page) {
      console.say("\(path): the last good page stays at \(page)")
      return status
    }
    do throws(Disk.WriteFailure) {
      let html = Page(report).html
      let written = try Disk.write(Array(html.utf8), to: page)
      if let data { try DataFiles(report).write(below: data) }
      let size = "\((html.utf8.count + 1023) / 1024) KB"
      console.say(
        "\(path) -> \(Disk.shortened(page)) (\(written == .same ? "unchanged, " : "")\(size))\(Self.remark(report))")
      return status
    } catch {
      console.report([.error(error.message, at: nil)])
      return 1
    }
  }

  private static func remark(_ report: Report) -> String {
    switch report.status {
    case .good: ""
    case .failed: ", with failures"
    case .mistaken: ", with mistakes"
    }
  }
}
