import Foundation
import Synchronization

/// Open pages that wait to be told of changes: connections that stay open, with server-sent events (HTML, section 9.2).
///
/// A page that is gone is noticed when it is next told something, which is every few seconds.
final class Listeners: Sendable {
  private struct Listener {
    let connection: Int32
    let page: String
  }
  private let all = Mutex<[Listener]>([])

  /// How long a page that is gone may keep its connection, in seconds.
  private static let pause = 5.0

  init() {
    Thread.detachNewThread { [self] in
      while true {
        Thread.sleep(forTimeInterval: Self.pause)
        send(":\n\n") { _ in true }
      }
    }
  }

  /// Takes over a connection.
  ///
  /// - Parameter greeting: what it is told first. Nothing can happen between that and what it is told next.
  func add(_ connection: Int32, page: String, greeting: () -> [PageEvent]) {
    all.withLock { all in
      let listener = Listener(connection: connection, page: page)
      let text = greeting().map(\.text).joined()
      if Self.send(Array(text.utf8), to: listener) { all.append(listener) }
    }
  }

  /// Tells all who show a page.
  func tell(_ page: String, _ event: PageEvent) { send(event.text) { $0.page == page } }

  /// A page that does not take what it is told, within what the system keeps for it, is let go: it comes back by itself.
  private func send(_ text: String, to isMeant: (Listener) -> Bool) {
    let bytes = Array(text.utf8)
    all.withLock { all in
      all.removeAll { listener in
        isMeant(listener) && !Self.send(bytes, to: listener)
      }
    }
  }

  /// Gives whether it has gone through; if not, the connection is closed.
  private static func send(_ bytes: [UInt8], to listener: Listener) -> Bool {
    #if canImport(Darwin)
      let flags = MSG_DONTWAIT
    #else
      let flags = Int32(MSG_DONTWAIT) | LocalServer.noSignal
    #endif
    if Foundation.send(listener.connection, bytes, bytes.count, flags) == bytes.count { return true }
    close(listener.connection)
    return false
  }
}

/// Something that an open page is told.
enum PageEvent {
  /// There is a page of this version.
  case page(version: String)
  case status(PageStatus)
  /// Show the first of these parts that is there.
  case at(ids: [String])

  var text: String {
    switch self {
    case .page(let version): "event: page\ndata: \(JSONLine.text(["version": version]))\n\n"
    case .status(let status): "event: status\ndata: \(JSONLine.text(status))\n\n"
    case .at(let ids): "event: at\ndata: \(JSONLine.text(["ids": ids]))\n\n"
    }
  }
}
