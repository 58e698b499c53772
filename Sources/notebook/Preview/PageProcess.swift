import Foundation
import NotebookKit
import Synchronization

/// The making of a page, under way in another process. It ends when it is done, when it is told to, and when this process ends.
final class PageProcess: Sendable {
  /// The end of the pipe that keeps it alive.
  private let lifeline: Mutex<FileHandle?>
  private let isStopped = Mutex(false)

  /// - Parameters:
  ///   - arguments: of the command.
  ///   - progress: is told what it is doing.
  ///   - done: is told what it made; nothing if it ended otherwise. Not called once it is stopped.
  init(
    _ arguments: [String], progress: @escaping @Sendable (RunProgress) -> Void,
    done: @escaping @Sendable (MadePage) -> Void
  ) {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = Self.command
    process.arguments = ["preview-page"] + arguments
    process.standardInput = input
    process.standardOutput = output
    lifeline = Mutex(input.fileHandleForWriting)
    do { try process.run() } catch {
      done(MadePage(note: "cannot start '\(Self.command.path)': \(error.localizedDescription)"))
      return
    }
    try? input.fileHandleForReading.close()
    let lines = output.fileHandleForReading
    Thread.detachNewThread { [self] in
      let made = Self.read(lines) { line in if !isStopped.withLock({ $0 }) { progress(line) } }
      end()
      process.waitUntilExit()
      try? lines.close()
      if isStopped.withLock({ $0 }) { return }
      let reason = process.terminationReason == .uncaughtSignal ? "signal" : "status"
      done(made ?? MadePage(note: "the page could not be made: ended with \(reason) \(process.terminationStatus)"))
    }
  }

  /// Ends it, whatever it is doing. What it has finished is in the cache.
  func stop() {
    isStopped.withLock { $0 = true }
    end()
  }

  private func end() {
    lifeline.withLock { handle in
      try? handle?.close()
      handle = nil
    }
  }

  /// The file that this process runs.
  private static let command = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])

  /// Reads lines to their end.
  private static func read(_ handle: FileHandle, progress: (RunProgress) -> Void) -> MadePage? {
    var pending: [UInt8] = []
    var made: MadePage?
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(handle.fileDescriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return made }
      var start = 0
      while let end = buffer[start..<count].firstIndex(of: UInt8(ascii: "\n")) {
        pending += buffer[start..<end]
        switch PreviewLine(pending) {
        case .progress(let step): progress(step)
        case .made(let page): made = page
        case nil: break
        }
        pending.removeAll(keepingCapacity: true)
        start = end + 1
      }
      pending += buffer[start..<count]
    }
  }
}
