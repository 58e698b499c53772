import Foundation

/// Where words go: results to standard output, progress and messages to standard error.
enum Terminal {
  enum Stream { case output, error }

  static func write(_ text: String, to stream: Stream) {
    let handle = stream == .output ? FileHandle.standardOutput : FileHandle.standardError
    do { try handle.write(contentsOf: Data(text.utf8)) } catch {
      guard stream == .output else { return }
      // A reader that has seen enough, such as `head`, is no mistake to tell of.
      if errno != EPIPE {
        write("Error: standard output cannot be written: \(String(cString: strerror(errno)))\n", to: .error)
      }
      Foundation.exit(1)
    }
  }

  /// Whether messages may be coloured: standard error is a terminal, and nobody asked for plain text.
  static var hasColour: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// How many characters a line of the terminal has.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }

  static var isLive: Bool { isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb" }
}
