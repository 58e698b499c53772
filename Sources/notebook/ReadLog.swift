import Foundation
import NotebookKit
import Synchronization

/// Which files a notebook read, with the digests of their bytes, and which it could not read.
final class ReadLog: Sendable {
  private struct Lists {
    var inputs: [PageMemory.Input] = []
    var missing: Set<String> = []
    var unread: Set<String> = []
  }
  private let lists = Mutex(Lists())

  func add(_ path: String, _ bytes: [UInt8]) {
    let input = PageMemory.Input(path: Self.standardized(path), digest: SHA256.hex(bytes))
    lists.withLock { if !$0.inputs.contains(input) { $0.inputs.append(input) } }
  }

  /// A file that was asked for in vain.
  func add(_ path: String, _ failure: Files.Failure) {
    let path = Self.standardized(path)
    lists.withLock { lists in
      if case .missing = failure { _ = lists.missing.insert(path) } else { _ = lists.unread.insert(path) }
    }
  }

  var inputs: [PageMemory.Input] { lists.withLock { $0.inputs } }
  /// Files that were not there.
  var missing: Set<String> { lists.withLock { $0.missing } }
  /// Files that were there, and could not be read.
  var unread: Set<String> { lists.withLock { $0.unread } }

  private static func standardized(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
