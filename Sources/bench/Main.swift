import Foundation
import NotebookKit

/// Measurements as ratios to yardsticks of the same run: machines differ, ratios hold.
///
/// `make bench` runs all cases; a word behind it runs those whose name holds the word: `.build/release/bench rhs`.
@main
struct Main {
  static func main() {
    let wanted = CommandLine.arguments.dropFirst()
    if wanted.first == "print-kernels" { return print(KernelSource.text, terminator: "") }
    if wanted.first == "print-run-times" { return print(RunTimes.text, terminator: "") }
    if wanted.first == "print-lanes" { return print(KernelSource.lanes, terminator: "") }
    let cases = Case.catalogue.filter { item in
      wanted.isEmpty ? !item.isLong : wanted.contains { item.isLong ? item.name == $0 : item.name.contains($0) }
    }
    var missed = 0
    for item in cases {
      for line in item.run() {
        print(line.text)
        if !line.holds { missed += 1 }
      }
    }
    if missed > 0 {
      print("\(missed) bounds not held")
      exit(1)
    }
  }
}

/// A named measurement.
struct Case: Sendable {
  let name: String
  /// Whether it takes minutes: it is run by its whole name alone.
  var isLong = false
  let run: @Sendable () -> [Line]

  /// Every case. Adding one is a file here and a line.
  static let catalogue: [Case] = [
    .rendering,
    .rightHandSide,
    .fixedStep,
    .block,
    .ensemble,
    .cores,
    .fICurve,
    .network,
    .adaptive,
    .taylorSeries,
    .windows,
    .fits,
    .perceptron,
    .perceptronFull,
  ]
}

/// One result: a number, its bound, and whether it holds.
struct Line {
  let text: String
  let holds: Bool

  init(_ name: String, _ value: Double, unit: String, atMost bound: Double?, note: String = "") {
    holds = bound.map { value <= $0 } ?? true
    let limit = bound.map { " (at most \(Line.short($0)))" } ?? ""
    let verdict = bound == nil ? "" : holds ? "  ok" : "  MISSED"
    text = "\(name): \(Line.short(value)) \(unit)\(limit)\(verdict)\(note.isEmpty ? "" : "  — \(note)")"
  }

  init(_ name: String, _ value: Double, unit: String, atLeast bound: Double) {
    holds = value >= bound
    text =
      "\(name): \(Line.short(value)) \(unit) (at least \(Line.short(bound)))  \(holds ? "ok" : "MISSED")"
  }

  static func short(_ value: Double) -> String { String(format: "%.3g", value) }
}

enum Clock {
  /// Seconds of this thread's processor time.
  static var cpu: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// Keeps a result from being optimised away with the work that made it.
  @inline(never)
  static func consume(_ value: Double) {
    if value == 0.123456789 { print("") }
  }

  /// A number that the optimiser does not know.
  @inline(never)
  static func hidden(_ value: Double) -> Double { CommandLine.arguments.count > 1_000_000 ? value + 1 : value }

  /// The least times of two works that take turns, so that a ratio of theirs is of the same moods of the machine.
  static func best(of count: Int, _ first: () -> Void, against second: () -> Void) -> (Double, Double) {
    var least = (Double.infinity, Double.infinity)
    for _ in 0..<count { least = (min(least.0, best(of: 1, first)), min(least.1, best(of: 1, second))) }
    return least
  }

  /// The least time of several runs.
  static func best(of count: Int, _ work: () -> Void) -> Double {
    (0..<count).map { _ in
      let start = cpu
      work()
      return cpu - start
    }.min() ?? 0
  }
}
