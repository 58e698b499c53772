import Foundation
import NotebookKit
import Synchronization

/// Another process that makes one page. It ends when that is done, when it is told to, and when this process ends.
final class PageProcess: Sendable {
  private let process = Process()
  /// The end of the pipe that keeps it alive.
  private let lifeline: Mutex<FileHandle?>
  private let lines: FileHandle
  private let isStopped = Mutex(false)
  /// Why it could not be started.
  private let failure: String?

  /// Starts it; it waits for a notebook.
  ///
  /// - Parameters:
  ///   - options: of the command that makes a page.
  ///   - rehearses: whether it makes itself ready while it waits.
  init(_ options: [String], rehearses: Bool) {
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = Self.command
    process.arguments = ["preview-page"] + (rehearses ? ["--rehearse"] : []) + options
    process.standardInput = input
    process.standardOutput = output
    lifeline = Mutex(input.fileHandleForWriting)
    lines = output.fileHandleForReading
    do {
      try process.run()
      try? input.fileHandleForReading.close()
      failure = nil
    } catch {
      failure = "cannot start '\(Self.command.path)': \(error.localizedDescription)"
    }
  }

  /// Whether it still waits.
  var isRunning: Bool { failure == nil && process.isRunning }

  /// Has it make the page of a notebook.
  ///
  /// - Parameters:
  ///   - progress: is told what it is doing.
  ///   - done: is told what it made; nothing if it ended otherwise. Not called once it is stopped.
  func begin(
    _ notebook: String, progress: @escaping @Sendable (RunProgress) -> Void,
    done: @escaping @Sendable (MadePage) -> Void
  ) {
    if let failure { return done(MadePage(note: failure)) }
    lifeline.withLock { handle in try? handle?.write(contentsOf: Data(Self.line(notebook).utf8)) }
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

  /// A path may hold any character, and the line that says it is one line.
  private static func line(_ notebook: String) -> String {
    ((try? JSONEncoder().encode([notebook])).map { String(decoding: $0, as: UTF8.self) } ?? "") + "\n"
  }

  static func notebook(of line: String) -> String? {
    (try? JSONDecoder().decode([String].self, from: Data(line.utf8)))?.first
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
