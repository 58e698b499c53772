import Foundation

/// A small HTTP server for this machine alone: one request a connection, each on a thread of its own.
struct LocalServer: Sendable {
  private let socket: Int32
  let port: UInt16

  /// No signal where the other side is gone.
  #if canImport(Darwin)
    static let noSignal: Int32 = 0
  #else
    static let noSignal = Int32(MSG_NOSIGNAL)
  #endif

  /// What becomes of a connection once its request is answered.
  enum Answer {
    case response(PageResponse)
    /// It stays open, as a stream of events: who takes it over.
    case stream((Int32) -> Void)
  }

  /// How large the head of a request may be, in bytes.
  private static let largestHead = 1 << 14
  /// How many ports after the one that is wished for are tried.
  private static let tries: UInt16 = 20

  struct NoPort: Error {
    let reason: String
  }

  /// Listens on 127.0.0.1.
  ///
  /// - Parameter wished: the port; where it is in use, one of the next. With 0 any that is free.
  init(port wished: UInt16) throws(NoPort) {
    var reason = ""
    for port in wished...(wished == 0 ? 0 : min(wished, .max - Self.tries) + Self.tries) {
      switch Self.listen(port) {
      case .success(let bound):
        (socket, self.port) = bound
        return
      case .failure(let failure):
        reason = String(cString: strerror(failure.number))
        if failure.number != EADDRINUSE { throw NoPort(reason: reason) }
      }
    }
    throw NoPort(reason: reason)
  }

  private struct Failure: Error {
    let number: Int32
  }

  private static func listen(_ port: UInt16) -> Result<(Int32, UInt16), Failure> {
    #if canImport(Darwin)
      let made = Foundation.socket(AF_INET, SOCK_STREAM, 0)
    #else
      let made = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var yes: Int32 = 1
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        made >= 0 && bind(made, address, size) == 0 && Foundation.listen(made, 64) == 0
          && getsockname(made, address, &size) == 0
      }
    }
    if isListening { return .success((made, UInt16(bigEndian: address.sin_port))) }
    let number = errno
    close(made)
    return .failure(Failure(number: number))
  }

  /// Answers requests, for ever.
  func run(_ answer: @escaping @Sendable (PageRequest) -> Answer) {
    Thread.detachNewThread {
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else {
          // Out of file handles, or the other side was gone at once.
          Thread.sleep(forTimeInterval: 0.01)
          continue
        }
        Thread.detachNewThread { Self.serve(connection, answer) }
      }
    }
  }

  private static func serve(_ connection: Int32, _ answer: (PageRequest) -> Answer) {
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(connection, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    guard let head = head(of: connection) else {
      close(connection)
      return
    }
    guard let request = PageRequest(head) else {
      send(PageResponse.refused("400 Bad PageRequest", "this is no request").bytes(isWhole: true), to: connection)
      return finish(connection)
    }
    switch answer(request) {
    case .response(let response):
      send(response.bytes(isWhole: request.method != "HEAD"), to: connection)
      finish(connection)
    case .stream(let take):
      let lines = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n"
      send(Array(lines.utf8), to: connection)
      take(connection)
    }
  }

  /// The bytes up to the empty line.
  private static func head(of connection: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    let end = Array("\r\n\r\n".utf8)
    while bytes.count < largestHead {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return nil }
      let from = max(0, bytes.count - 3)
      bytes += buffer[..<count]
      var place = from
      while place + 4 <= bytes.count {
        if bytes[place..<place + 4].elementsEqual(end) { return Array(bytes[..<place]) }
        place += 1
      }
    }
    return nil
  }

  private static func send(_ bytes: [UInt8], to connection: Int32) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let sent = Foundation.send(
          connection, buffer.baseAddress.map { $0 + offset }, buffer.count - offset, noSignal)
        if sent < 0 && errno == EINTR { continue }
        if sent <= 0 { return }
        offset += sent
      }
    }
  }

  /// Closes the connection after the other side has read all of it.
  private static func finish(_ connection: Int32) {
    shutdown(connection, Int32(SHUT_WR))
    var rest = [UInt8](repeating: 0, count: largestHead)
    while recv(connection, &rest, rest.count, 0) > 0 {}
    close(connection)
  }
}
