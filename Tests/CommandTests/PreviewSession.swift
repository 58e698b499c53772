import Foundation
import TestSupport

/// A preview under way, and a browser without a window.
final class PreviewSession {
  let process = Process()
  private let folder: TemporaryFolder
  private let log: URL
  private(set) var port: UInt16 = 0

  struct Missing: Error {
    let what: String
    let log: String
  }

  init(_ arguments: [String], in folder: TemporaryFolder, port: Int = 0) throws {
    self.folder = folder
    log = folder.url.appending(path: ".preview-log")
    try Data().write(to: log)
    process.executableURL = URL(fileURLWithPath: Command.path)
    process.arguments = ["preview", "--port", "\(port)"] + arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    try wait("the address") {
      guard let found = said.firstMatch(of: #/serving http://127\.0\.0\.1:(\d+)/ /#) else { return false }
      self.port = UInt16(found.1) ?? 0
      return true
    }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// What stands on the terminal.
  var said: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// Waits until something holds; half a minute at most.
  func wait(_ what: String, until holds: () throws -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 30)
    while try !holds() {
      if Date() > end { throw Missing(what: what, log: said) }
      usleep(3000)
    }
  }

  /// Waits until nothing is under way: one process at most is left, which waits for the next page.
  func waitForRest() throws { try wait("rest") { makers.count <= 1 } }

  /// Waits for a page that has these words in it. Gives it.
  @discardableResult
  func page(_ name: String = "n.html", with words: String) throws -> String {
    var last = ""
    try wait("'\(words)' on \(name)") {
      last = try get("/" + name).body
      return last.contains(words)
    }
    return last
  }

  struct Response {
    let status: Int
    let head: String
    let body: String
  }

  func get(_ path: String, method: String = "GET", host: String? = nil, _ headers: [String] = []) throws -> Response {
    let lines = ["\(method) \(path) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")"] + headers
    return try response(to: lines.joined(separator: "\r\n") + "\r\n\r\n")
  }

  func response(to request: String) throws -> Response {
    let connection = try connected()
    defer { close(connection) }
    Self.send(request, to: connection)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return Response(status: 0, head: text, body: "") }
    let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return Response(status: status, head: String(text[..<end.lowerBound]), body: String(text[end.upperBound...]))
  }

  /// Listens to the events of a page until one has these words, and gives all that was heard.
  func events(of page: String = "n.html", until words: String, then act: (() throws -> Void)? = nil) throws -> String {
    let connection = try connected()
    defer { close(connection) }
    Self.send("GET /_events?page=\(page) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n", to: connection)
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 1 << 12)
    var act = act
    let end = Date(timeIntervalSinceNow: 30)
    while !text.contains(words) || act != nil {
      if let now = act, text.contains("event: ") {
        act = nil
        try now()
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 || Date() > end { throw Missing(what: "'\(words)' among events", log: text) }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text
  }

  private func connected() throws -> Int32 {
    let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isDone = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(made, $0, size) == 0 }
    }
    if !isDone {
      close(made)
      throw Missing(what: "a connection", log: said)
    }
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    return made
  }

  private static func send(_ text: String, to connection: Int32) {
    let bytes = Array(text.utf8)
    _ = Foundation.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// The processes that make pages in the folder of this session, and the one that is ready for the next.
  var makers: [Int32] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let own = folder.url.resolvingSymlinksInPath().path
    return all.compactMap { Int32($0) }.filter { number in
      let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline").map {
        String(decoding: $0, as: UTF8.self)
      }
      let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(number)/cwd")
      return line?.contains("preview-page") == true && place == own
    }
  }

  /// How many files the server holds open.
  var handles: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd"))?.count ?? 0
  }

  /// The memory that it occupies, in KB.
  var memory: Int {
    let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    return text.firstMatch(of: #/VmRSS:\s+(\d+) kB/#).flatMap { Int($0.1) } ?? 0
  }

  /// Ends it as Ctrl-C does. Gives its status.
  func interrupt() -> Int32 {
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    return process.terminationStatus
  }
}
