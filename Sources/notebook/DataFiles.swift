import Foundation
import NotebookKit

/// The numbers of a report as files: a table for each result, and one summary of all.
struct DataFiles {
  private let report: Report
  private let name: String

  /// - Parameter name: of the page.
  init(_ report: Report, name: String) {
    self.report = report
    self.name = name
  }

  /// Writes `<folder>/<name>/<label>.csv` and `<folder>/<name>/results.json`.
  func write(below folder: String) throws(Disk.WriteFailure) {
    let own = folder + "/" + name
    for (label, text) in report.dataTables { _ = try Disk.write(Array(text.utf8), to: "\(own)/\(label).csv") }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let json: Data
    do { json = try encoder.encode(report.dataSummary) } catch {
      throw Disk.WriteFailure(path: "\(own)/results.json", reason: "\(error)")
    }
    _ = try Disk.write(Array(json) + [UInt8(ascii: "\n")], to: "\(own)/results.json")
  }
}
