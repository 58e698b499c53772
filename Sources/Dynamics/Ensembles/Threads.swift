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
    let results = Places<Value>(count)
    let next = Atomic(0)
    run(max(1, min(workers, count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        results.put(body(index), at: index)
      }
    }
    return results.values
  }
}

/// Places for the results of many workers, each written once.
final class Places<Value: Sendable>: @unchecked Sendable {
  private let places: UnsafeMutablePointer<Value?>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    places = .allocate(capacity: max(1, count))
    places.initialize(repeating: nil, count: count)
  }

  deinit {
    places.deinitialize(count: count)
    places.deallocate()
  }

  func put(_ value: Value, at index: Int) { places[index] = value }

  var values: [Value] { (0..<count).compactMap { places[$0] } }
}
