/// How many blocks may run at a time, over all notebooks of a run.
package actor Workers {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init(_ count: Int) { free = max(1, count) }

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
