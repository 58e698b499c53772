import Diagnostics
import Foundation
import NotebookKit

/// One page on its way to be compared with what its notebook gives.
struct VerifyJob: Sendable {
  let edition: Edition
  let options: PlanOptions
  /// Results of earlier runs; nothing where all is to be computed.
  let cache: DiskCache?
  let tolerance: Double
  let accepts: Bool

  struct Outcome: Sendable {
    var status: Int32 = 0
    var diagnostics: [Diagnostic] = []
    var differences: [Difference] = []
    var numbers = 0
    var texts = 0
    /// What is said of the page as a whole.
    var line: String?
    var entry: IndexPage.Entry?
    var isAccepted = false
  }

  private var page: String { edition.page }

  func run(_ workers: Workers, _ console: Console) async -> Outcome {
    let planned = await workers.run {
      Result { () throws(UnreadableNotebook) in try options.plan(edition.notebook, edition.point) }
    }
    guard case .success(let plan) = planned else {
      guard case .failure(let failure) = planned else { return Outcome(status: 2) }
      return Outcome(status: 2, diagnostics: [failure.diagnostic])
    }
    if plan.diagnostics.hasErrors {
      return Outcome(
        status: 2, diagnostics: edition.naming(plan.diagnostics), line: "not compared: the notebook has mistakes")
    }
    let report = await Report.running(
      plan, workers: workers, store: cache?.store(engine: Engine.name) ?? .none,
      progress: { [edition] in console.show($0, of: edition) })
    return await workers.run { compare(report) }
  }

  private func compare(_ report: Report) -> Outcome {
    let made = Page(report)
    var outcome = Outcome(
      status: Int32(report.status.rawValue), diagnostics: edition.naming(report.diagnostics),
      entry: IndexPage.Entry(made, name: edition.name, parameters: edition.point.values.map(\.name)))
    let html = Array(made.html.utf8)
    let name = Disk.shortened(page)
    do throws(Files.Failure) {
      let old = try Disk.read(page)
      let comparison = PageComparison(report, page: html, with: old, tolerance: tolerance)
      (outcome.numbers, outcome.texts) = (comparison.numbers, comparison.texts)
      outcome.differences = comparison.differences
      if old.elementsEqual(html) {
        outcome.line = "\(name) is the same, byte for byte"
      } else if comparison.differences.isEmpty {
        outcome.line = "\(name) has the same results"
      }
    } catch {
      guard case .missing = error else {
        outcome.diagnostics.append(.error("cannot read '\(page)': \(error.message)", at: nil))
        outcome.status = max(outcome.status, 1)
        return outcome
      }
      outcome.differences = [Difference("there is no page at \(name)")]
    }
    if accepts, !outcome.differences.isEmpty { accept(html, name, &outcome) }
    return outcome
  }

  private func accept(_ html: [UInt8], _ name: String, _ outcome: inout Outcome) {
    guard outcome.status == 0 else {
      outcome.line = "\(name) stays: what failed is not accepted"
      return
    }
    do throws(Disk.WriteFailure) {
      _ = try Disk.write(html, to: page, as: .page)
      outcome.isAccepted = true
      outcome.line = "\(name) is new"
    } catch {
      outcome.diagnostics.append(.error(error.message, at: nil))
      outcome.status = 1
    }
  }
}
