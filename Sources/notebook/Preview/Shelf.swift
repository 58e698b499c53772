import NotebookKit
import Synchronization

/// The pages as they were last made, in memory.
final class Shelf: Sendable {
  struct Copy: Sendable {
    /// The page; that it is being made, until it is there.
    var html: String
    /// What tells it from the page before.
    var version: String
    var entry: IndexPage.Entry?
    var anchors: [PageAnchor] = []
    /// What goes on with it, or what keeps it from being made.
    var status = PageStatus()

    init(_ html: String) {
      self.html = html
      version = Self.version(of: html)
    }

    static func version(of html: String) -> String { String(SHA256.hex(html.utf8).prefix(16)) }
  }

  private let copies: Mutex<[String: Copy]>
  /// The names of the pages, in order.
  let names: [String]

  init(_ names: [String]) {
    self.names = names
    copies = Mutex(
      Dictionary(uniqueKeysWithValues: names.map { ($0, Copy(WaitingPage($0).html(with: Companion.script))) }))
  }

  subscript(name: String) -> Copy? { copies.withLock { $0[name] } }

  func change(_ name: String, _ work: (inout Copy) -> Void) {
    copies.withLock { copies in
      guard var copy = copies.removeValue(forKey: name) else { return }
      work(&copy)
      copies[name] = copy
    }
  }

  /// The page that leads to the others.
  var index: Copy {
    let entries = copies.withLock { copies in names.compactMap { copies[$0]?.entry } }
    return Copy(IndexPage(entries).html(with: Companion.script))
  }
}

/// What is said over a page.
struct PageStatus: Codable, Sendable, Equatable {
  var text = ""
  var isFailure = false
}
