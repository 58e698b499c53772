/// How many blocks may run at a time, over all notebooks of a run.
package actor Workers {
  package let count: Int
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init(_ count: Int) {
    self.count = max(1, count)
    free = self.count
  }

  /// Does the work as soon as a worker is free.
  package nonisolated func run<Value: Sendable>(_ work: @Sendable () -> Value) async -> Value {
    await take()
    let value = work()
    await give()
    return value
  }

  private func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
