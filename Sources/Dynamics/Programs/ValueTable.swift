internal import Kernels

/// Values by time, each of which stays until the next one comes: what a program looks up by `Operation.lookUp`.
///
/// It lies in memory as C reads it and does not change, so that any number of machines may share it. A look takes as many
/// comparisons as the number of values has binary digits.
package final class ValueTable: @unchecked Sendable, Equatable {
  let memory: UnsafePointer<notebook_table>
  private let numbers: UnsafeMutablePointer<Double>

  /// - Parameters:
  ///   - times: rising; of equal ones the last counts from then on.
  ///   - values: one for each.
  ///   - span: where there are values; a look elsewhere gives what is not a number.
  package init(times: [Double], values: [Double], span: ClosedRange<Double>) {
    precondition(times.count == values.count)
    numbers = .allocate(capacity: max(1, 2 * times.count))
    numbers.initialize(from: times + values, count: 2 * times.count)
    let table = UnsafeMutablePointer<notebook_table>.allocate(capacity: 1)
    table.initialize(
      to: notebook_table(
        count: times.count, low: span.lowerBound, high: span.upperBound, times: numbers, values: numbers + times.count))
    memory = UnsafePointer(table)
  }

  deinit {
    memory.deallocate()
    numbers.deallocate()
  }

  @inline(__always)
  package func value(at time: Double) -> Double { notebook_table_value(memory, time) }

  package static func == (one: ValueTable, other: ValueTable) -> Bool {
    if one === other { return true }
    let (a, b) = (one.memory.pointee, other.memory.pointee)
    return a.count == b.count && a.low == b.low && a.high == b.high
      && (0..<2 * a.count).allSatisfy { one.numbers[$0] == other.numbers[$0] }
  }
}
