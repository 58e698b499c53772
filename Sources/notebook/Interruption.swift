import Dispatch
import Foundation
import Synchronization

/// What happens on Ctrl-C: no half-written file stays, what was finished is in the cache, and the command ends with 130 at once.
enum Interruption {
  /// Files that are being written.
  private static let open = Mutex<Set<String>>([])

  static func begin(_ file: String) { open.withLock { _ = $0.insert(file) } }
  static func end(_ file: String) { open.withLock { _ = $0.remove(file) } }

  /// Ends the command when its standard input does: with whoever holds the other end, and not before, on Ctrl-C neither.
  static func followInput() {
    signal(SIGINT, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while read(STDIN_FILENO, &byte, 1) > 0 {}
      open.withLock { files in
        for file in files { unlink(file) }
        _exit(0)
      }
    }
  }

  /// Watches for Ctrl-C and a polite kill until the process ends.
  static func watch() -> [any DispatchSourceSignal] {
    [(SIGINT, Int32(130)), (SIGTERM, 143)].map { number, status in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        // The lock is kept: nobody begins another file.
        open.withLock { files in
          for file in files { unlink(file) }
          Terminal.write((Terminal.isLive ? "\r\u{1B}[K" : "") + "interrupted\n", to: .error)
          _exit(status)
        }
      }
      source.resume()
      return source
    }
  }
}
