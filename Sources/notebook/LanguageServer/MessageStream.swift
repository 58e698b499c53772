import Foundation

/// Messages of the language server protocol on standard input and output: `Content-Length`, an empty line, JSON.
struct MessageStream {
  /// More than any message of an editor has.
  private static let sizeLimit = 64 << 20

  private var buffer: [UInt8] = []
  private var isAtEnd = false

  /// The JSON of the next message; waits for it. Nothing at the end of the input, or where it is no such stream.
  mutating func next() -> Data? {
    guard let length = header(), length <= Self.sizeLimit else { return nil }
    while buffer.count < length, !isAtEnd { fill() }
    guard buffer.count >= length else { return nil }
    defer { buffer.removeFirst(length) }
    return Data(buffer.prefix(length))
  }

  /// Whether more has come already.
  var hasMore: Bool {
    if !buffer.isEmpty { return true }
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 1 && descriptor.revents & Int16(POLLIN) != 0
  }

  func send(_ message: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let body = try? encoder.encode(message) else { return }
    try? FileHandle.standardOutput.write(contentsOf: Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  /// The length that a header gives; takes the header off the buffer.
  private mutating func header() -> Int? {
    let blank = Array("\r\n\r\n".utf8)
    while true {
      if let end = buffer.firstRange(of: blank) {
        let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        buffer.removeFirst(end.upperBound)
        for line in lines {
          let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
          if parts.count == 2, parts[0].lowercased() == "content-length", let length = Int(parts[1]), length >= 0 {
            return length
          }
        }
        return nil
      }
      if isAtEnd || buffer.count > 1 << 16 { return nil }
      fill()
    }
  }

  private mutating func fill() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count > 0 { buffer += chunk[..<count] } else { isAtEnd = true }
      return
    }
  }
}
