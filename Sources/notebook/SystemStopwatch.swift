import Foundation
import NotebookKit

extension Stopwatch {
  /// The machine's clocks.
  static let system = Stopwatch(
    wall: { ProcessInfo.processInfo.systemUptime },
    processor: {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    })
}
