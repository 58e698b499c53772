private import Kernels
private import Synchronization

/// Threads that share work whose result does not depend on how many they are.
package enum Threads {
  private final class Task {
    let body: (Int) -> Void
    init(_ body: @escaping (Int) -> Void) { self.body = body }
  }

  /// Calls `body` with 0, 1 ... at once, each in a thread of its own, and waits for all of them.
  package static func run(_ count: Int, _ body: (Int) -> Void) {
    guard count > 1 else { return body(0) }
    withoutActuallyEscaping(body) { body in
      let task = Task(body)
      withExtendedLifetime(task) {
        notebook_in_parallel(
          Int32(count),
          { context, worker in
            guard let context else { return }
            Unmanaged<Task>.fromOpaque(context).takeUnretainedValue().body(Int(worker))
          }, Unmanaged.passUnretained(task).toOpaque())
      }
    }
  }

  /// The values of `body` for 0 ..< count, shared among workers: whoever is free takes the next.
  package static func map<Value: Sendable>(
    _ count: Int, workers: Int, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    map(count, workers: workers, with: {}) { index, _ in body(index) }
  }

  /// The same with something that each worker makes for itself and keeps from one value to the next.
  static func map<Value: Sendable, Tool>(
    _ count: Int, workers: Int, with makeTool: @Sendable () -> Tool, _ body: @Sendable (Int, Tool) -> Value
  ) -> [Value] {
    let results = Mutex([Value?](repeating: nil, count: count))
    let next = Atomic(0)
    run(max(1, min(workers, count))) { _ in
      let tool = makeTool()
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = body(index, tool)
        results.withLock { $0[index] = value }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
