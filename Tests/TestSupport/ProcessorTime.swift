private import Foundation

/// Seconds of processor time that this thread spends in `work`; waiting for a processor does not count.
package func processorTime(_ work: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
  let start = now()
  try work()
  return now() - start
}
