private import Kernels

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
}
