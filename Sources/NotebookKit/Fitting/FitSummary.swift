import Learning
import Markup

/// What the page says of a fit: the estimates, and below them what was fitted and how well.
struct FitSummary {
  private let estimates: Estimates
  private let curves: [FitResult]

  /// - Parameter estimates: of all unknowns, those of single recordings among them.
  init(_ estimates: Estimates, _ curves: [FitResult]) {
    self.estimates = estimates
    self.curves = curves
  }

  /// The curve of the first recording.
  var first: FitResult { curves[0] }

  var table: Table {
    var table = estimates.table
    let count = curves.reduce(0) { $0 + $1.rowsAtJumps }
    let atJumps =
      count == 0
      ? nil
      : "\(Self.counted(count, "row")) \(count == 1 ? "stands" : "stand") at the time of a jump, and \(count == 1 ? "counts" : "count") behind it."
    table.note = [text + ".", table.note, atJumps].compactMap { $0 }.joined(separator: " ")
    return table
  }

  /// One line: what was fitted, to what, and how it ended.
  var text: String {
    let report = estimates.report
    let values = curves.reduce(0) { $0 + $1.valueCount }
    let leftOut = curves.reduce(0) { $0 + $1.rowsLeftOut }
    let needed = Set(curves.filter { $0.rowsLeftOut > 0 }.compactMap(\.needed)).sorted()
    let missed = needed.isEmpty ? "" : " of " + Self.listed(needed)
    let parts =
      [
        "\(Self.counted(report.estimates.count, "unknown")) by \(curves[0].engine.title)",
        "\(values) values of \(Self.listed(estimates.measured.map(\.name)))\(curves.count == 1 ? "" : " in \(curves.count) recordings")",
        Self.counted(report.iterations, "iteration"), report.outcome.phrase,
      ] + (leftOut == 0 ? [] : ["\(Self.counted(leftOut, "row")) without a value\(missed) left out"])
    return parts.joined(separator: " · ")
  }

  private static func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }

  private static func listed(_ names: [String]) -> String {
    names.count < 3
      ? names.joined(separator: " and ") : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}
